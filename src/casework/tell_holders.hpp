#pragma once
#include "store/alerts.hpp"
#include "store/episodes.hpp"

namespace vigie::casework {

/// A task of a kind for each of these organisations, about an absence; none where one of that kind still stands.
void tell_holders(store::Unit& unit, std::string_view kind, const store::EpisodeRecord& record,
                  const std::set<base::OrganisationId>& organisations);

}  // namespace vigie::casework
