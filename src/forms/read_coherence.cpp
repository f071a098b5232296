#include "base/facts.hpp"
#include "forms/read_detail.hpp"

namespace vigie::forms::detail {

namespace {

bool has_code(const Field& field, std::string_view code) {
  if (field.type == FieldType::tri) return base::parse_tri(code).has_value();
  const auto same = [&](const Choice& choice) { return choice.code == code; };
  return std::any_of(field.choices.begin(), field.choices.end(), same);
}

/// The place of a field: its rank in the file is not its rank in memory, since `observed` adds fields.
std::string place_of(const Field& field, std::string_view member) {
  return base::pointer(base::pointer("/fields", field.id), member);
}

void check_shown_if(const Form& form, const Field& field, Mistakes& mistakes) {
  if (field.shown_if.is_null()) return;
  const std::string place = place_of(field, "shown_if");
  const json::object* shown = field.shown_if.if_object();
  const json::value* on = shown ? shown->if_contains("field") : nullptr;
  const json::value* is = shown ? shown->if_contains("is") : nullptr;
  if (!on || !is || !on->is_string() || !is->is_array() || is->get_array().empty() || shown->size() != 2)
    return mistakes.add(place, "{\"field\": id, \"is\": [codes]} est attendu");
  const Field* other = form.find(on->get_string());
  if (!other || other == &field)
    return mistakes.add(place, fmt::format("champ inconnu : « {} »", std::string_view(on->get_string())));
  for (const json::value& code : is->get_array())
    if (!code.is_string() || !has_code(*other, code.get_string()))
      mistakes.add(place, fmt::format("code inconnu de « {} » : {}", other->id, base::to_text(code)));
}

void check_sections(const Form& form, Mistakes& mistakes) {
  std::set<std::string_view> ids;
  for (const Section& section : form.sections)
    if (!ids.insert(section.id).second)
      mistakes.add("/sections", fmt::format("section en double : « {} »", section.id));
  for (const Field& field : form.fields)
    if (!ids.contains(field.section))
      mistakes.add(place_of(field, "section"), fmt::format("section inconnue : « {} »", field.section));
}

void check_to_sign(const Form& form, Mistakes& mistakes) {
  for (std::size_t i = 0; i < form.to_sign.size(); ++i) {
    const std::string place = base::pointer("/to_sign", i);
    if (form.to_sign[i].empty()) mistakes.add(place, "groupe vide");
    for (const std::string& id : form.to_sign[i])
      if (!form.find(id)) mistakes.add(place, fmt::format("champ inconnu : « {} »", id));
  }
}

}  // namespace

void check_coherence(const Form& form, Mistakes& mistakes) {
  std::set<std::string_view> ids;
  for (const Field& field : form.fields)
    if (!ids.insert(field.id).second)
      mistakes.add(base::pointer("/fields", field.id), fmt::format("champ en double : « {} »", field.id));
  check_sections(form, mistakes);
  for (const Field& field : form.fields) check_shown_if(form, field, mistakes);
  check_to_sign(form, mistakes);
}

}  // namespace vigie::forms::detail
