#include <cmath>
#include <cstdio>

#include "cli/service.hpp"
#include "cli/verbs.hpp"
#include "cohort/national.hpp"
#include "cohort/survey.hpp"

namespace vigie::cli {

namespace {

using std::chrono::year_month_day;

/// The end when none is given: fixed, so that the same command writes the same bytes another day.
constexpr base::Date usual_end{std::chrono::year{2026}, std::chrono::month{1}, std::chrono::day{1}};
constexpr int most_episodes = 5'000'000, most_years = 50;

base::Error refusal(std::string code, std::string text) {
  return {.kind = base::Kind::invalid, .code = std::move(code), .text = std::move(text)};
}

base::Instant midnight(base::Date date) { return base::read_local({date}, base::paris).first; }

/// As many years as the country needs for so many absences; one at least.
int years_for(int episodes) {
  return std::max(1, static_cast<int>(std::lround(static_cast<double>(episodes) / cohort::national_episodes)));
}

base::Result<base::Date> read_date(const std::string& text, base::Date usual) {
  if (text.empty()) return usual;
  const auto date = base::parse_date(text);
  if (!date) return refusal("date_invalide", fmt::format("« {} » n’est pas une date (AAAA-MM-JJ)", text));
  return *date;
}

base::Result<cohort::NationalPlan> plan_of(const CohortWords& words) {
  if (words.years && !words.from.empty())
    return refusal("options_contraires", "--from et --years ne vont pas ensemble : l’un ou l’autre fixe le début");
  if (words.episodes.value_or(1) < 1 || words.episodes.value_or(1) > most_episodes)
    return refusal("nombre_hors_bornes", "--episodes va de 1 à 5 000 000");
  if (words.years.value_or(1) < 1 || words.years.value_or(1) > most_years)
    return refusal("nombre_hors_bornes", "--years va de 1 à 50");
  const auto to = read_date(words.to, usual_end);
  if (!to) return to.error();
  const int years = words.years.value_or(years_for(words.episodes.value_or(1)));
  const auto from = read_date(words.from, base::add_years(*to, -years));
  if (!from) return from.error();
  const auto days = base::days_between(*from, *to);
  if (days < 61 || days > 366 * most_years)
    return refusal("periode_invalide", "la période va de 61 jours à 50 ans, du début à la fin exclue");
  cohort::NationalPlan plan{.seed = words.seed, .from = midnight(*from), .to = midnight(*to)};
  const double country = cohort::national_episodes * static_cast<double>(days) / 365.25;
  plan.episodes = words.episodes.value_or(static_cast<int>(std::lround(country)));
  return plan;
}

constexpr auto unwritten = "écriture impossible sur la sortie";

/// On the standard output; a full disk is a fault.
void write(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) throw base::Fault(unwritten);
}

}  // namespace

int run_cohort(const CohortWords& words) {
  const auto plan = plan_of(words);
  if (!plan) return refused(plan.error());
  if (words.distributions) {
    cohort::Survey survey(*plan);
    cohort::tell_national(*plan, [](const cohort::Told&) {}, &survey);
    write(cohort::to_table(survey));
  } else {
    cohort::tell_national(*plan, [](const cohort::Told& told) { write(cohort::to_line(told) + '\n'); });
  }
  if (std::fflush(stdout) != 0) throw base::Fault(unwritten);
  return 0;
}

}  // namespace vigie::cli
