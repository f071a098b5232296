#pragma once
#include "store/openings.hpp"

namespace vigie::casework {

/// A request to transmit, with the names of who asks.
struct RequestView {
  store::TransmissionRequest told;
  std::string organisation, by;
};
/// An emergency access, with the names of who opened.
struct UrgentView {
  store::UrgentAccess told;
  std::string organisation, by;
};
/// Those about an absence that concern the reader: its organisation made them, or signed something of the absence.
std::vector<RequestView> show_requests(const store::Reading& reading, base::EpisodeId episode);
std::vector<UrgentView> show_urgent_accesses(const store::Reading& reading, base::EpisodeId episode);

}  // namespace vigie::casework
