#include "store/near.hpp"

#include "store/rows_detail.hpp"

namespace vigie::store {

std::string near_to(const Reading& reading) {
  return reading.scope.reach == access::Scope::Reach::departement ? reading.scope.organisation.text() : std::string();
}

bool is_near(const Reading& reading, const Family& family) {
  const std::string organisation = near_to(reading);
  return !organisation.empty() && std::any_of(family.begin(), family.end(), [&](base::MinorId one) {
    return reading.sql.first("SELECT 1 FROM near_minor WHERE organisation = $1 AND minor = $2", {organisation, one.text()},
                             [](const db::Row&) {});
  });
}

bool is_near(const Reading& reading, base::EpisodeId episode) {
  const std::string organisation = near_to(reading);
  return !organisation.empty() && reading.sql.first("SELECT 1 FROM near_episode WHERE organisation = $1 AND episode = $2",
                                                    {organisation, episode.text()}, [](const db::Row&) {});
}

bool is_near(const Reading& reading, base::DeclarationId declaration) {
  const std::string organisation = near_to(reading);
  return !organisation.empty() && reading.sql.first("SELECT 1 FROM near_declaration WHERE organisation = $1 AND declaration = $2",
                                                    {organisation, declaration.text()}, [](const db::Row&) {});
}

std::set<base::DeclarationId> list_near(const Reading& reading, const Family& family) {
  std::set<base::DeclarationId> ids;
  const std::string organisation = near_to(reading);
  if (organisation.empty()) return ids;
  for (const base::MinorId minor : family)
    reading.sql.each("SELECT declaration FROM near_declaration WHERE organisation = $1 AND minor = $2", {organisation, minor.text()},
                     [&](const db::Row& row) { ids.insert(id_in<base::DeclarationId>(row, 0)); });
  return ids;
}

std::vector<std::string> departements_about(const Reading& reading, base::MinorId minor) {
  std::vector<std::string> all;
  for (const base::MinorId one : family_of(reading, minor))
    reading.sql.each("SELECT departement FROM episode WHERE minor = $1 AND departement <> '' "
                     "UNION SELECT o.departement FROM declaration d JOIN organisation o ON o.id = d.organisation "
                     "WHERE d.minor = $1 AND o.departement <> ''",
                     {one.text()}, [&](const db::Row& row) { all.push_back(row.text(0)); });
  return all;
}

std::vector<std::string> departements_of_declaration(const Reading& reading, std::string_view declaration) {
  std::vector<std::string> all;
  reading.sql.each("SELECT e.departement FROM declaration d JOIN episode e ON e.id = d.episode WHERE d.id = $1 AND e.departement <> '' "
                   "UNION SELECT o.departement FROM declaration d JOIN organisation o ON o.id = d.organisation "
                   "WHERE d.id = $1 AND o.departement <> ''",
                   {declaration}, [&](const db::Row& row) { all.push_back(row.text(0)); });
  return all;
}

}  // namespace vigie::store
