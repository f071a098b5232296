#include "cohort/years.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::cohort {
namespace {

// Derived from two published figures: 2.9 absences for each child over three years (Valais 2014-16)
// against 2.27 over one (an English force, 2015): 1.28 active years of three, a chance of 0.33 to leave in
// the next year too. With it "nearly half leave only once" over three years (Valais) comes out.
constexpr double again_next_year = 0.33;
constexpr int most_years = 4;
constexpr double chronic_share = 0.04;  // published, see draw_count

/// One absence of a year: hours from the start of that year, and how long.
struct Point {
  double at = 0, lasting = 0;
};

/// One line of absences and gaps in hours, shortened until it holds on a circle of `around` hours.
std::vector<Point> draw_circle(Random& random, const Course& course, int count, bool first, double around) {
  std::vector<double> lasting, gaps;
  double busy = 0, free = 0;
  for (int i = 0; i < count; ++i) {
    const double hours = base::hours_of(draw_duration(random, course));
    const double gap = 24 * draw_gap(random, course, first && i == 0);
    if (busy + hours + shortest_gap_hours * (i + 1) > around) break;
    busy += hours;
    free += gap;
    lasting.push_back(hours);
    gaps.push_back(gap);
  }
  const double factor = std::min(1.0, (around - busy) / std::max(free, 1.0));
  const double offset = around * random.unit();
  std::vector<Point> points;
  double at = offset;
  for (std::size_t i = 0; i < lasting.size(); ++i) {
    points.push_back({std::fmod(at, around), lasting[i]});
    at += lasting[i] + factor * gaps[i];
  }
  std::sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.at < b.at; });
  return points;
}

}  // namespace

Calendar::Calendar(const NationalPlan& plan) : from(plan.from) {
  const double days = base::hours_of(plan.to - plan.from) / 24;
  years = std::max(1, static_cast<int>(std::lround(days / 365.25)));
  length = (plan.to - plan.from) / years;
}

int Calendar::year_of(base::Instant at) const {
  return std::clamp(static_cast<int>((at - from) / length), 0, years - 1);
}

int Years::most() const { return *std::max_element(counts.begin(), counts.end()); }

Years draw_years(Random& random, const Calendar& calendar) {
  // As many children are active in each year: those of the first year are all new, later ones partly come
  // again.
  const double new_later = (1 - again_next_year) * (calendar.years - 1);
  const double x = random.unit() * (1 + new_later);
  Years drawn;
  if (x >= 1)
    drawn.first = 1 + std::min(static_cast<int>((x - 1) / (1 - again_next_year)), calendar.years - 2);
  do {
    const bool chronic = random.chance(chronic_share);
    drawn.counts.push_back(draw_count(random, chronic));
  } while (random.chance(again_next_year) && drawn.counts.size() < most_years &&
           drawn.first + static_cast<int>(drawn.counts.size()) < calendar.years);
  return drawn;
}

std::vector<Absence> draw_absences(Random& random, const Course& course, const Years& years,
                                   const Calendar& calendar) {
  const double around = base::hours_of(calendar.length);
  std::vector<Absence> absences;
  auto earliest = calendar.from;
  for (std::size_t year = 0; year < years.counts.size(); ++year) {
    const auto start = calendar.from + calendar.length * (years.first + static_cast<int>(year));
    for (const auto& point : draw_circle(random, course, years.counts[year], year == 0, around)) {
      const auto about = std::max(start + hours(point.at), earliest);
      Absence absence;
      absence.left = draw_departure(random, course, about, earliest);
      absence.back = absence.left + hours(point.lasting);
      earliest = absence.back + hours(shortest_gap_hours);
      absences.push_back(absence);
    }
  }
  return absences;
}

}  // namespace vigie::cohort
