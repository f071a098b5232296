#pragma once
#include "alerts/alert.hpp"
#include "store/unit.hpp"

namespace vigie::store {

/// What has come due by now, the longest due first, at most `limit`: read through an index, never by a scan.
std::vector<base::EpisodeId> list_due_reviews(const Reading& reading, int limit);
std::vector<base::AlertId> list_due_escalations(const Reading& reading, int limit);

/// An absence that lasts and has no alert of majority yet.
struct Lasting {
  base::EpisodeId episode;
  base::MinorId minor;  // the file that speaks for the child
  base::Instant departed;
  std::string zone;
};
std::vector<Lasting> list_lasting(const Reading& reading);

}  // namespace vigie::store
