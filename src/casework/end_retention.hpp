#pragma once
#include "casework/desk.hpp"

namespace vigie::casework {

/// How long what was told of a child is kept: two years after the last thing that was told (CNIL: the reference for the
/// social sector, two years from the last contact, in active use; the exact table for child protection was not found). An
/// absence that lasts, a child found and not yet back, a standing FPR entry keep it longer.
constexpr std::chrono::hours kept_after_last_told{24 * 731};

struct EndOfRetention {
  std::int64_t minors = 0, declarations = 0, episodes = 0;
  std::int64_t unnamed = 0;  // declarations about no minor
};
/// What would be erased as of now.
EndOfRetention foresee_end_of_retention(const Desk& desk);
/// Erases it, child after child: keys destroyed, rows taken out, an audit line fin_de_conservation each. The caller sees to
/// it that nobody serves the directory. Gives what was erased, up to a full disk (stockage_plein).
base::Result<EndOfRetention> end_retention(const Desk& desk, const access::Actor& by);

}  // namespace vigie::casework
