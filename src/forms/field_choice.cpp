#include "forms/field_detail.hpp"

namespace vigie::forms::detail {

Kept keep_choice(const Answer& answer, Checking& checking) {
  const json::string* sent = answer.value.if_string();
  if (!sent) return refuse_type(answer, checking, "un choix de la liste est attendu");
  const auto same = [&](const Choice& choice) { return choice.code == std::string_view(*sent); };
  if (std::none_of(answer.field.choices.begin(), answer.field.choices.end(), same))
    return refuse(answer, checking, "choix_invalide",
                  fmt::format("{} n’est pas dans la liste.", quote(*sent)));
  return answer.value;
}

Kept keep_choices(const Answer& answer, Checking& checking) {
  const json::array* list = list_of(answer, checking, "une liste de choix est attendue");
  if (!list) return std::nullopt;
  json::array kept;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const Kept code =
        keep_choice({answer.field, (*list)[i], base::pointer(answer.pointer, i), answer.label}, checking);
    if (code && std::find(kept.begin(), kept.end(), *code) == kept.end()) kept.push_back(*code);
  }
  if (kept.empty()) return std::nullopt;
  return json::value(std::move(kept));
}

}  // namespace vigie::forms::detail
