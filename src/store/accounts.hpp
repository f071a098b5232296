#pragma once
#include "store/unit.hpp"

namespace vigie::store {

struct Organisation {
  base::OrganisationId id;
  std::string name;
  std::string departement;  // where it works: a code; empty: the whole country
};
struct Account {
  access::Actor actor;  // who it is when signed in
  std::string password; // argon2id text; empty: cannot log in
  base::Instant created_at;
  bool disabled = false;
  std::optional<base::Instant> password_until = {};  // given by an administrator: to be changed, before then
  std::int64_t version = 1;
};

std::optional<Organisation> find_organisation(db::Connection& sql, std::string_view name);
std::vector<Organisation> list_organisations(db::Connection& sql);
Organisation find_or_add_organisation(Unit& unit, std::string_view name);
void save_departement(Unit& unit, base::OrganisationId id, std::string_view departement);
std::string organisation_name(db::Connection& sql, base::OrganisationId id);

std::optional<Account> find_account(db::Connection& sql, std::string_view login);
std::optional<Account> find_account(db::Connection& sql, base::AccountId id);
std::vector<Account> list_accounts(db::Connection& sql);
/// Nothing when the login is taken.
std::optional<Account> add_account(Unit& unit, std::string_view login, access::Role role, const Organisation& organisation,
                                   std::string_view password_hash, std::optional<base::Instant> password_until = {});
void save_password(Unit& unit, const Account& account, std::string_view password_hash, std::optional<base::Instant> until = {});
void save_disabled(Unit& unit, const Account& account, bool disabled);

}  // namespace vigie::store
