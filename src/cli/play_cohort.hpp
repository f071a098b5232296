#pragma once
#include "casework/desk.hpp"

namespace vigie::cli {

/// Fills a directory with the fictitious cohort, told through the acts of any user up to `until`. How many were told.
int play_cohort(const casework::Desk& desk, int minors, base::Instant until);

}  // namespace vigie::cli
