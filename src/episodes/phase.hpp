#pragma once
#include <span>
#include <string_view>

#include "base/time.hpp"

namespace vigie::episodes {

/// How far an absence that lasts has come. The bounds are those of published breakdowns (Child Focus, Missing Children
/// Europe, 116 000): hours of immediate search, then 24, 48 and 72 h, a week, a month. Each takes its lower bound.
enum class Phase { to_2_h, to_24_h, to_48_h, to_72_h, to_7_d, to_28_d, beyond };
std::span<const Phase> phases();
/// The code of a filter: "0-2h", "2-24h", "24-48h", "48-72h", "3-7j", "1-4s", "au-dela".
std::string_view to_text(Phase phase);
std::optional<Phase> parse_phase(std::string_view code);
/// Counted from departed.latest, as every count is; a departure ahead of `now` is in the first.
Phase phase_of(base::Instant departed_latest, base::Instant now);

}  // namespace vigie::episodes
