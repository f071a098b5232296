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

std::set<base::DeclarationId> list_signed_about(const Reading& reading, const Family& family, base::OrganisationId organisation) {
  std::set<base::DeclarationId> ids;
  for (const base::MinorId minor : family)
    reading.sql.each("SELECT id FROM declaration WHERE organisation = $1 AND minor = $2", {organisation.text(), minor.text()},
                     [&](const db::Row& row) { ids.insert(id_in<base::DeclarationId>(row, 0)); });
  return ids;
}

std::set<base::OrganisationId> list_other_signers(const Reading& reading, const Family& family) {
  std::set<base::OrganisationId> all;
  for (const base::MinorId minor : family)
    reading.sql.each("SELECT DISTINCT organisation FROM declaration WHERE minor = $1", {minor.text()},
                     [&](const db::Row& row) { all.insert(id_in<base::OrganisationId>(row, 0)); });
  all.erase(reading.scope.organisation);
  return all;
}

std::vector<Signed> list_signed(const Reading& reading, base::EpisodeId episode) {
  std::vector<Signed> all;
  reading.sql.each(
      "SELECT d.id, d.form, d.signed_at, d.organisation, d.form_version, CASE WHEN s.login <> 'import' THEN s.role ELSE (SELECT MIN(o.role) FROM account o "
      "WHERE o.organisation = d.organisation AND o.role <> 'admin' AND o.role <> 'analyste') END FROM declaration d JOIN account s ON s.id = d.account "
      "LEFT JOIN declaration a ON a.id = d.amended_by AND a.withdrawn_at IS NULL "
      "WHERE d.episode = $1 AND d.withdrawn_at IS NULL AND a.id IS NULL ORDER BY d.number",
      {episode.text()}, [&](const db::Row& row) {
        Signed one{id_in<base::DeclarationId>(row, 0), row.text(1), {row.integer(2)}, id_in<base::OrganisationId>(row, 3),
                   static_cast<int>(row.integer(4)), {}};
        one.role = access::parse_role(row.text_or_empty(5));
        all.push_back(std::move(one));
      });
  return all;
}

std::set<base::DeclarationId> list_signed_by(const Reading& reading, base::EpisodeId episode, access::Role role) {
  std::set<base::DeclarationId> ids;
  reading.sql.each("SELECT d.id FROM declaration d JOIN account a ON a.id = d.account WHERE d.episode = $1 AND a.role = $2",
                   {episode.text(), access::to_text(role)},
                   [&](const db::Row& row) { ids.insert(id_in<base::DeclarationId>(row, 0)); });
  return ids;
}

}  // namespace vigie::store
