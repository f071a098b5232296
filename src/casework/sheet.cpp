#include "casework/sheet.hpp"

#include "store/episodes.hpp"

namespace vigie::casework {

std::optional<store::Standing> find_sheet(const store::Reading& reading, base::MinorId minor) {
  return store::find_latest(reading, store::family_of(reading, minor), "preventive");
}

std::optional<base::EpisodeId> find_lasting(const store::Reading& reading, base::MinorId minor) {
  for (const store::EpisodeRecord& record : store::list_of_minor(reading, store::family_of(reading, minor)))
    if (record.episode.open() && store::find_episode(reading, record.episode.id)) return record.episode.id;
  return std::nullopt;
}

std::vector<HomeMinor> list_home_minors(const Desk& desk, const access::Actor& actor) {
  return desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    std::vector<HomeMinor> minors;
    for (const store::Minor& minor : store::list_minors_of(reading, actor.organisation))
      minors.push_back({show_minor(desk, reading, minor), find_sheet(reading, minor.id), find_lasting(reading, minor.id)});
    std::sort(minors.begin(), minors.end(), [](const auto& a, const auto& b) {
      return std::tie(a.minor.display, a.minor.id) < std::tie(b.minor.display, b.minor.id);
    });
    return minors;
  });
}

}  // namespace vigie::casework
