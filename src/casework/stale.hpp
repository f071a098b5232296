#pragma once
#include "alerts/alert.hpp"
#include "casework/desk.hpp"
#include "store/episodes.hpp"
#include "store/minors.hpp"

namespace vigie::casework {

/// Nothing when a person said no version, or that of the record as it stands; else 412 version_depassee, which names the
/// members of it that changed since and that its reader may read (code modifie_depuis, pointers as the API shows them).
/// What time alone moves (hours of an absence that lasts, an alert that becomes overdue) is no change.
base::Status check_seen(const access::Actor& actor, const std::optional<std::int64_t>& seen, const store::EpisodeRecord& record);
base::Status check_seen(const store::Reading& all, const access::Actor& actor, const std::optional<std::int64_t>& seen,
                        const alerts::Alert& alert);
base::Status check_seen(const store::Reading& all, const access::Actor& actor, const std::optional<std::int64_t>& seen,
                        const store::Minor& minor);

}  // namespace vigie::casework
