#include "store/declarations.hpp"

#include "store/near.hpp"
#include "store/openings.hpp"
#include "store/rows_detail.hpp"

namespace vigie::store {

namespace {

/// Whether something of a declaration was transmitted to the organisation of the scope.
bool given(const Reading& reading, base::DeclarationId id) {
  return reading.sql.first("SELECT 1 FROM transmission WHERE declaration = $1 AND recipient = $2 LIMIT 1",
                           {id.text(), reading.scope.organisation.text()}, [](const db::Row&) {});
}

/// Whether the reader holds the file of its child open for an immediate danger.
bool opened_urgently(const Reading& reading, base::DeclarationId id) {
  std::optional<base::MinorId> about;
  reading.sql.first("SELECT minor FROM declaration WHERE id = $1", {id.text()}, [&](const db::Row& row) { about = maybe_id_in<base::MinorId>(row, 0); });
  return about && find_urgent_access(reading, family_of(reading, *about));
}

/// An analyst counts the declarations that it opens none of.
bool listed(const Reading& reading, base::DeclarationId id, base::OrganisationId organisation) {
  return reading.scope.reach == access::Scope::Reach::pseudonymous || reaches(reading, id, organisation);
}

}  // namespace

bool reaches(const Reading& reading, base::DeclarationId id, base::OrganisationId organisation) {
  switch (reading.scope.reach) {
    case access::Scope::Reach::all: return true;
    case access::Scope::Reach::departement:
      return reading.scope.organisation == organisation || is_near(reading, id) || given(reading, id) || opened_urgently(reading, id);
    case access::Scope::Reach::own_minors: return reading.scope.organisation == organisation || given(reading, id);
    default: return false;
  }
}

std::vector<base::DeclarationId> list_of_episode(const Reading& reading, base::EpisodeId episode) {
  std::vector<base::DeclarationId> ids;
  reading.sql.each("SELECT id, organisation FROM declaration WHERE episode = $1 ORDER BY number", {episode.text()},
                   [&](const db::Row& row) {
                     const auto id = id_in<base::DeclarationId>(row, 0);
                     if (listed(reading, id, id_in<base::OrganisationId>(row, 1))) ids.push_back(id);
                   });
  return ids;
}

std::vector<std::vector<base::DeclarationId>> list_of_episodes(const Reading& reading, std::span<const base::EpisodeId> episodes) {
  constexpr std::size_t at_once = 10;
  std::unordered_map<base::EpisodeId, std::size_t> places;
  for (std::size_t i = 0; i < episodes.size(); ++i) places.emplace(episodes[i], i);
  std::vector<std::vector<std::pair<std::int64_t, base::DeclarationId>>> told(episodes.size());
  for (std::size_t from = 0; from < episodes.size(); from += at_once) {
    std::vector<db::Value> asked;
    for (std::size_t i = from; i < from + at_once; ++i) asked.emplace_back(i < episodes.size() ? episodes[i].text() : std::string());
    reading.sql.each("SELECT episode, number, id, organisation FROM declaration WHERE episode IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                     asked, [&](const db::Row& row) {
                       const auto id = id_in<base::DeclarationId>(row, 2);
                       if (!listed(reading, id, id_in<base::OrganisationId>(row, 3))) return;
                       told[places.at(id_in<base::EpisodeId>(row, 0))].emplace_back(row.integer(1), id);
                     });
  }
  std::vector<std::vector<base::DeclarationId>> ids(episodes.size());
  for (std::size_t i = 0; i < told.size(); ++i) {
    std::sort(told[i].begin(), told[i].end());
    for (const auto& [number, id] : told[i]) ids[i].push_back(id);
  }
  return ids;
}

std::set<base::DeclarationId> readable_of(const Reading& reading, const Family& family) {
  std::set<base::DeclarationId> ids;
  for (const base::MinorId minor : family)
    reading.sql.each("SELECT id, organisation FROM declaration WHERE minor = $1", {minor.text()}, [&](const db::Row& row) {
      const auto id = id_in<base::DeclarationId>(row, 0);
      if (listed(reading, id, id_in<base::OrganisationId>(row, 1))) ids.insert(id);
  });
  return ids;
}

}  // namespace vigie::store
