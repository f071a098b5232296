#pragma once
#include <vector>

#include "cohort/group.hpp"

namespace vigie::cohort {

/// A group that will be drawn again when its time comes.
struct Entry {
  base::Instant begins;  // nothing is told of it before
  std::uint32_t number, attempt;
};

/// Every group of a cohort, in the order they begin.
struct Roll {
  std::vector<Entry> entries;
  std::uint32_t last = 0;  // the number of the group that completes the count of absences
  int left_of_last = 0;    // how many absences of that group belong
  std::uint32_t redrawn = 0;
};

/// Draws groups until the absences of the plan are reached. A group one of whose children would be decisively
/// like a child of an earlier group (or of its own) is drawn again: names and birth dates stay each child's
/// own.
Roll call_roll(const NationalPlan& plan, const Calendar& calendar);

}  // namespace vigie::cohort
