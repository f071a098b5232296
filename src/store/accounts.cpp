#include "store/accounts.hpp"

#include "store/rows_detail.hpp"

namespace vigie::store {

namespace {

access::Actor actor_in(const db::Row& row, int from) {
  access::Actor actor;
  actor.account = id_in<base::AccountId>(row, from);
  actor.login = row.text(from + 1);
  actor.role = access::parse_role(row.text(from + 2)).value();
  actor.organisation = id_in<base::OrganisationId>(row, from + 3);
  actor.organisation_name = row.text(from + 4);
  return actor;
}

Account account_in(const db::Row& row) {
  return {actor_in(row, 0), row.text_or_empty(5), base::Instant{row.integer(6)}, !row.is_null(7)};
}

}  // namespace

std::optional<Organisation> find_organisation(db::Connection& sql, std::string_view name) {
  std::optional<Organisation> found;
  sql.first("SELECT id, name FROM organisation WHERE name = $1", {name},
            [&](const db::Row& row) { found = {id_in<base::OrganisationId>(row, 0), row.text(1)}; });
  return found;
}

std::vector<Organisation> list_organisations(db::Connection& sql) {
  std::vector<Organisation> all;
  sql.each("SELECT id, name FROM organisation ORDER BY id", {},
           [&](const db::Row& row) { all.push_back({id_in<base::OrganisationId>(row, 0), row.text(1)}); });
  return all;
}

Organisation find_or_add_organisation(Unit& unit, std::string_view name) {
  if (auto found = find_organisation(unit.sql(), name)) return *found;
  const Organisation made{base::OrganisationId::make(unit.now()), std::string(name)};
  unit.sql().run("INSERT INTO organisation (id, name, created_at) VALUES ($1, $2, $3)", {made.id.text(), name, unit.now().ms});
  unit.change("organisation", made.id.text(), 1, std::nullopt);
  return made;
}

std::string organisation_name(db::Connection& sql, base::OrganisationId id) {
  std::string name;
  sql.first("SELECT name FROM organisation WHERE id = $1", {id.text()}, [&](const db::Row& row) { name = row.text(0); });
  return name;
}

std::optional<Account> find_account(db::Connection& sql, std::string_view login) {
  std::optional<Account> found;
  sql.first(
      "SELECT a.id, a.login, a.role, a.organisation, o.name, a.password, a.created_at, a.disabled_at "
      "FROM account a JOIN organisation o ON o.id = a.organisation WHERE a.login = $1",
      {login}, [&](const db::Row& row) { found = account_in(row); });
  return found;
}

std::optional<Account> find_account(db::Connection& sql, base::AccountId id) {
  std::optional<Account> found;
  sql.first(
      "SELECT a.id, a.login, a.role, a.organisation, o.name, a.password, a.created_at, a.disabled_at "
      "FROM account a JOIN organisation o ON o.id = a.organisation WHERE a.id = $1",
      {id.text()}, [&](const db::Row& row) { found = account_in(row); });
  return found;
}

std::vector<Account> list_accounts(db::Connection& sql) {
  std::vector<Account> all;
  sql.each(
      "SELECT a.id, a.login, a.role, a.organisation, o.name, a.password, a.created_at, a.disabled_at "
      "FROM account a JOIN organisation o ON o.id = a.organisation ORDER BY a.login",
      {}, [&](const db::Row& row) { all.push_back(account_in(row)); });
  return all;
}

std::optional<Account> add_account(Unit& unit, std::string_view login, access::Role role, const Organisation& organisation,
                                   std::string_view password_hash) {
  Account account;
  account.actor = {base::AccountId::make(unit.now()), std::string(login), role, organisation.id, organisation.name};
  account.password = password_hash;
  account.created_at = unit.now();
  bool added = false;
  unit.sql().each(
      "INSERT INTO account (id, login, role, organisation, password, created_at) VALUES ($1, $2, $3, $4, $5, $6) "
      "ON CONFLICT DO NOTHING RETURNING id",
      {account.actor.account.text(), login, access::to_text(role), organisation.id.text(),
       password_hash.empty() ? db::Value(std::nullopt) : db::Value(password_hash), unit.now().ms},
      [&](const db::Row&) { added = true; });
  if (!added) return std::nullopt;
  unit.change("account", account.actor.account.text(), 1, std::nullopt);
  return account;
}

void add_pass(Unit& unit, std::string_view digest, base::AccountId account, std::string_view kind, std::string_view label,
              base::Instant expires_at) {
  unit.sql().run(
      "INSERT INTO pass (digest, account, kind, label, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $5, $6)",
      {db::Bytes{std::string(digest)}, account.text(), kind, label, unit.now().ms, expires_at.ms});
}

std::optional<Pass> find_pass(db::Connection& sql, std::string_view digest, base::Instant now) {
  std::optional<Pass> found;
  sql.first(
      "SELECT a.id, a.login, a.role, a.organisation, o.name, p.kind, p.seen_at, p.expires_at "
      "FROM pass p JOIN account a ON a.id = p.account JOIN organisation o ON o.id = a.organisation "
      "WHERE p.digest = $1 AND p.ended_at IS NULL AND p.expires_at > $2 AND a.disabled_at IS NULL",
      {db::Bytes{std::string(digest)}, now.ms}, [&](const db::Row& row) {
        found = Pass{actor_in(row, 0), row.text(5), base::Instant{row.integer(6)}, base::Instant{row.integer(7)}};
      });
  return found;
}

void end_pass(Unit& unit, std::string_view digest) {
  unit.sql().run("UPDATE pass SET ended_at = $1 WHERE digest = $2", {unit.now().ms, db::Bytes{std::string(digest)}});
}

}  // namespace vigie::store
