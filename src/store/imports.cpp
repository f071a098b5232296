#include "store/imports.hpp"

#include "store/merges.hpp"
#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

ImportKey import_key(const identity::Vault& vault, std::string_view purpose, std::string_view text) {
  return {std::string(text), vault.digest(purpose, text)};
}

std::optional<TakenLine> find_taken_line(const Reading& reading, const ImportKey& key) {
  std::optional<TakenLine> found;
  reading.sql.first("SELECT declaration, body_digest FROM import_line WHERE key_digest = $1", {db::Bytes{key.digest}},
                    [&](const db::Row& row) { found = {id_in<base::DeclarationId>(row, 0), row.bytes(1)}; });
  return found;
}

void add_taken_line(Unit& unit, const ImportKey& key, const std::string& body_digest, base::DeclarationId declaration,
                    const std::optional<base::MinorId>& minor) {
  const std::string id = declaration.text();
  unit.sql().run("INSERT INTO import_line (key_digest, body_digest, declaration, sealed) VALUES ($1, $2, $3, $4)",
                 {db::Bytes{key.digest}, db::Bytes{body_digest}, id, seal(unit.reading(), minor, key.text, "import_line:" + id)});
}

namespace {
std::string route_of(std::string_view sort) { return fmt::format("import {}", sort); }
}  // namespace

std::optional<TakenAct> find_taken_act(const Reading& reading, std::string_view sort, const ImportKey& key) {
  std::optional<TakenAct> found;
  reading.sql.first("SELECT result, body_digest FROM repetition WHERE account = $1 AND route = $2 AND key_digest = $3",
                    {"import", route_of(sort), db::Bytes{key.digest}},
                    [&](const db::Row& row) { found = {id_in<base::EpisodeId>(row, 0), row.bytes(1)}; });
  return found;
}

void add_taken_act(Unit& unit, std::string_view sort, const ImportKey& key, const TakenAct& taken) {
  constexpr std::int64_t for_ever = std::numeric_limits<std::int64_t>::max();  // no repetition as old is ever forgotten
  unit.sql().run("INSERT INTO repetition (account, route, key_digest, body_digest, at, result) VALUES ($1, $2, $3, $4, $5, $6)",
                 {"import", route_of(sort), db::Bytes{key.digest}, db::Bytes{taken.body_digest}, for_ever, taken.episode.text()});
}

std::optional<base::MinorId> find_minor_by_key(const Reading& reading, const ImportKey& key) {
  std::optional<base::MinorId> found;
  const auto keep = [&](const db::Row& row) { found = id_in<base::MinorId>(row, 0); };
  reading.sql.first("SELECT minor FROM import_minor WHERE key_digest = $1", {db::Bytes{key.digest}}, keep);
  if (const auto id = base::MinorId::parse(key.text); id && !found)
    reading.sql.first("SELECT id FROM minor WHERE id = $1", {id->text()}, keep);
  return found;
}

std::optional<base::EpisodeId> find_episode_by_key(const Reading& reading, const ImportKey& key) {
  std::optional<base::EpisodeId> found;
  const auto keep = [&](const db::Row& row) { found = id_in<base::EpisodeId>(row, 0); };
  reading.sql.first("SELECT episode FROM import_episode WHERE key_digest = $1", {db::Bytes{key.digest}}, keep);
  if (const auto id = base::EpisodeId::parse(key.text); id && !found)
    reading.sql.first("SELECT id FROM episode WHERE id = $1", {id->text()}, keep);
  return found;
}

bool has_key(const Reading& reading, base::MinorId minor) {
  const Family family = family_of(reading, minor);
  return std::any_of(family.begin(), family.end(), [&](base::MinorId row) {
    return reading.sql.first("SELECT 1 FROM import_minor WHERE minor = $1 LIMIT 1", {row.text()}, [](const db::Row&) {});
  });
}

bool has_foreign_id(const Reading& reading, base::EpisodeId episode) {
  return reading.sql.first("SELECT 1 FROM import_episode WHERE episode = $1 AND by_id = 1 LIMIT 1", {episode.text()}, [](const db::Row&) {});
}

void add_minor_key(Unit& unit, const ImportKey& key, base::MinorId minor) {
  unit.sql().run("INSERT INTO import_minor (key_digest, minor) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                 {db::Bytes{key.digest}, minor.text()});
}

void add_episode_key(Unit& unit, const ImportKey& key, base::EpisodeId episode) {
  unit.sql().run("INSERT INTO import_episode (key_digest, by_id, episode) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                 {db::Bytes{key.digest}, base::EpisodeId::parse(key.text).has_value(), episode.text()});
}

bool calls_for_alerts(const EpisodeRecord& record) { return record.episode.open() || record.episode.fpr.standing(); }

void await_alerts(Unit& unit, const EpisodeRecord& record, const Verdict& before) {
  const std::string id = record.episode.id.text();
  const bool lasts = calls_for_alerts(record);
  if (!lasts && record.version == 1) return;  // told and over in one act
  if (!lasts && !unit.sql().first("SELECT 1 FROM alert WHERE episode = $1 LIMIT 1", {id}, [](const db::Row&) {})) {
    end_waiting(unit, record.episode.id);
    return;
  }
  unit.sql().run("INSERT INTO import_waiting (episode, qualification, level) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                 {id, triage::to_text(before.qualification), triage::to_text(before.level)});
}

std::vector<WaitingAlerts> list_waiting_alerts(const Reading& reading, int limit) {
  std::vector<WaitingAlerts> waiting;
  reading.sql.each(
      "SELECT w.episode, (SELECT d.organisation FROM declaration d WHERE d.episode = w.episode ORDER BY d.number LIMIT 1), "
      "w.qualification, w.level FROM import_waiting w ORDER BY w.episode LIMIT $1",
      {limit}, [&](const db::Row& row) {
        waiting.push_back({id_in<base::EpisodeId>(row, 0), id_in<base::OrganisationId>(row, 1),
                           {triage::parse_qualification(row.text(2)).value(), triage::parse_level(row.text(3)).value()}});
      });
  return waiting;
}

void end_waiting(Unit& unit, base::EpisodeId episode) {
  unit.sql().run("DELETE FROM import_waiting WHERE episode = $1", {episode.text()});
}

}  // namespace vigie::store
