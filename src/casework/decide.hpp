#pragma once
#include "casework/refresh.hpp"

namespace vigie::casework {

/// A police officer's qualification and level, against the latest assessment.
struct Deciding {
  base::AssessmentId assessment;
  triage::Qualification qualification = triage::Qualification::classique;  // classique or inquietante
  triage::Level level = triage::Level::aucun;
  std::string reason;
};
/// Refuses motif_requis: below what was proposed, without a reason.
base::Status check_below(const store::Verdict& proposed, const store::Verdict& decided, std::string_view reason);

/// Refusals: introuvable; evaluation_depassee (409); motif_requis (422, below the proposal without a reason);
/// version_depassee.
base::Result<base::DecisionId> decide(const Desk& desk, const access::Actor& actor, base::EpisodeId episode,
                                      const Deciding& deciding, const std::optional<std::int64_t>& seen_version,
                                      const std::optional<store::Repetition>& repetition = std::nullopt);

}  // namespace vigie::casework
