#include "base/text.hpp"
#include "imports/line.hpp"

namespace vigie::imports {

namespace {

using base::Error;

Error whole(std::string code, std::string text) { return {base::Kind::malformed, std::move(code), std::move(text)}; }

/// Takes the members of a line one by one, collecting every error.
class Members {
 public:
  explicit Members(const boost::json::object& object) : object_(object) {}

  std::string text(std::string_view key, bool required) {
    const auto* value = take(key, required);
    if (!value) return {};
    if (!value->is_string()) return refuse(key, "type_invalide", fmt::format("« {} » doit être un texte.", key)), std::string();
    return std::string(value->get_string());
  }
  std::string key(std::string_view name, bool required) {
    std::string told = text(name, required);
    const bool fits = base::length_of(told) <= longest_key && !base::has_control_characters(told, false);
    if (!fits) refuse(name, "cle_invalide", fmt::format("« {} » compte au plus {} caractères, sans caractère de contrôle.", name, longest_key));
    if (required && told.empty() && base::find_text(object_, name)) refuse(name, "champ_requis", fmt::format("« {} » ne peut pas être vide.", name));
    return told;
  }
  int whole_number(std::string_view key) {
    const auto* value = take(key, false);
    if (!value) return 0;
    if (value->is_int64() && value->get_int64() > 0 && value->get_int64() < 1'000'000'000) return static_cast<int>(value->get_int64());
    refuse(key, "type_invalide", fmt::format("« {} » doit être un nombre entier, au moins 1.", key));
    return 0;
  }
  boost::json::object object(std::string_view key) {
    const auto* value = take(key, true);
    if (!value) return {};
    if (!value->is_object()) return refuse(key, "type_invalide", fmt::format("« {} » doit être un objet.", key)), boost::json::object();
    return value->get_object();
  }
  void refuse(std::string_view key, std::string code, std::string detail) {
    errors_.push_back({base::pointer("", key), std::move(code), std::move(detail)});
  }
  void refuse(std::vector<base::FieldError> errors) {
    for (auto& error : errors) errors_.push_back(std::move(error));
  }
  /// Nothing wrong, and nothing left over.
  base::Status done() {
    for (const auto& [key, value] : object_)
      if (!taken_.contains(std::string_view(key.data(), key.size())))
        refuse(std::string_view(key.data(), key.size()).substr(0, 60), "membre_inconnu", "Ce membre de la ligne n’est pas connu.");
    if (errors_.empty()) return base::Done{};
    std::string text = errors_.size() == 1 ? errors_.front().detail : fmt::format("{} membres de la ligne sont à corriger.", errors_.size());
    return Error{base::Kind::invalid, "ligne_invalide", std::move(text), std::move(errors_)};
  }

 private:
  const boost::json::value* take(std::string_view key, bool required) {
    taken_.insert(key);
    const auto* value = base::find(object_, key);
    if (!value && required) refuse(key, "champ_requis", fmt::format("« {} » manque.", key));
    return value;
  }
  const boost::json::object& object_;
  std::set<std::string_view> taken_;
  std::vector<base::FieldError> errors_;
};

std::string_view zone_of(const boost::json::object& answers) {
  const auto* code = base::find(answers, "departement");
  return code && code->is_string() ? base::zone_of_departement(code->get_string()) : base::paris;
}

void read_signature(Members& members, Line& line) {
  const std::string told = members.text("signed_at", true);
  if (told.empty()) return;
  auto signed_at = parse_signature(told, zone_of(line.answers));
  if (signed_at) line.signed_at = *signed_at;
  else members.refuse(std::move(signed_at).error().fields);
}

void read_organisation(Members& members, Line& line) {
  line.organisation = base::trim(members.text("organisation", true));
  const bool fits = base::length_of(line.organisation) <= 200 && !base::has_control_characters(line.organisation, false);
  if (!fits) members.refuse("organisation", "organisation_invalide", "Le nom de l’organisation compte 1 à 200 caractères.");
}

base::Result<Line> read_declaration(const boost::json::object& object) {
  Members members(object);
  Line line;
  members.text("kind", false);
  members.whole_number("rank");
  if (!members.text("withdrawn_at", false).empty()) members.refuse("withdrawn_at", "declaration_retiree", "Cette déclaration a été retirée : elle n’est pas reprise.");
  line.key = members.key("key", true);
  line.form = members.key("form", true);
  line.answers = members.object("answers");
  read_organisation(members, line);
  if (line.organisation.empty() && base::find(object, "organisation"))
    members.refuse("organisation", "organisation_invalide", "Le nom de l’organisation compte 1 à 200 caractères.");
  read_signature(members, line);
  line.minor_key = members.key("minor_key", false);
  line.episode_key = members.key("episode_key", false);
  line.amends = members.key("amends", false);
  line.form_version = members.whole_number("form_version");
  if (const auto fine = members.done(); !fine) return fine.error();
  return line;
}

}  // namespace

base::Result<base::Instant> parse_signature(std::string_view text, std::string_view zone) {
  const auto refuse = [](std::string code, std::string detail) { return base::field_error("/signed_at", std::move(code), std::move(detail)); };
  const auto parsed = base::parse_time(text);
  if (!parsed) return refuse("instant_invalide", "« signed_at » n’est pas une date existante avec une heure (RFC 3339).");
  if (parsed->instant) return *parsed->instant;
  const base::Reading reading = base::read_local(parsed->local, zone);
  if (reading.sort == base::Reading::Sort::unique) return reading.first;
  const bool skipped = reading.sort == base::Reading::Sort::skipped;
  return refuse(skipped ? "heure_inexistante" : "heure_double",
                fmt::format("Cette heure {} : précisez {} ou {}.", skipped ? "n’existe pas (changement d’heure)" : "existe deux fois (changement d’heure)",
                            base::to_rfc3339(reading.first, zone), base::to_rfc3339(reading.second, zone)));
}

base::Result<Line> parse_line(std::string_view text) {
  if (text.size() > longest_line)
    return whole("ligne_trop_longue", fmt::format("Cette ligne dépasse {} octets.", longest_line));
  if (!base::is_utf8(text)) return whole("utf8_invalide", "Cette ligne n’est pas un texte UTF-8 valide.");
  const auto value = base::parse_json(text);
  if (!value) {
    const std::string& said = value.error().text;
    return whole("json_invalide", said.starts_with("Le corps") ? "Cette ligne n’est pas un JSON valide." : said);
  }
  if (!value->is_object()) return whole("objet_attendu", "Chaque ligne est un objet JSON.");
  const auto& object = value->get_object();
  const auto* kind = base::find(object, "kind");
  if (kind && (!kind->is_string() || kind->get_string() != "declaration"))
    return base::field_error("/kind", "genre_inconnu", "Ce genre de ligne ne peut pas être importé (seul « declaration » l’est).");
  return read_declaration(object);
}

}  // namespace vigie::imports
