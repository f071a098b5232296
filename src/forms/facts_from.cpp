#include "forms/check.hpp"

namespace vigie::forms {

namespace {

template <class T>
std::optional<base::FactValue> if_any(std::optional<T> value) {
  if (!value) return std::nullopt;
  return base::FactValue(std::move(*value));
}

std::optional<base::FactValue> fact_of_text(const Field& field, const std::string& text) {
  switch (field.type) {
    case FieldType::tri:
      return if_any(base::parse_tri(text));
    case FieldType::date:
      return if_any(base::parse_date(text));
    case FieldType::choice:
    case FieldType::departement:
      return base::FactValue(text);
    case FieldType::instant: {
      const std::optional<base::ParsedTime> parsed = base::parse_time(text);
      return if_any(parsed ? parsed->instant : std::nullopt);
    }
    default:
      return std::nullopt;
  }
}

std::optional<base::FactValue> fact_of(const Field& field, const boost::json::value& value) {
  if (const boost::json::string* text = value.if_string()) return fact_of_text(field, std::string(*text));
  if (field.type == FieldType::number && value.is_number()) return base::FactValue(value.to_number<double>());
  if (field.type != FieldType::choices || !value.is_array()) return std::nullopt;
  std::vector<std::string> codes;
  for (const boost::json::value& code : value.get_array())
    if (code.is_string()) codes.emplace_back(code.get_string());
  return base::FactValue(std::move(codes));
}

}  // namespace

base::Facts facts_from(const Form& form, const boost::json::object& kept_answers) {
  base::Facts::sequence_type told;
  told.reserve(kept_answers.size());
  for (const auto& [key, value] : kept_answers) {
    const Field* field = form.find(key);
    if (!field || field->identifying) continue;
    if (std::optional<base::FactValue> fact = fact_of(*field, value)) told.emplace_back(field->id, std::move(*fact));
  }
  base::Facts facts;
  facts.adopt_sequence(std::move(told));  // an object has each key once
  return facts;
}

}  // namespace vigie::forms
