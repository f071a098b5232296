#include "store/vouchings.hpp"

#include "store/rows_detail.hpp"

namespace vigie::store {

namespace {

std::string digest_of(const identity::Vault& vault, std::string_view issuer, std::string_view subject) {
  return vault.digest("vouching", fmt::format("{}\n{}", issuer, subject));
}

Vouching vouching_in(const db::Row& row) {
  Vouching vouching{id_in<base::VouchingId>(row, 0), row.text(1), base::Instant{row.integer(2)}, {}, false, {}};
  if (!row.is_null(3)) vouching.decided_at = base::Instant{row.integer(3)};
  if (row.is_null(4)) return vouching;
  vouching.account = actor_in(row, 4);
  vouching.account_disabled = !row.is_null(10);
  return vouching;
}

}  // namespace

std::optional<Vouching> find_vouching(const Reading& reading, std::string_view issuer, std::string_view subject) {
  std::optional<Vouching> found;
  reading.sql.first(
      "SELECT v.id, v.issuer, v.asked_at, v.decided_at, a.id, a.login, a.role, a.organisation, o.name, o.departement, a.disabled_at "
      "FROM vouching v LEFT JOIN account a ON a.id = v.account LEFT JOIN organisation o ON o.id = a.organisation WHERE v.digest = $1",
      {db::Bytes{digest_of(reading.vault, issuer, subject)}}, [&](const db::Row& row) { found = vouching_in(row); });
  return found;
}

std::optional<Vouching> find_vouching(db::Connection& sql, base::VouchingId id) {
  std::optional<Vouching> found;
  sql.first(
      "SELECT v.id, v.issuer, v.asked_at, v.decided_at, a.id, a.login, a.role, a.organisation, o.name, o.departement, a.disabled_at "
      "FROM vouching v LEFT JOIN account a ON a.id = v.account LEFT JOIN organisation o ON o.id = a.organisation WHERE v.id = $1",
      {id.text()}, [&](const db::Row& row) { found = vouching_in(row); });
  return found;
}

std::vector<Vouching> list_vouchings(db::Connection& sql) {
  std::vector<Vouching> all;
  sql.each(
      "SELECT v.id, v.issuer, v.asked_at, v.decided_at, a.id, a.login, a.role, a.organisation, o.name, o.departement, a.disabled_at "
      "FROM vouching v LEFT JOIN account a ON a.id = v.account LEFT JOIN organisation o ON o.id = a.organisation "
      "ORDER BY CASE WHEN v.decided_at IS NULL THEN 0 ELSE 1 END, v.decided_at DESC, v.asked_at",
      {}, [&](const db::Row& row) { all.push_back(vouching_in(row)); });
  return all;
}

int count_waiting_vouchings(db::Connection& sql) {
  int count = 0;
  sql.first("SELECT COUNT(*) FROM vouching WHERE decided_at IS NULL", {}, [&](const db::Row& row) { count = static_cast<int>(row.integer(0)); });
  return count;
}

Vouching add_vouching(Unit& unit, std::string_view issuer, std::string_view subject) {
  const Vouching vouching{base::VouchingId::make(unit.now()), std::string(issuer), unit.now(), {}, false, {}};
  unit.sql().run("INSERT INTO vouching (id, digest, issuer, asked_at) VALUES ($1, $2, $3, $4)",
                 {vouching.id.text(), db::Bytes{digest_of(unit.vault(), issuer, subject)}, issuer, unit.now().ms});
  unit.change("vouching", vouching.id.text(), 1, std::nullopt);
  return vouching;
}

void decide_vouching(Unit& unit, base::VouchingId id, const std::optional<base::AccountId>& account) {
  unit.sql().run("UPDATE vouching SET account = $1, decided_at = $2, decided_by = $3 WHERE id = $4",
                 {account ? db::Value(account->text()) : db::Value(std::nullopt), unit.now().ms, unit.actor().account.text(), id.text()});
  unit.change("vouching", id.text(), 1, std::nullopt);
}

}  // namespace vigie::store
