#include "base/text.hpp"
#include "imports/line_detail.hpp"

namespace vigie::imports {

std::string Members::text(std::string_view key, bool required) {
  const auto* value = take(key, required);
  if (!value) return {};
  if (!value->is_string()) return refuse(key, "type_invalide", fmt::format("« {} » doit être un texte.", key)), std::string();
  return std::string(value->get_string());
}

std::string Members::text(std::string_view key, bool required, std::size_t longest) {
  std::string told = text(key, required);
  if (base::length_of(told) > longest) refuse(key, "texte_trop_long", fmt::format("« {} » dépasse {} caractères.", key, longest));
  else if (base::has_control_characters(told, true))
    refuse(key, "caractere_de_controle", fmt::format("« {} » contient un caractère de contrôle.", key));
  else if (required && base::trim(told).empty() && base::find_text(object_, key))
    refuse(key, "champ_requis", fmt::format("« {} » ne peut pas être vide.", key));
  return told;
}

std::string Members::key(std::string_view name, bool required) {
  std::string told = text(name, required);
  const bool fits = base::length_of(told) <= longest_key && !base::has_control_characters(told, false);
  if (!fits) refuse(name, "cle_invalide", fmt::format("« {} » compte au plus {} caractères, sans caractère de contrôle.", name, longest_key));
  if (required && told.empty() && base::find_text(object_, name)) refuse(name, "champ_requis", fmt::format("« {} » ne peut pas être vide.", name));
  return told;
}

int Members::whole_number(std::string_view key) {
  const auto* value = take(key, false);
  if (!value) return 0;
  if (value->is_int64() && value->get_int64() > 0 && value->get_int64() < 1'000'000'000) return static_cast<int>(value->get_int64());
  refuse(key, "type_invalide", fmt::format("« {} » doit être un nombre entier, au moins 1.", key));
  return 0;
}

boost::json::object Members::object(std::string_view key, bool required) {
  const auto* value = take(key, required);
  if (!value) return {};
  if (!value->is_object()) return refuse(key, "type_invalide", fmt::format("« {} » doit être un objet.", key)), boost::json::object();
  return value->get_object();
}

std::optional<base::Instant> Members::instant(std::string_view key, bool required) {
  const std::string told = text(key, required);
  if (told.empty() && !base::find_text(object_, key)) return std::nullopt;
  const auto parsed = base::parse_time(told);
  if (parsed && parsed->instant) return *parsed->instant;
  refuse(key, "instant_invalide", fmt::format("« {} » n’est pas une date existante avec une heure et son décalage (RFC 3339).", key));
  return std::nullopt;
}

void Members::refuse(std::string_view key, std::string code, std::string detail) {
  errors_.push_back({base::pointer(parent_, key), std::move(code), std::move(detail)});
}

void Members::refuse(std::vector<base::FieldError> errors) {
  for (auto& error : errors) errors_.push_back(std::move(error));
}

std::vector<base::FieldError> Members::errors() {
  for (const auto& [key, value] : object_)
    if (!taken_.contains(std::string_view(key.data(), key.size())))
      refuse(std::string_view(key.data(), key.size()).substr(0, 60), "membre_inconnu", "Ce membre de la ligne n’est pas connu.");
  return std::move(errors_);
}

base::Status Members::done() {
  auto wrong = errors();
  if (wrong.empty()) return base::Done{};
  std::string text = wrong.size() == 1 ? wrong.front().detail : fmt::format("{} membres de la ligne sont à corriger.", wrong.size());
  return base::Error{base::Kind::invalid, "ligne_invalide", std::move(text), std::move(wrong)};
}

const boost::json::value* Members::take(std::string_view key, bool required) {
  taken_.emplace(key);
  const auto* value = base::find(object_, key);
  if (!value && required) refuse(key, "champ_requis", fmt::format("« {} » manque.", key));
  return value;
}

}  // namespace vigie::imports
