#include "store/passes.hpp"

#include "store/rows_detail.hpp"

namespace vigie::store {

namespace {
Pass pass_in(const db::Row& row) {
  return {actor_in(row, 0),
          row.bytes(6),
          row.text(7),
          row.text(8),
          base::Instant{row.integer(9)},
          base::Instant{row.integer(10)},
          base::Instant{row.integer(11)},
          row.integer(12) != 0};
}
}  // namespace

base::PassId Pass::id() const {
  base::require(digest.size() == 32, "the digest of a pass is whole");
  base::PassId made;
  std::memcpy(made.bytes.data(), digest.data(), made.bytes.size());
  made.bytes[6] = static_cast<std::uint8_t>((made.bytes[6] & 0x0f) | 0x80);  // RFC 9562: version 8, made in a way of our own
  made.bytes[8] = static_cast<std::uint8_t>((made.bytes[8] & 0x3f) | 0x80);
  return made;
}

void add_pass(Unit& unit, std::string_view digest, base::AccountId account, std::string_view kind, std::string_view label,
              base::Instant expires_at, const PassTerms& terms) {
  unit.sql().run(
      "INSERT INTO pass (digest, account, kind, label, created_at, seen_at, expires_at, read_only, origin) VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)",
      {db::Bytes{std::string(digest)}, account.text(), kind, label, unit.now().ms, expires_at.ms, terms.read_only ? 1 : 0,
       terms.origin.empty() ? db::Value(std::nullopt) : db::Value(db::Bytes{terms.origin})});
}

bool was_opened_from(db::Connection& sql, std::string_view login, std::string_view origin, base::Instant since) {
  return sql.first(
      "SELECT 1 FROM pass p JOIN account a ON a.id = p.account WHERE a.login = $1 AND p.origin = $2 AND p.created_at >= $3 LIMIT 1",
      {login, db::Bytes{std::string(origin)}, since.ms}, [](const db::Row&) {});
}

std::optional<Pass> find_pass(db::Connection& sql, std::string_view digest, base::Instant now) {
  std::optional<Pass> found;
  sql.first(
      "SELECT a.id, a.login, a.role, a.organisation, o.name, o.departement, p.digest, p.kind, p.label, p.created_at, p.seen_at, p.expires_at, p.read_only "
      "FROM pass p JOIN account a ON a.id = p.account JOIN organisation o ON o.id = a.organisation "
      "WHERE p.digest = $1 AND p.ended_at IS NULL AND p.expires_at > $2 AND a.disabled_at IS NULL",
      {db::Bytes{std::string(digest)}, now.ms}, [&](const db::Row& row) { found = pass_in(row); });
  return found;
}

std::vector<Pass> list_passes(db::Connection& sql, base::AccountId account, std::string_view kind, base::Instant now) {
  std::vector<Pass> all;
  sql.each(
      "SELECT a.id, a.login, a.role, a.organisation, o.name, o.departement, p.digest, p.kind, p.label, p.created_at, p.seen_at, p.expires_at, p.read_only "
      "FROM pass p JOIN account a ON a.id = p.account JOIN organisation o ON o.id = a.organisation "
      "WHERE p.account = $1 AND p.kind = $2 AND p.ended_at IS NULL AND p.expires_at > $3 ORDER BY p.created_at DESC, p.digest",
      {account.text(), kind, now.ms}, [&](const db::Row& row) { all.push_back(pass_in(row)); });
  return all;
}

void end_pass(Unit& unit, std::string_view digest) {
  unit.sql().run("UPDATE pass SET ended_at = $1 WHERE digest = $2 AND ended_at IS NULL", {unit.now().ms, db::Bytes{std::string(digest)}});
}

std::int64_t count_ended_passes(db::Connection& sql, base::Instant until) {
  std::int64_t count = 0;
  sql.first("SELECT COUNT(*) FROM pass WHERE COALESCE(ended_at, expires_at) < $1", {until.ms}, [&](const db::Row& row) { count = row.integer(0); });
  return count;
}

std::int64_t erase_ended_passes(Unit& unit, base::Instant until) {
  const std::int64_t count = count_ended_passes(unit.sql(), until);
  unit.sql().run("DELETE FROM pass WHERE COALESCE(ended_at, expires_at) < $1", {until.ms});
  return count;
}

void mark_seen(Unit& unit, std::string_view digest, base::Instant seen_at) {
  unit.sql().run("UPDATE pass SET seen_at = $1 WHERE digest = $2 AND seen_at < $1", {seen_at.ms, db::Bytes{std::string(digest)}});
}

}  // namespace vigie::store
