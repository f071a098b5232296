#pragma once
#include "casework/refresh.hpp"
#include "store/merges.hpp"

namespace vigie::casework {

/// Two files found to be one child: `absorbed` points to `into`, and the line of absences is computed over both. No row
/// moves. `seen_version`: of the absorbed. Refusals: 404, 412, 422 meme_mineur, 409 deja_reuni (the absorbed already points elsewhere).
base::Result<store::Merge> merge_minors(const Desk& desk, const access::Actor& actor, base::MinorId absorbed, base::MinorId into,
                                        const std::string& reason, const std::optional<std::int64_t>& seen_version,
                                        const std::optional<store::Repetition>& repetition);

/// Takes a merge back: each file has its own line again. What was declared since about an absence stays with it, what
/// else was written stays with the survivor, and a task asks to read it again. `seen_version`: of the survivor's file.
/// Refusals: 404, 412, 409 deja_defaite, 409 reunion_plus_recente (the survivor was itself absorbed since).
base::Result<store::Merge> undo_merge(const Desk& desk, const access::Actor& actor, base::MergeId id,
                                      const std::optional<std::int64_t>& seen_version = {});

}  // namespace vigie::casework
