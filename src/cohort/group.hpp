#pragma once
#include <vector>

#include "cohort/child.hpp"
#include "cohort/years.hpp"

namespace vigie::cohort {

/// Children of a national cohort who may leave together: one, or two of one establishment.
using Group = std::vector<Child>;

/// The group of that number: the same each time it is drawn. `attempt` draws another in its place. Only
/// absences that somebody tells within the plan are left; a child may have none.
Group draw_group(const NationalPlan& plan, const Calendar& calendar, std::uint32_t number,
                 std::uint32_t attempt);
int count_absences(const Group& group);
/// Forgets the last absences until `count` are left.
void shorten(Group& group, int count);

// Each has a stream of chance of its own: drawn in any order, the same comes out.
/// What is told of an absence, and before the first one (rank 0 is the sheet's, absences follow).
Random voices_of(const NationalPlan& plan, std::uint32_t number, std::size_t which, std::size_t rank);

}  // namespace vigie::cohort
