#pragma once
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "cohort/cohort.hpp"
#include "cohort/random.hpp"

namespace vigie::cohort {

/// One absence as it truly was. Nobody tells it so exactly.
struct Absence {
  base::Instant left, back;  // whole minutes; `back` lies after `until` when the child is still away
  bool return_told = true;   // false: nobody ever tells it
  int companion = -1;        // index of another child of the cohort who left at the same time
};

/// What the course of a child's absences depends on.
struct Course {
  int absences = 1;
  bool placed = false;  // in an establishment
  bool exploited = false;
  bool still_away = false;  // the last absence is not over at `until`
  std::string_view zone;    // of the place left
  double wandering = 0.06;  // share of absences that last for weeks
};

inline base::Duration minutes(int count) { return base::Duration{count * 60'000LL}; }
/// Rounded to the minute.
base::Duration hours(double count);
inline base::Duration days(double count) { return hours(24 * count); }

/// How many absences in the year of a child who has at least one.
int draw_count(Random& random, bool chronic);
/// From a return to the next departure, in days; `first`: after the first absence known.
double draw_gap(Random& random, const Course& course, bool first);
/// How long one absence lasts, 90 minutes to 150 days.
base::Duration draw_duration(Random& random, const Course& course);
/// The wall-clock moment of a departure on or shortly after the day of `about`, never before `earliest`.
base::Instant draw_departure(Random& random, const Course& course, base::Instant about,
                             base::Instant earliest);
/// The absences of one child, in order, at least 20 hours from a return to the next departure.
std::vector<Absence> draw_absences(Random& random, const Course& course, const Plan& plan);

inline constexpr double shortest_gap_hours = 20;

}  // namespace vigie::cohort
