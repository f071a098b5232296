#include "store/placements.hpp"

#include "store/rows_detail.hpp"

namespace vigie::store {

void add_placement_start(Unit& unit, const Family& family, base::OrganisationId organisation, base::Instant since) {
  for (const base::MinorId minor : family) {
    unit.sql().run("DELETE FROM placement_start WHERE organisation = $1 AND minor = $2", {organisation.text(), minor.text()});
    unit.sql().run("INSERT INTO placement_start (minor, organisation, account, at, recorded_at) VALUES ($1, $2, $3, $4, $5)",
                   {minor.text(), organisation.text(), unit.actor().account.text(), since.ms, unit.now().ms});
  }
}

void add_placement_end(Unit& unit, const Family& family, base::OrganisationId organisation, base::Instant at) {
  for (const base::MinorId minor : family) {
    unit.sql().run("DELETE FROM placement_start WHERE organisation = $1 AND minor = $2", {organisation.text(), minor.text()});
    unit.sql().run("DELETE FROM placement_end WHERE organisation = $1 AND minor = $2", {organisation.text(), minor.text()});
    unit.sql().run("INSERT INTO placement_end (minor, organisation, account, at) VALUES ($1, $2, $3, $4)",
                   {minor.text(), organisation.text(), unit.actor().account.text(), at.ms});
  }
}

std::optional<Placement> find_placement(const Reading& reading, const Family& family) {
  std::optional<Placement> latest;
  if (reading.scope.reach != access::Scope::Reach::own_minors) return latest;
  for (const base::MinorId minor : family)
    reading.sql.each("SELECT p.since, s.account FROM placement p "
                     "LEFT JOIN placement_start s ON s.organisation = p.organisation AND s.minor = p.minor "
                     "WHERE p.organisation = $1 AND p.minor = $2 AND p.since IS NOT NULL",
                     {reading.scope.organisation.text(), minor.text()}, [&](const db::Row& row) {
                       const Placement one{{row.integer(0)}, maybe_id_in<base::AccountId>(row, 1)};
                       if (!latest || latest->since < one.since) latest = one;
                     });
  return latest;
}

std::set<base::EpisodeId> list_before_placement(const Reading& reading, const Family& family) {
  std::set<base::EpisodeId> all;
  if (!find_placement(reading, family)) return all;
  for (const base::MinorId minor : family)
    reading.sql.each("SELECT b.episode FROM before_placement b JOIN episode e ON e.id = b.episode WHERE b.organisation = $1 AND e.minor = $2",
                     {reading.scope.organisation.text(), minor.text()},
                     [&](const db::Row& row) { all.insert(id_in<base::EpisodeId>(row, 0)); });
  return all;
}

bool is_before_placement(const Reading& reading, base::OrganisationId organisation, std::string_view episode) {
  return reading.sql.first("SELECT 1 FROM before_placement WHERE organisation = $1 AND episode = $2", {organisation.text(), episode},
                           [](const db::Row&) {});
}

}  // namespace vigie::store
