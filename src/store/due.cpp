#include "store/due.hpp"

#include "store/rows_detail.hpp"

namespace vigie::store {

std::vector<base::EpisodeId> list_due_reviews(const Reading& reading, int limit) {
  std::vector<base::EpisodeId> due;
  reading.sql.each("SELECT id FROM episode WHERE review_at <= $1 ORDER BY review_at, id LIMIT $2", {reading.now.ms, limit},
                   [&](const db::Row& row) { due.push_back(id_in<base::EpisodeId>(row, 0)); });
  return due;
}

std::vector<base::AlertId> list_due_escalations(const Reading& reading, int limit) {
  std::vector<base::AlertId> due;
  reading.sql.each("SELECT id FROM alert WHERE escalates_at < $1 ORDER BY escalates_at, id LIMIT $2", {reading.now.ms, limit},
                   [&](const db::Row& row) { due.push_back(id_in<base::AlertId>(row, 0)); });
  return due;
}

std::vector<Lasting> list_lasting(const Reading& reading) {
  std::vector<Lasting> lasting;
  reading.sql.each(
      "SELECT e.id, COALESCE(m.root, m.id), e.departed_latest, e.departement FROM episode e JOIN minor m ON m.id = e.minor "
      "WHERE (e.status = 'en_cours' OR e.status = 'localise') "
      "AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.episode = e.id AND a.kind = 'majorite') ORDER BY e.id",
      {}, [&](const db::Row& row) {
        lasting.push_back({id_in<base::EpisodeId>(row, 0), id_in<base::MinorId>(row, 1), base::Instant{row.integer(2)},
                           std::string(base::zone_of_departement(row.text(3)))});
      });
  return lasting;
}

}  // namespace vigie::store
