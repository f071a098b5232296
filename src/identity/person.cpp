#include "identity/person.hpp"

#include "base/text.hpp"

namespace vigie::identity {
namespace {

namespace json = boost::json;

/// As written, but only white space is nothing told. A draft may hold any shape: what cannot be read is left
/// out.
std::string text_at(const json::object& object, std::string_view field) {
  std::string text = base::find_text(object, field).value_or("");
  return base::trim(text).empty() ? std::string() : text;
}

std::vector<std::string> texts_at(const json::object& answers, std::string_view field) {
  std::vector<std::string> texts;
  const json::value* value = base::find(answers, field);
  if (!value || !value->is_array()) return texts;
  for (const auto& item : value->get_array()) {
    if (!item.is_string()) continue;
    std::string text(item.get_string());
    if (!base::trim(text).empty()) texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<Handle> handles_at(const json::object& answers, std::string_view field) {
  std::vector<Handle> handles;
  const json::value* value = base::find(answers, field);
  if (!value || !value->is_array()) return handles;
  for (const auto& item : value->get_array()) {
    if (!item.is_object()) continue;
    Handle handle{text_at(item.get_object(), "plateforme"), text_at(item.get_object(), "pseudo")};
    if (!handle.name.empty()) handles.push_back(std::move(handle));
  }
  return handles;
}

std::optional<double> number_at(const json::object& answers, std::string_view field) {
  const json::value* value = base::find(answers, field);
  return value && value->is_number() ? std::optional(value->to_number<double>()) : std::nullopt;
}

}  // namespace

bool Person::nothing() const { return !named() && !birth && phones.empty() && handles.empty(); }

Person person_from(const json::object& answers, base::Instant told_at) {
  Person person;
  person.nom = text_at(answers, "nom");
  person.nom_usage = text_at(answers, "nom_usage");
  person.prenoms = text_at(answers, "prenoms");
  person.surnoms = texts_at(answers, "surnoms");
  person.birth = base::parse_date(text_at(answers, "date_naissance"));
  person.estimated_age = number_at(answers, "age_estime");
  person.mna = base::parse_tri(text_at(answers, "mna")).value_or(base::Tri::unknown);
  person.phones = texts_at(answers, "telephones");
  person.handles = handles_at(answers, "reseaux_sociaux");
  person.told_at = told_at;
  return person;
}

}  // namespace vigie::identity
