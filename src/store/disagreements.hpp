#pragma once
#include "store/elsewhere.hpp"
#include "store/episodes.hpp"

namespace vigie::store {

using DisagreementId = base::Id<struct DisagreementTag>;

/// A declarant disputes how an absence is qualified (loi n° 95-73, art. 26).
struct Disagreement {
  DisagreementId id;
  base::EpisodeId episode;
  base::AccountId account;
  base::OrganisationId organisation;  // that took it down
  base::Instant at;
  triage::Qualification qualification = triage::Qualification::classique;  // the one that stood
  std::optional<base::DecisionId> decision;                                // that it came from
  std::string declarant, reason;                                           // sealed
  Elsewhere elsewhere = {};
};
void add_disagreement(Unit& unit, const Disagreement& disagreement);
/// In the order told; those that the scope reads: a home those it took down, an analyst none.
std::vector<Disagreement> list_disagreements(const Reading& reading, base::EpisodeId episode);
/// When the latest one was told, whoever reads; for the rules.
std::optional<base::Instant> last_disagreement(const Reading& reading, base::EpisodeId episode);

}  // namespace vigie::store
