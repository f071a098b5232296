#include "base/text.hpp"
#include "imports/line_detail.hpp"

namespace vigie::imports {

namespace {

using base::Error;

Error whole(std::string code, std::string text) { return {base::Kind::malformed, std::move(code), std::move(text)}; }

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

base::Result<Line> read_declaration(const boost::json::object& object) {
  Members members(object);
  Line line;
  if (!members.text("withdrawn_at", false).empty()) members.refuse("withdrawn_at", "declaration_retiree", "Cette déclaration a été retirée : elle n’est pas reprise.");
  line.form = members.key("form", true);
  line.answers = members.object("answers", true);
  read_any(members, object, line);
  read_signature(members, line);
  line.minor_key = members.key("minor_key", false);
  line.episode_key = members.key("episode_key", false);
  line.amends = members.key("amends", false);
  line.form_version = members.whole_number("form_version");
  if (const auto fine = members.done(); !fine) return fine.error();
  return line;
}

}  // namespace

void read_any(Members& members, const boost::json::object& object, Line& line) {
  members.text("kind", false);
  members.whole_number("rank");
  line.key = members.key("key", true);
  line.organisation = base::trim(members.text("organisation", true));
  const bool fits = base::length_of(line.organisation) <= 200 && !base::has_control_characters(line.organisation, false);
  if (!fits || (line.organisation.empty() && base::find_text(object, "organisation")))
    members.refuse("organisation", "organisation_invalide", "Le nom de l’organisation compte 1 à 200 caractères.");
}

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
  return base::find(object, "act") ? read_act(object) : read_declaration(object);
}

}  // namespace vigie::imports
