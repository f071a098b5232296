#pragma once
#include <functional>

#include "cohort/cohort.hpp"

namespace vigie::cohort {

/// A cohort of the size of the country's figures. Published: 36 439 fugues in 2024 (Ministry of the Interior,
/// by the 116 000).
inline constexpr int national_episodes = 36'439;

struct NationalPlan {
  std::uint64_t seed = 116000;
  int episodes = national_episodes;  // absences told, of known children: exactly so many; 1 to 5 000 000
  base::Instant from, to;  // at least 60 days; nothing is told before the first or from the second on
};

class Survey;

/// A line of the import format: {key, form, organisation, signed_at, minor_key?, answers}, without its end.
std::string to_line(const Told& told);

/// Tells a national cohort in the order of time, by a merge: a few thousand children are in memory at once,
/// whatever the size, beside 16 bytes for each. Same plan, same bytes. No two of its children are decisively
/// alike. `survey`, where there is one, learns of every child and of what is told of it.
void tell_national(const NationalPlan& plan, const std::function<void(const Told&)>& take,
                   Survey* survey = nullptr);

}  // namespace vigie::cohort
