#include "forms/field_detail.hpp"

namespace vigie::forms::detail {

namespace {

const Field* find_part(const Field& field, std::string_view id) {
  for (const Field& part : field.parts)
    if (part.id == id) return &part;
  return nullptr;
}

/// In a record, programs write true and false where a form says oui and non.
json::value with_tri_as_text(const Field& part, const json::value& value) {
  if (part.type == FieldType::tri && value.is_bool()) return json::value(value.get_bool() ? "oui" : "non");
  return value;
}

Kept keep_record(const Answer& answer, Checking& checking) {
  const json::object* sent = answer.value.if_object();
  if (!sent) return refuse_type(answer, checking, "un objet est attendu");
  for (const auto& [key, value] : *sent) {
    if (find_part(answer.field, key)) continue;
    const Answer unknown{answer.field, value, base::pointer(answer.pointer, key), answer.label};
    refuse(unknown, checking, "champ_inconnu", fmt::format("la partie {} n’existe pas.", quote(key)));
    break;
  }
  json::object kept;
  for (const Field& part : answer.field.parts) {
    const json::value* value = sent->if_contains(part.id);
    if (!value) continue;
    const json::value read = with_tri_as_text(part, *value);
    const Answer inner{part, read, base::pointer(answer.pointer, part.id), answer.label + ", " + part.label};
    if (Kept entry = keep(inner, checking)) kept.emplace(part.id, std::move(*entry));
  }
  if (kept.empty()) return std::nullopt;
  return json::value(std::move(kept));
}

}  // namespace

Kept keep_records(const Answer& answer, Checking& checking) {
  const json::array* list = list_of(answer, checking, "une liste d’objets est attendue");
  if (!list) return std::nullopt;
  json::array kept;
  for (std::size_t i = 0; i < list->size(); ++i) {
    if ((*list)[i].is_null()) continue;
    const Answer entry{answer.field, (*list)[i], base::pointer(answer.pointer, i), answer.label};
    if (Kept record = keep_record(entry, checking)) kept.push_back(std::move(*record));
  }
  if (kept.empty()) return std::nullopt;
  return json::value(std::move(kept));
}

}  // namespace vigie::forms::detail
