#include "forms/field_detail.hpp"

namespace vigie::forms::detail {

namespace {

/// The instant of a wall-clock reading; one that a clock change skips or doubles is asked about, never
/// guessed.
std::optional<base::Instant> resolve(const Answer& answer, Checking& checking, const base::LocalTime& local) {
  using Sort = base::Reading::Sort;
  const base::Reading read = base::read_local(local, checking.zone);
  if (read.sort == Sort::unique) return read.first;
  const bool skipped = read.sort == Sort::skipped;
  const std::string wall =
      fmt::format("{} à {:02} h {:02}", base::to_french(local.date), local.hour, local.minute);
  refuse(
      answer, checking, skipped ? "heure_inexistante" : "heure_double",
      fmt::format("le {} {} à cause du changement d’heure ; préciser {} ou {}.", wall,
                  skipped ? "n’existe pas" : "existe deux fois", base::to_rfc3339(read.first, checking.zone),
                  base::to_rfc3339(read.second, checking.zone)));
  return std::nullopt;
}

}  // namespace

Kept keep_instant(const Answer& answer, Checking& checking) {
  const json::string* sent = answer.value.if_string();
  if (!sent) return refuse_type(answer, checking, "une date avec une heure est attendue");
  const std::optional<base::ParsedTime> parsed = base::parse_time(*sent);
  if (!parsed)
    return refuse(answer, checking, "instant_invalide",
                  fmt::format("{} n’est pas une date existante avec une heure.", quote(*sent)));
  const std::optional<base::Instant> instant =
      parsed->instant ? parsed->instant : resolve(answer, checking, parsed->local);
  if (!instant) return std::nullopt;
  if (!answer.field.planned && *instant > checking.now + clock_drift)
    return refuse(answer, checking, "instant_futur",
                  fmt::format("{} n’est pas encore passé.", base::to_french(*instant, checking.zone)));
  return json::value(base::to_rfc3339(*instant, checking.zone));
}

}  // namespace vigie::forms::detail
