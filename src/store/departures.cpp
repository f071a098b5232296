#include "store/departures.hpp"

#include "store/rows_detail.hpp"

namespace vigie::store {

bool is_home(const Reading& reading, base::OrganisationId organisation) {
  return reading.sql.first("SELECT 1 FROM account WHERE organisation = $1 AND role = 'foyer' LIMIT 1", {organisation.text()}, [](const db::Row&) {});
}

std::vector<Departure> list_departures_of(const Reading& reading, base::OrganisationId home, base::Instant from, base::Instant until) {
  std::vector<Departure> departures;
  reading.sql.each(
      "SELECT COALESCE(r.root, r.id), e.departed_latest FROM "
      "(SELECT id, minor, departed_latest FROM episode WHERE category = 'fugue' AND departed_latest >= $1 AND departed_latest <= $2 "
      "ORDER BY departed_latest, id LIMIT 500) e JOIN minor r ON r.id = e.minor "
      "WHERE EXISTS (SELECT 1 FROM declaration d WHERE d.episode = e.id AND d.organisation = $3 AND d.withdrawn_at IS NULL) "
      "ORDER BY e.departed_latest, e.id",
      {from.ms, until.ms, home.text()}, [&](const db::Row& row) {
        departures.push_back({id_in<base::MinorId>(row, 0), {row.integer(1)}});
      });
  return departures;
}

}  // namespace vigie::store
