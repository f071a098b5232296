#pragma once
#include <span>
#include <vector>

#include "cohort/child.hpp"
#include "cohort/cohort.hpp"

namespace vigie::cohort {

/// Adds the fiche préventive of a child, if its foyer fills one.
void tell_sheet(Random& random, const Child& child, std::vector<Told>& told);
/// Adds what is told of one absence of a child: every voice, the first one first, then the return. `cohort`
/// is who the child may have left with.
void tell_absence(Random& random, const Setting& setting, std::span<const Child> cohort, const Child& child,
                  std::size_t rank, std::vector<Told>& told);

}  // namespace vigie::cohort
