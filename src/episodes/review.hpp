#pragma once
#include <span>

#include "episodes/episode.hpp"

namespace vigie::episodes {

/// After how long an absence is assessed again though nobody told anything: 24 h, 48 h and 7 days, the phases that
/// published durations are counted by; 21 days, when the rule set itself reads the length. From departed.latest.
std::span<const base::Duration> review_steps();

/// When an absence assessed at `assessed` is to be assessed again: at the first step that lies after. Nothing when it no
/// longer lasts, or no step is left.
std::optional<base::Instant> next_review(const Episode& episode, base::Instant assessed);

/// The steps that fall due from `since` to `now`, both included: "24h", "48h", "168h", "504h".
std::vector<std::string> steps_passed(const Episode& episode, base::Instant since, base::Instant now);

}  // namespace vigie::episodes
