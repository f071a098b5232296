#pragma once
#include "casework/desk.hpp"

namespace vigie::casework {

/// How long the row of a session or a token is kept once it has ended: who signs in is known to a network for 30 days.
constexpr std::chrono::hours kept_after_pass_ended{24 * 31};

/// What nobody needs any more and is about no child's file.
struct EndedTraces {
  std::int64_t lines = 0;   // of the audit, by purpose (audit/retention.hpp)
  std::int64_t passes = 0;  // sessions and tokens that ended
  std::int64_t drafts = 0;  // forgotten: not saved for Desk::draft_kept, and about no child who is away
};
/// What would be erased as of now.
EndedTraces foresee_end_of_traces(const Desk& desk);
/// Erases it, with audit lines fin_de_conservation. The caller sees to it that nobody serves the directory. Refusal: a full
/// disk (stockage_plein).
base::Result<EndedTraces> end_traces(const Desk& desk, const access::Actor& by);

}  // namespace vigie::casework
