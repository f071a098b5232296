#include "forms/departement.hpp"
#include "forms/field_detail.hpp"

namespace vigie::forms::detail {

Kept keep_departement(const Answer& answer, Checking& checking) {
  const json::string* sent = answer.value.if_string();
  if (!sent) return refuse_type(answer, checking, "un code de département est attendu, en texte");
  if (!find_departement(*sent))
    return refuse(answer, checking, "choix_invalide",
                  fmt::format("{} n’est pas un code de département (75, 2A, 974…).", quote(*sent)));
  return answer.value;
}

}  // namespace vigie::forms::detail
