#pragma once
#include <vector>

#include "cohort/absence.hpp"
#include "cohort/national.hpp"

namespace vigie::cohort {

/// The period of a national cohort, cut in equal years (of about 365 days): what is published about
/// repetition is by year.
struct Calendar {
  explicit Calendar(const NationalPlan& plan);
  base::Instant from;
  int years;
  base::Duration length;  // of one year

  int year_of(base::Instant at) const;  // 0 to years - 1, for an instant of the period
};

/// How often a child leaves, by year, from the first one in which it does.
struct Years {
  int first = 0;
  std::vector<int> counts;
  int most() const;
};

Years draw_years(Random& random, const Calendar& calendar);
/// The absences of those years, in order, at least 20 hours from a return to the next departure. Spread
/// evenly over a year: the line of absences is drawn as on a circle, cut anywhere. A count that a year cannot
/// hold is lowered.
std::vector<Absence> draw_absences(Random& random, const Course& course, const Years& years,
                                   const Calendar& calendar);

}  // namespace vigie::cohort
