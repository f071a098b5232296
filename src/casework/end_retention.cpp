#include "casework/end_retention.hpp"

#include "store/erase.hpp"

namespace vigie::casework {

namespace {

base::Instant limit_of(const Desk& desk) { return desk.store.clock().now() - kept_after_last_told; }

std::vector<store::Family> silent_children(const Desk& desk) {
  return desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) { return store::list_silent(reading, limit_of(desk)); });
}

}  // namespace

EndOfRetention foresee_end_of_retention(const Desk& desk) {
  const auto children = silent_children(desk);
  return desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    EndOfRetention all{static_cast<std::int64_t>(children.size()), 0, 0, 0};
    for (const store::Family& family : children)
      for (const base::MinorId minor : family) {
        reading.sql.first("SELECT COUNT(*) FROM declaration WHERE minor = $1", {minor.text()}, [&](const db::Row& row) { all.declarations += row.integer(0); });
        reading.sql.first("SELECT COUNT(*) FROM episode WHERE minor = $1", {minor.text()}, [&](const db::Row& row) { all.episodes += row.integer(0); });
      }
    reading.sql.first("SELECT COUNT(*) FROM declaration WHERE minor IS NULL AND signed_at < $1", {limit_of(desk).ms},
                      [&](const db::Row& row) { all.unnamed = row.integer(0); });
    return all;
  });
}

base::Result<EndOfRetention> end_retention(const Desk& desk, const access::Actor& by) {
  EndOfRetention all;
  for (const store::Family& family : silent_children(desk)) {
    const auto erased = desk.store.write<store::Erased>(by, [&](store::Unit& unit) -> base::Result<store::Erased> {
      const store::Erased one = store::erase(unit, family);
      unit.commit({"fin_de_conservation", "minor", family.front().text(), "", fmt::format("declarations={} absences={}", one.declarations, one.episodes)});
      return one;
    });
    if (!erased) return erased.error();
    ++all.minors;
    all.declarations += erased->declarations;
    all.episodes += erased->episodes;
  }
  const auto unnamed = desk.store.write<std::int64_t>(by, [&](store::Unit& unit) -> base::Result<std::int64_t> {
    const std::int64_t count = store::erase_unnamed(unit, limit_of(desk));
    unit.commit({"fin_de_conservation", "directory", "", "", fmt::format("mineurs={} sans_mineur={}", all.minors, count)});
    return count;
  });
  if (!unnamed) return unnamed.error();
  all.unnamed = *unnamed;
  return all;
}

}  // namespace vigie::casework
