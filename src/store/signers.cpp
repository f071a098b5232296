#include "store/signers.hpp"

#include "store/rows_detail.hpp"

namespace vigie::store {

std::optional<base::OrganisationId> find_declaring(const Reading& reading, base::EpisodeId episode) {
  std::optional<base::OrganisationId> declaring;
  reading.sql.first(
      "SELECT d.organisation FROM declaration d JOIN account a ON a.id = d.account WHERE d.episode = $1 "
      "ORDER BY CASE WHEN a.role = 'foyer' THEN 0 ELSE 1 END, d.number LIMIT 1",
      {episode.text()}, [&](const db::Row& row) { declaring = id_in<base::OrganisationId>(row, 0); });
  return declaring;
}

std::set<base::DeclarationId> list_signed_by(const Reading& reading, base::EpisodeId episode, access::Role role) {
  std::set<base::DeclarationId> ids;
  reading.sql.each("SELECT d.id FROM declaration d JOIN account a ON a.id = d.account WHERE d.episode = $1 AND a.role = $2",
                   {episode.text(), access::to_text(role)},
                   [&](const db::Row& row) { ids.insert(id_in<base::DeclarationId>(row, 0)); });
  return ids;
}

}  // namespace vigie::store
