#pragma once
#include "casework/refresh.hpp"
#include "store/disagreements.hpp"

namespace vigie::casework {

/// Takes down that a declarant disputes the qualification that stands: loi n° 95-73, art. 26, by which it is submitted to
/// the procureur without delay. The task to do so stays until a person resolves it. Refusals: introuvable;
/// version_depassee.
base::Result<store::DisagreementId> disagree(const Desk& desk, const access::Actor& actor, base::EpisodeId episode,
                                             std::string_view declarant, std::string_view reason,
                                             const std::optional<std::int64_t>& seen_version,
                                             const std::optional<store::Repetition>& repetition = std::nullopt);

}  // namespace vigie::casework
