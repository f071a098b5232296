#include "store/accounts.hpp"

#include "store/rows_detail.hpp"

namespace vigie::store {

namespace {

Account account_in(const db::Row& row) {
  return {actor_in(row, 0), row.text_or_empty(6), base::Instant{row.integer(7)}, !row.is_null(8), maybe_instant_in(row, 9),
          row.integer(10)};
}

Organisation organisation_in(const db::Row& row) { return {id_in<base::OrganisationId>(row, 0), row.text(1), row.text(2)}; }

}  // namespace

std::optional<Organisation> find_organisation(db::Connection& sql, std::string_view name) {
  std::optional<Organisation> found;
  sql.first("SELECT id, name, departement FROM organisation WHERE name = $1", {name}, [&](const db::Row& row) { found = organisation_in(row); });
  return found;
}

std::vector<Organisation> list_organisations(db::Connection& sql) {
  std::vector<Organisation> all;
  sql.each("SELECT id, name, departement FROM organisation ORDER BY id", {}, [&](const db::Row& row) { all.push_back(organisation_in(row)); });
  return all;
}

Organisation find_or_add_organisation(Unit& unit, std::string_view name) {
  if (auto found = find_organisation(unit.sql(), name)) return *found;
  const Organisation made{base::OrganisationId::make(unit.now()), std::string(name), {}};
  unit.sql().run("INSERT INTO organisation (id, name, created_at) VALUES ($1, $2, $3)", {made.id.text(), name, unit.now().ms});
  unit.change("organisation", made.id.text(), 1, std::nullopt);
  return made;
}

void save_departement(Unit& unit, base::OrganisationId id, std::string_view departement) {
  std::int64_t version = 0;
  unit.sql().each("UPDATE organisation SET departement = $1, version = version + 1 WHERE id = $2 RETURNING version",
                  {departement, id.text()}, [&](const db::Row& row) { version = row.integer(0); });
  unit.change("organisation", id.text(), version, std::nullopt);
}

std::string organisation_name(db::Connection& sql, base::OrganisationId id) {
  std::string name;
  sql.first("SELECT name FROM organisation WHERE id = $1", {id.text()}, [&](const db::Row& row) { name = row.text(0); });
  return name;
}

std::optional<Account> find_account(db::Connection& sql, std::string_view login) {
  std::optional<Account> found;
  sql.first(
      "SELECT a.id, a.login, a.role, a.organisation, o.name, o.departement, a.password, a.created_at, a.disabled_at, a.password_until, a.version "
      "FROM account a JOIN organisation o ON o.id = a.organisation WHERE a.login = $1",
      {login}, [&](const db::Row& row) { found = account_in(row); });
  return found;
}

std::optional<Account> find_account(db::Connection& sql, base::AccountId id) {
  std::optional<Account> found;
  sql.first(
      "SELECT a.id, a.login, a.role, a.organisation, o.name, o.departement, a.password, a.created_at, a.disabled_at, a.password_until, a.version "
      "FROM account a JOIN organisation o ON o.id = a.organisation WHERE a.id = $1",
      {id.text()}, [&](const db::Row& row) { found = account_in(row); });
  return found;
}

std::vector<Account> list_accounts(db::Connection& sql) {
  std::vector<Account> all;
  sql.each(
      "SELECT a.id, a.login, a.role, a.organisation, o.name, o.departement, a.password, a.created_at, a.disabled_at, a.password_until, a.version "
      "FROM account a JOIN organisation o ON o.id = a.organisation ORDER BY a.login",
      {}, [&](const db::Row& row) { all.push_back(account_in(row)); });
  return all;
}

std::optional<Account> add_account(Unit& unit, std::string_view login, access::Role role, const Organisation& organisation,
                                   std::string_view password_hash, std::optional<base::Instant> password_until) {
  Account account;
  account.actor = {base::AccountId::make(unit.now()), std::string(login), role, organisation.id, organisation.name, organisation.departement};
  account.password = password_hash;
  account.created_at = unit.now();
  account.password_until = password_until;
  bool added = false;
  unit.sql().each(
      "INSERT INTO account (id, login, role, organisation, password, created_at, password_until) VALUES ($1, $2, $3, $4, $5, $6, $7) "
      "ON CONFLICT DO NOTHING RETURNING id",
      {account.actor.account.text(), login, access::to_text(role), organisation.id.text(),
       password_hash.empty() ? db::Value(std::nullopt) : db::Value(password_hash), unit.now().ms, value_of(password_until)},
      [&](const db::Row&) { added = true; });
  if (!added) return std::nullopt;
  unit.change("account", account.actor.account.text(), 1, std::nullopt);
  return account;
}

void save_password(Unit& unit, const Account& account, std::string_view password_hash, std::optional<base::Instant> until) {
  const std::int64_t version = account.version + 1;
  unit.sql().run("UPDATE account SET password = $1, password_until = $2, version = $3 WHERE id = $4",
                 {password_hash, value_of(until), version, account.actor.account.text()});
  unit.change("account", account.actor.account.text(), version, std::nullopt);
}

void save_disabled(Unit& unit, const Account& account, bool disabled) {
  const std::int64_t version = account.version + 1;
  const auto at = disabled ? std::optional(unit.now()) : std::nullopt;
  unit.sql().run("UPDATE account SET disabled_at = $1, version = $2 WHERE id = $3", {value_of(at), version, account.actor.account.text()});
  unit.change("account", account.actor.account.text(), version, std::nullopt);
}

}  // namespace vigie::store
