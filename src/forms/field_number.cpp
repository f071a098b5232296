#include "forms/field_detail.hpp"

namespace vigie::forms::detail {

Kept keep_number(const Answer& answer, Checking& checking) {
  if (!answer.value.is_number()) return refuse_type(answer, checking, "un nombre est attendu");
  const double number = answer.value.to_number<double>();
  const double least = answer.field.least.value_or(0), most = answer.field.most.value_or(0);
  if (!(number >= least && number <= most))
    return refuse(answer, checking, "nombre_hors_bornes",
                  fmt::format("entre {} et {}{}{}.", least, most, answer.field.unit.empty() ? "" : " ",
                              answer.field.unit));
  return answer.value;
}

}  // namespace vigie::forms::detail
