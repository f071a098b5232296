#include "api/body.hpp"

#include <charconv>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace vigie::api {

base::Result<boost::json::object> read_object(const http::Request& request, std::string_view also) {
  const std::string type = base::to_lower_ascii(request.header("content-type").value_or(""));
  const std::string kind = base::trim(type.substr(0, type.find(';')));
  if (kind.empty() || (kind != "application/json" && kind != also))
    return base::Error{base::Kind::unsupported, "type_de_contenu", "Le corps doit être du JSON (Content-Type: application/json)."};
  auto parsed = base::parse_json(request.body);
  if (!parsed) return parsed.error();
  if (!parsed->is_object()) return base::field_error("", "objet_attendu", "Un objet JSON est attendu.");
  return std::move(parsed->get_object());
}

const boost::json::value* Members::take(std::string_view key) {
  taken_.emplace(key);
  return base::find(object_, key);
}

void Members::refuse(std::string_view key, std::string code, std::string detail) {
  errors_.push_back({base::pointer("", key), std::move(code), std::move(detail)});
}

void Members::require(std::string_view key, bool there) {
  if (!there) refuse(key, "champ_requis", fmt::format("« {} » est requis.", key));
}

std::optional<std::string> Members::text(std::string_view key, std::size_t longest) {
  const boost::json::value* value = take(key);
  if (!value) return std::nullopt;
  if (!value->is_string()) {
    refuse(key, "type_invalide", fmt::format("« {} » doit être un texte.", key));
    return std::nullopt;
  }
  std::string told(value->get_string().data(), value->get_string().size());
  if (base::length_of(told) > longest)
    refuse(key, "texte_trop_long", fmt::format("« {} » dépasse {} caractères.", key, longest));
  else if (base::has_control_characters(told, true))
    refuse(key, "caractere_de_controle", fmt::format("« {} » contient un caractère de contrôle.", key));
  return base::trim(told);
}

std::string Members::required_text(std::string_view key, std::size_t longest) {
  const auto told = text(key, longest);
  if (!base::find(object_, key)) require(key, false);
  return told.value_or("");
}

std::vector<std::string> Members::texts(std::string_view key) {
  std::vector<std::string> told;
  const boost::json::value* value = take(key);
  if (!value) return told;
  const auto* list = value->if_array();
  const bool fits = list && list->size() <= 500 &&
                    std::all_of(list->begin(), list->end(), [](const auto& one) { return one.is_string() && one.get_string().size() <= 200; });
  if (!fits) refuse(key, "type_invalide", fmt::format("« {} » doit être une liste de textes.", key));
  else for (const auto& one : *list) told.emplace_back(one.get_string());
  return told;
}

bool Members::truth(std::string_view key) {
  const boost::json::value* value = take(key);
  if (!value) return false;
  if (!value->is_bool()) refuse(key, "type_invalide", fmt::format("« {} » doit être true ou false.", key));
  return value->is_bool() && value->get_bool();
}

std::optional<base::Instant> Members::instant(std::string_view key, std::string_view zone) {
  const auto told = text(key, 40);
  if (!told) return std::nullopt;
  const auto parsed = base::parse_time(*told);
  if (!parsed) {
    refuse(key, "instant_invalide", fmt::format("« {} » doit être une date et une heure (2026-11-21T18:05:00+01:00).", key));
    return std::nullopt;
  }
  if (parsed->instant) return parsed->instant;
  const base::Reading reading = base::read_local(parsed->local, zone);
  if (reading.sort == base::Reading::Sort::unique) return reading.first;
  const bool skipped = reading.sort == base::Reading::Sort::skipped;
  refuse(key, skipped ? "heure_inexistante" : "heure_double",
         fmt::format("Cette heure {} ce jour-là (changement d’heure) : précisez {} ou {}.",
                     skipped ? "n’existe pas" : "existe deux fois", base::to_rfc3339(reading.first, zone),
                     base::to_rfc3339(reading.second, zone)));
  return std::nullopt;
}

std::optional<boost::json::object> Members::object(std::string_view key) {
  const boost::json::value* value = take(key);
  if (!value) return std::nullopt;
  if (value->is_object()) return value->get_object();
  refuse(key, "type_invalide", fmt::format("« {} » doit être un objet.", key));
  return std::nullopt;
}

base::Status Members::done() {
  for (const auto& [key, value] : object_) {
    if (taken_.contains(std::string_view(key.data(), key.size()))) continue;
    refuse(std::string_view(key).substr(0, 60), "champ_inconnu", "Ce champ n’existe pas.");
    if (errors_.size() >= 50) break;
  }
  if (errors_.empty()) return base::Done{};
  std::string text = errors_.size() == 1 ? errors_[0].detail : fmt::format("{} champs sont à corriger.", errors_.size());
  return base::Error{base::Kind::invalid, "champ_invalide", std::move(text), std::move(errors_)};
}

base::Status check_takes_nothing(const http::Request& request) {
  if (request.body.empty()) return base::Done{};
  const auto body = read_object(request);
  if (!body) return body.error();
  return Members(*body).done();
}

base::Result<std::optional<store::Repetition>> repetition_of(const http::Request& request, std::string_view route,
                                                             const identity::Vault& vault) {
  const auto key = request.header("idempotency-key");
  if (!key || key->empty()) return std::optional<store::Repetition>();
  if (key->size() > 200)
    return base::field_error("", "cle_trop_longue", "L’en-tête Idempotency-Key dépasse 200 caractères.");
  return std::optional(store::Repetition{std::string(route), base::sha256(*key), vault.digest("body", request.body)});
}

base::Result<std::optional<std::int64_t>> seen_version(const http::Request& request) {
  const auto header = request.header("if-match");
  if (!header || *header == "*") return std::optional<std::int64_t>();
  std::string_view tag = *header;
  const bool shaped = tag.size() > 3 && tag.size() < 20 && tag.starts_with("\"v") && tag.ends_with('"');
  if (shaped) tag = tag.substr(2, tag.size() - 3);
  std::int64_t version = 0;
  const auto [end, wrong] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
  if (!shaped || wrong != std::errc() || end != tag.data() + tag.size())
    return base::field_error("", "version_invalide", "L’en-tête If-Match doit reprendre l’ETag reçu, par exemple \"v17\".");
  return std::optional<std::int64_t>(version);
}

base::Result<Page> page_of(const http::Request& request) {
  Page page;
  if (const auto limit = request.query_value("limit")) {
    const bool digits = !limit->empty() && limit->size() <= 3 &&
                        std::all_of(limit->begin(), limit->end(), [](char c) { return c >= '0' && c <= '9'; });
    page.limit = digits ? std::stoi(std::string(*limit)) : 0;
    if (page.limit < 1 || page.limit > 500)
      return base::field_error("/limit", "nombre_hors_bornes", "« limit » est un nombre de 1 à 500.");
  }
  if (const auto after = request.query_value("after")) {
    const std::string plain = base::from_base64url(*after).value_or("");
    std::int64_t place = 0;
    const auto [dot, wrong] = std::from_chars(plain.data(), plain.data() + plain.size(), place);
    const bool shaped = wrong == std::errc() && dot != plain.data() + plain.size() && *dot == '.';
    const std::string id = shaped ? std::string(dot + 1) : std::string();
    if (!base::parse_uuid(id))
      return base::field_error("/after", "curseur_invalide", "« after » n’est pas un curseur donné par ce service.");
    page.after = std::pair(place, id);
  }
  return page;
}

std::string cursor(std::int64_t place, std::string_view id) { return base::to_base64url(fmt::format("{}.{}", place, id)); }

}  // namespace vigie::api
