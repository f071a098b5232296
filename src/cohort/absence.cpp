#include "cohort/absence.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::cohort {
namespace {

/// Log-series of q = 0.625, mean 1.70.
int draw_log_series(Random& random) {
  constexpr double q = 0.625;
  double probability = -q / std::log(1 - q);
  double left = random.unit();
  int count = 1;
  while (left >= probability && count < 12) {
    left -= probability;
    probability *= q * count / (count + 1);
    ++count;
  }
  return count;
}

int draw_geometric(Random& random, double mean) {
  int count = 0;
  while (count < 40 && random.chance(mean / (1 + mean))) ++count;
  return count;
}

/// Hours before `until` at which a child still away left. Invented: mostly fresh cases, some long ones.
double draw_hours_away(Random& random) {
  constexpr double weights[] = {40, 40, 20};
  const auto which = random.weighted(weights);
  const double x = random.unit();
  if (which == 0) return 3 + 45 * x;
  if (which == 1) return 24 * (2 + 19 * x);
  return 24 * (21 + 80 * x);
}

/// Durations and gaps in hours, the window they must fit, and where the first departure falls in it.
struct Timeline {
  std::vector<double> lasting, gaps;
  double tail = 0;  // from the last departure to the end of what must fit
  double length() const {
    double sum = tail;
    for (std::size_t i = 0; i < gaps.size(); ++i) sum += lasting[i] + gaps[i];
    return sum;
  }
};

/// Shortens gaps, then forgets the earliest absences, until the line fits in `window` hours.
void fit(Timeline& line, double window) {
  while (line.length() > window && !line.gaps.empty()) {
    double free = window - line.tail;
    double total = 0;
    for (std::size_t i = 0; i < line.gaps.size(); ++i) {
      free -= line.lasting[i];
      total += line.gaps[i];
    }
    const double factor = free / total;
    const double least = *std::min_element(line.gaps.begin(), line.gaps.end());
    if (factor * least > shortest_gap_hours) {
      for (double& gap : line.gaps) gap *= factor * 0.999;
      continue;
    }
    line.gaps.erase(line.gaps.begin());
    line.lasting.erase(line.lasting.begin());
  }
}

}  // namespace

base::Duration hours(double count) {
  return base::Duration{static_cast<std::int64_t>(std::llround(count * 60)) * 60'000LL};
}

int draw_count(Random& random, bool chronic) {
  // Derived from published figures (the same English force; its replication, n = 2 251): 96 % log-series of
  // mean 1.70 and 4 % "chronic" of mean 15.9 (8 + negative binomial of mean 7.9) give 61 % leaving once, 28 %
  // of absences from the 4 %.
  if (!chronic) return draw_log_series(random);
  const int first = draw_geometric(random, 7.9 / 2);
  return 8 + first + draw_geometric(random, 7.9 / 2);
}

double draw_gap(Random& random, const Course& course, bool first) {
  // Published: more than half of first repeats within 4 weeks (one English force, 2015, n = 3 352, Sidebottom
  // et al. 2019). Invented: the share of later repeats, that of exploited minors, and the shapes on both
  // sides.
  const double soon = course.exploited ? 0.75 : first ? 0.55 : 0.65;
  const bool is_soon = random.chance(soon);
  const double x = random.unit();
  if (is_soon) return 0.9 + 27 * std::pow(x, 1.4);
  return 28 + 130 * x * x;
}

base::Duration draw_duration(Random& random, const Course& course) {
  // Published: phases of prostitution last 2 to 14 days, 4 on average (Champrenault report 2021). Invented:
  // the share of an exploited minor's absences that are such a phase.
  if (course.exploited && random.chance(0.7)) return hours(std::min(48 + random.exponential(48), 330.0));
  // Mixture of log-normals proposed from published fits (Grampian, Québec, Valais, Belgium; hours): short
  // ones of foyers, medium, and 6 % of long wandering. The mixture itself is a proposal.
  const double x = random.unit();
  double length = 0;
  if (x < course.wandering)
    length = random.log_normal(7.0, 0.8);
  else if (course.placed && x < 0.71)
    length = random.log_normal(1.9, 1.2);
  else
    length = random.log_normal(3.9, 1.2);
  return hours(std::clamp(length, 1.5, 150 * 24.0));
}

base::Instant draw_departure(Random& random, const Course& course, base::Instant about,
                             base::Instant earliest) {
  // Published: 22 h to 1 h stands out in care homes, more so at week-ends (Hertfordshire 2019-22). Invented:
  // the rest.
  constexpr double from_foyer[] = {6, 4, 2, 1, 1, 1, 1, 3, 4, 2, 2, 2, 3, 4, 5, 4, 5, 6, 7, 7, 8, 9, 11, 10};
  constexpr double from_home[] = {3, 2, 1, 1, 1, 1, 2, 5, 6, 3, 2, 2, 4, 5, 5, 5, 8, 10, 10, 9, 8, 7, 6, 4};
  auto local = base::to_local(about, course.zone);
  const int weekday = base::weekday_of(local);
  const int to_friday = (5 - weekday + 7) % 7;
  if (to_friday <= 3 && random.chance(0.35)) {
    local.date = base::Date{std::chrono::sys_days{local.date} + std::chrono::days{to_friday}};
  }
  local.hour =
      static_cast<int>(random.weighted(course.placed ? std::span<const double>(from_foyer) : from_home));
  local.minute = random.below(60);
  local.second = 0;
  auto departure = base::read_local(local, course.zone).first;
  while (departure < earliest) departure = departure + days(1);
  return departure;
}

std::vector<Absence> draw_absences(Random& random, const Course& course, const Plan& plan) {
  Timeline line;
  for (int i = 0; i < course.absences; ++i) {
    line.lasting.push_back(base::hours_of(draw_duration(random, course)));
    if (i > 0) line.gaps.push_back(24 * draw_gap(random, course, i == 1));
  }
  const double away = draw_hours_away(random);
  const double window = 24.0 * plan.days;
  line.tail =
      course.still_away ? away : line.lasting.back() + 96;  // 96 h: day of departure moved, return told late
  fit(line, window);
  const double slack = std::max(0.0, window - line.length());
  const double place = random.unit();
  auto about = plan.until - hours(window) + hours(course.still_away ? slack : slack * place);

  std::vector<Absence> absences;
  auto earliest = about;
  for (std::size_t i = 0; i < line.lasting.size(); ++i) {
    const bool last = i + 1 == line.lasting.size();
    Absence absence;
    // A departure of the last days keeps its hour: moved to another day it could fall after `until`.
    const bool fixed = last && course.still_away && away < 120;
    if (last && course.still_away) about = std::max(plan.until - hours(away), earliest);
    absence.left = fixed ? about : draw_departure(random, course, about, earliest);
    absence.back = absence.left + hours(line.lasting[i]);
    if (last && course.still_away) absence.back = plan.until + days(1);
    if (absence.left > plan.until - hours(2)) break;
    absences.push_back(absence);
    earliest = absence.back + hours(shortest_gap_hours);
    if (!last) about = std::max(about + hours(line.lasting[i] + line.gaps[i]), earliest);
  }
  return absences;
}

}  // namespace vigie::cohort
