#include "forms/definition.hpp"

namespace vigie::forms {

namespace {
constexpr std::pair<FieldType, std::string_view> type_names[] = {{FieldType::text, "text"},
                                                                 {FieldType::texts, "texts"},
                                                                 {FieldType::narrative, "narrative"},
                                                                 {FieldType::phones, "phones"},
                                                                 {FieldType::date, "date"},
                                                                 {FieldType::instant, "instant"},
                                                                 {FieldType::number, "number"},
                                                                 {FieldType::tri, "tri"},
                                                                 {FieldType::choice, "choice"},
                                                                 {FieldType::choices, "choices"},
                                                                 {FieldType::departement, "departement"},
                                                                 {FieldType::records, "records"}};
}  // namespace

std::string_view to_text(FieldType type) {
  for (const auto& [named, text] : type_names)
    if (named == type) return text;
  throw base::Bug("a FieldType without a name");
}

std::optional<FieldType> parse_field_type(std::string_view text) {
  for (const auto& [type, name] : type_names)
    if (name == text) return type;
  return std::nullopt;
}

const Field* Form::find(std::string_view id_asked) const {
  if (!places.empty()) {
    const auto place = places.find(id_asked);
    return place == places.end() ? nullptr : &fields[place->second];
  }
  for (const Field& field : fields)  // while the file is being read
    if (field.id == id_asked) return &field;
  return nullptr;
}

}  // namespace vigie::forms
