#pragma once
#include "alerts/alert.hpp"

namespace vigie::alerts {

/// The alert of a family that is not resolved; nullptr without one.
const Alert* open_of(Family family, std::span<const Alert> known);

/// Raises, moves and resolves the tasks of an absence.
void keep_tasks(Plan& plan, const Situation& now, std::span<const Alert> known);

}  // namespace vigie::alerts
