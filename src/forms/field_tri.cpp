#include "forms/field_detail.hpp"

namespace vigie::forms::detail {

Kept keep_tri(const Answer& answer, Checking& checking) {
  const json::string* sent = answer.value.if_string();
  if (!sent) return refuse_type(answer, checking, "oui, non ou inconnu est attendu");
  if (!base::parse_tri(*sent))
    return refuse(answer, checking, "choix_invalide",
                  fmt::format("{} n’est pas oui, non ou inconnu.", quote(*sent)));
  return answer.value;
}

}  // namespace vigie::forms::detail
