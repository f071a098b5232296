#pragma once
#include <vector>

#include "cohort/child.hpp"
#include "cohort/cohort.hpp"

namespace vigie::cohort {

/// Makes some children of a cohort of 40 or more hard to tell apart: twins, namesakes of different years,
/// birth dates that a relative gives the wrong way round, children a friend knows by a nickname only.
void shape_hard_cases(std::vector<Child>& children, const Plan& plan);
/// Children of the same foyer who leave together: the same departure in both courses, each other's companion.
void leave_together(Random& random, std::vector<Child>& children);
/// Exploited children of one foyer: the same car outside, and for some the same phone, which is none of
/// theirs.
void share_contacts(Random& random, std::vector<Child>& children);
inline constexpr std::string_view stray_categories[] = {
    "fugue",       "fugue",         "fugue",    "jeune_majeur", "information", "information",
    "information", "reorientation", "nuisance", "muet",         "muet",        "muet"};
/// A call of the 116 000 about no child of the cohort, of one of these categories.
Told draw_stray_call(Random& random, std::string key, base::Instant at, std::string_view category);
/// Calls of the 116 000 about no child of the cohort: witnesses of an unnamed minor, a young adult,
/// information, silence.
std::vector<Told> draw_stray_calls(Random& random, const Plan& plan);

}  // namespace vigie::cohort
