#pragma once
#include "casework/readable.hpp"
#include "store/episodes.hpp"

namespace vigie::casework {

/// A declaration joined on an absence of which something is closed to the reader: that it exists, and no more.
struct HeldView {
  std::string form;
  base::Instant signed_at;
  std::string_view by;  // kind of organisation: « foyer », « police », « 116 000 » or « autre service »
  bool whole = true;    // all of it is closed; else some answers
};
/// Those of an absence, in the order told. Analysts learn of none.
std::vector<HeldView> list_held(const store::Reading& reading, const Hearer& hearer, base::EpisodeId episode);

/// The organisations that hold something of an absence that is closed to the reader.
std::set<base::OrganisationId> list_holders(const store::Reading& reading, const Readable& readable, const store::EpisodeRecord& record);

}  // namespace vigie::casework
