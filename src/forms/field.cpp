#include "base/text.hpp"
#include "forms/field_detail.hpp"

namespace vigie::forms::detail {

Kept refuse(const Answer& answer, Checking& checking, std::string_view code, std::string_view sentence) {
  checking.errors.push_back(
      {answer.pointer, std::string(code), fmt::format("{} : {}", answer.label, sentence)});
  return std::nullopt;
}

Kept refuse_type(const Answer& answer, Checking& checking, std::string_view expected) {
  return refuse(answer, checking, "type_invalide", fmt::format("{}.", expected));
}

std::string quote(std::string_view text) {
  constexpr std::size_t longest = 40;
  if (base::has_control_characters(text, false)) return "cette valeur";
  std::size_t end = 0;
  for (std::size_t characters = 0; end < text.size(); ++end) {
    const bool starts = (static_cast<unsigned char>(text[end]) & 0xc0) != 0x80;
    if (starts && characters++ == longest) break;
  }
  return fmt::format("« {}{} »", text.substr(0, end), end < text.size() ? "…" : "");
}

const json::array* list_of(const Answer& answer, Checking& checking, std::string_view expected) {
  const json::array* list = answer.value.if_array();
  if (!list) {
    refuse_type(answer, checking, expected);
    return nullptr;
  }
  if (list->size() > longest_list) {
    refuse(answer, checking, "trop_de_valeurs", fmt::format("pas plus de {} valeurs.", longest_list));
    return nullptr;
  }
  return list;
}

Kept keep(const Answer& answer, Checking& checking) {
  if (answer.value.is_null()) return std::nullopt;
  switch (answer.field.type) {
    case FieldType::text:
      return keep_text(answer, checking);
    case FieldType::texts:
      return keep_texts(answer, checking);
    case FieldType::narrative:
      return keep_narrative(answer, checking);
    case FieldType::phones:
      return keep_phones(answer, checking);
    case FieldType::date:
      return keep_date(answer, checking);
    case FieldType::instant:
      return keep_instant(answer, checking);
    case FieldType::number:
      return keep_number(answer, checking);
    case FieldType::tri:
      return keep_tri(answer, checking);
    case FieldType::choice:
      return keep_choice(answer, checking);
    case FieldType::choices:
      return keep_choices(answer, checking);
    case FieldType::departement:
      return keep_departement(answer, checking);
    case FieldType::records:
      return keep_records(answer, checking);
  }
  throw base::Bug("a FieldType that is not checked");
}

}  // namespace vigie::forms::detail
