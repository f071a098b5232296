#pragma once
#include "casework/show.hpp"

namespace vigie::casework {

/// The preventive sheet of a minor that stands and that the scope may read: the latest signed.
std::optional<store::Standing> find_sheet(const store::Reading& reading, base::MinorId minor);

/// The absence of a minor that lasts, when the scope may know of it.
std::optional<base::EpisodeId> find_lasting(const store::Reading& reading, base::MinorId minor);

/// A minor of a home, as its list shows it: no opening, so no answer.
struct HomeMinor {
  CandidateView minor;
  std::optional<store::Standing> sheet;
  std::optional<base::EpisodeId> away;  // the absence that lasts
};
/// The minors about whom the actor's organisation signed something, by the name shown.
std::vector<HomeMinor> list_home_minors(const Desk& desk, const access::Actor& actor);

}  // namespace vigie::casework
