#include "forms/field_detail.hpp"

namespace vigie::forms::detail {

namespace {

bool is_written_as_date(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00";
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (shape[i] == '-' ? text[i] != '-' : !digit) return false;
  }
  return true;
}

std::string why_not(std::string_view text) {
  if (!is_written_as_date(text))
    return fmt::format("{} n’est pas une date complète (jour, mois, année).", quote(text));
  const std::string_view year = text.substr(0, 4), month = text.substr(5, 2), day = text.substr(8, 2);
  if (year < "1900" || year > "2100")
    return fmt::format("l’année {} est hors du calendrier reconnu (1900 à 2100).", year);
  return fmt::format("la date {}/{}/{} n’existe pas.", day, month, year);
}

}  // namespace

Kept keep_date(const Answer& answer, Checking& checking) {
  const json::string* sent = answer.value.if_string();
  if (!sent) return refuse_type(answer, checking, "une date est attendue");
  const std::optional<base::Date> date = base::parse_date(*sent);
  if (!date) return refuse(answer, checking, "date_invalide", why_not(*sent));
  if (!answer.field.planned && *date > checking.today())
    return refuse(answer, checking, "date_future",
                  fmt::format("la date {} n’est pas encore passée.", base::to_french(*date)));
  return answer.value;
}

}  // namespace vigie::forms::detail
