#include "store/erase.hpp"

#include <set>

#include "store/rows_detail.hpp"

namespace vigie::store {

namespace {

std::int64_t count_in(Unit& unit, db::Sql sql, base::MinorId minor) {
  std::int64_t count = 0;
  unit.sql().first(sql, {minor.text()}, [&](const db::Row& row) { count = row.integer(0); });
  return count;
}

/// What hangs on an absence or a declaration of the row, then these.
void erase_rows(Unit& unit, base::MinorId minor) {
  const std::string id = minor.text();
  db::Connection& sql = unit.sql();
  sql.run("DELETE FROM likeness WHERE minor = $1", {id});
  sql.run("DELETE FROM mark WHERE declaration IN (SELECT id FROM declaration WHERE minor = $1)", {id});
  sql.run("DELETE FROM identity WHERE minor = $1", {id});
  sql.run("DELETE FROM import_line WHERE declaration IN (SELECT id FROM declaration WHERE minor = $1)", {id});
  sql.run("DELETE FROM import_minor WHERE minor = $1", {id});
  sql.run("DELETE FROM import_episode WHERE episode IN (SELECT id FROM episode WHERE minor = $1)", {id});
  sql.run("DELETE FROM import_waiting WHERE episode IN (SELECT id FROM episode WHERE minor = $1)", {id});
  sql.run("DELETE FROM retraction WHERE declaration IN (SELECT id FROM declaration WHERE minor = $1)", {id});
  sql.run("DELETE FROM transmission WHERE declaration IN (SELECT id FROM declaration WHERE minor = $1)", {id});
  sql.run("DELETE FROM transmission_request WHERE episode IN (SELECT id FROM episode WHERE minor = $1)", {id});
  sql.run("DELETE FROM urgent_access WHERE minor = $1 OR episode IN (SELECT id FROM episode WHERE minor = $1)", {id});
  sql.run("DELETE FROM address_disclosure WHERE episode IN (SELECT id FROM episode WHERE minor = $1)", {id});
  sql.run("DELETE FROM placement_end WHERE minor = $1", {id});
  sql.run("DELETE FROM placement_start WHERE minor = $1", {id});
  sql.run("DELETE FROM disagreement WHERE episode IN (SELECT id FROM episode WHERE minor = $1)", {id});
  sql.run("DELETE FROM decision WHERE episode IN (SELECT id FROM episode WHERE minor = $1)", {id});
  sql.run("DELETE FROM alert WHERE minor = $1 OR episode IN (SELECT id FROM episode WHERE minor = $1)", {id});
  sql.run("DELETE FROM assessment WHERE episode IN (SELECT id FROM episode WHERE minor = $1)", {id});
  sql.run("DELETE FROM draft WHERE declaration IN (SELECT id FROM declaration WHERE minor = $1)", {id});
  sql.run("DELETE FROM opening WHERE file = $1 OR file IN (SELECT id FROM episode WHERE minor = $1)", {id});
}

/// One declaration may correct that of another child.
void erase_declarations(Unit& unit, base::MinorId minor) {
  const std::string id = minor.text();
  db::Connection& sql = unit.sql();
  sql.run("UPDATE declaration SET amends = NULL WHERE amends IN (SELECT id FROM declaration WHERE minor = $1)", {id});
  sql.run("UPDATE declaration SET amended_by = NULL WHERE amended_by IN (SELECT id FROM declaration WHERE minor = $1)", {id});
  sql.run("UPDATE declaration SET episode = NULL WHERE (minor IS NULL OR minor <> $1) AND episode IN (SELECT id FROM episode WHERE minor = $1)", {id});
  sql.run("DELETE FROM declaration WHERE minor = $1", {id});
  sql.run("DELETE FROM episode WHERE minor = $1", {id});
}

}  // namespace

Erased erase(Unit& unit, const Family& family) {
  Erased erased;
  for (const base::MinorId minor : family)
    unit.sql().run("UPDATE minor SET key_number = NULL, key_sealed = NULL, key_health = NULL WHERE id = $1", {minor.text()});
  for (const base::MinorId minor : family) {
    erased.declarations += count_in(unit, "SELECT COUNT(*) FROM declaration WHERE minor = $1", minor);
    erased.episodes += count_in(unit, "SELECT COUNT(*) FROM episode WHERE minor = $1", minor);
    erase_rows(unit, minor);
  }
  for (const base::MinorId minor : family) erase_declarations(unit, minor);
  for (const base::MinorId minor : family) {
    unit.sql().run("DELETE FROM merge WHERE absorbed = $1 OR survivor = $1", {minor.text()});
    unit.sql().run("UPDATE minor SET root = NULL WHERE root = $1", {minor.text()});
  }
  for (const base::MinorId minor : family) unit.sql().run("DELETE FROM minor WHERE id = $1", {minor.text()});
  return erased;
}

std::int64_t erase_unnamed(Unit& unit, base::Instant until) {
  db::Connection& sql = unit.sql();
  std::vector<std::string> ids;
  sql.each("SELECT id FROM declaration WHERE minor IS NULL AND signed_at < $1", {until.ms}, [&](const db::Row& row) { ids.push_back(row.text(0)); });
  for (const std::string& id : ids) {
    sql.run("DELETE FROM identity WHERE declaration = $1", {id});
    sql.run("DELETE FROM import_line WHERE declaration = $1", {id});
    sql.run("DELETE FROM retraction WHERE declaration = $1", {id});
    sql.run("DELETE FROM transmission WHERE declaration = $1", {id});
    sql.run("DELETE FROM draft WHERE declaration = $1", {id});
    sql.run("DELETE FROM opening WHERE file = $1", {id});
    sql.run("UPDATE declaration SET amends = NULL WHERE amends = $1", {id});
    sql.run("UPDATE declaration SET amended_by = NULL WHERE amended_by = $1", {id});
    sql.run("DELETE FROM declaration WHERE id = $1", {id});
  }
  return static_cast<std::int64_t>(ids.size());
}

namespace {

bool speaks(const Reading& reading, base::MinorId minor, base::Instant until) {
  return reading.sql.first("SELECT 1 FROM declaration WHERE minor = $1 AND signed_at >= $2 LIMIT 1", {minor.text(), until.ms}, [](const db::Row&) {}) ||
         reading.sql.first("SELECT 1 FROM minor WHERE id = $1 AND created_at >= $2", {minor.text(), until.ms}, [](const db::Row&) {}) ||
         reading.sql.first("SELECT 1 FROM episode e WHERE e.minor = $1 AND (e.status = 'en_cours' OR e.status = 'localise' OR "
                           "(e.fpr_inscrit_le IS NOT NULL AND e.fpr_desinscrit_le IS NULL) OR COALESCE(e.returned_latest, e.departed_latest) >= $2 OR "
                           "EXISTS (SELECT 1 FROM decision c WHERE c.episode = e.id AND c.at >= $2)) LIMIT 1",
                           {minor.text(), until.ms}, [](const db::Row&) {});
}

}  // namespace

std::vector<Family> list_silent(const Reading& reading, base::Instant until) {
  std::vector<base::MinorId> rows;
  reading.sql.each("SELECT id FROM minor ORDER BY id", {}, [&](const db::Row& row) { rows.push_back(id_in<base::MinorId>(row, 0)); });
  std::vector<Family> silent;
  std::set<base::MinorId> seen;
  for (const base::MinorId row : rows) {
    if (seen.contains(row)) continue;
    Family family = family_ever(list_ties(reading, row), row);
    seen.insert(family.begin(), family.end());
    if (std::none_of(family.begin(), family.end(), [&](base::MinorId one) { return speaks(reading, one, until); })) silent.push_back(std::move(family));
  }
  return silent;
}

}  // namespace vigie::store
