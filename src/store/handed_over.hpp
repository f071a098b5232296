#pragma once
#include "store/unit.hpp"

namespace vigie::store {

// What a shift accepted of the one before. The audit line is the record: it says who, when, which absence, and up to which
// change it was read (detail « vu=N »).

struct AcceptedItem {
  base::EpisodeId episode;
  std::string login;
  base::Instant at;
  std::int64_t seen = 0;  // number of the latest change read
};
/// By accounts of an organisation, in the order accepted, since an instant; looks at the last 200,000 audit lines.
std::vector<AcceptedItem> list_accepted_items(const Reading& reading, base::OrganisationId organisation, base::Instant since);
/// Whether the log tells something of an absence or of its alerts after change `number`.
bool changed_after(const Reading& reading, base::EpisodeId episode, std::int64_t number);
/// Keeps the acceptance of the unit's actor; it is the unit's audit line.
void commit_accepted_item(Unit& unit, base::EpisodeId episode, std::int64_t seen);

}  // namespace vigie::store
