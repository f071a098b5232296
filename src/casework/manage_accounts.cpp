#include "casework/manage_accounts.hpp"

#include "access/password.hpp"
#include "base/text.hpp"

namespace vigie::casework {

namespace {

base::Status check_login(std::string_view login) {
  const bool fits = login.size() >= 2 && login.size() <= 80 && std::all_of(login.begin(), login.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '@';
  });
  if (fits) return base::Done{};
  return base::field_error("/login", "login_invalide",
                           "L’identifiant compte 2 à 80 lettres sans accent, chiffres, points, tirets, _ ou @.");
}

base::Status check_organisation(std::string_view name) {
  if (base::is_utf8(name) && base::length_of(name) <= 200 && !base::trim(name).empty() && !base::has_control_characters(name, false))
    return base::Done{};
  return base::field_error("/organisation", "organisation_invalide", "Le nom de l’organisation compte 1 à 200 caractères.");
}

}  // namespace

access::Actor system_actor(const Desk& desk, std::string_view login) {
  const auto find = [&] {
    return desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) { return store::find_account(reading.sql, login); });
  };
  if (const auto known = find()) return known->actor;
  access::Actor nobody;
  const auto made = desk.store.write<access::Actor>(nobody, [&](store::Unit& unit) -> base::Result<access::Actor> {
    const auto organisation = store::find_or_add_organisation(unit, "Système");
    const auto account = store::add_account(unit, login, access::Role::admin, organisation, "");
    if (!account) return base::Error{base::Kind::conflict, "login_pris", "Cet identifiant est déjà pris."};
    unit.commit({"compte_cree", "account", account->actor.account.text(), "", "systeme"});
    return account->actor;
  });
  if (made) return *made;
  if (made.error().kind == base::Kind::unavailable) throw base::Fault(made.error().text);
  return find()->actor;  // another process made it meanwhile
}

base::Result<store::Account> add_account(const Desk& desk, const access::Actor& by, std::string_view login, access::Role role,
                                         std::string_view organisation, std::string_view password,
                                         std::optional<base::Instant> password_until) {
  if (const auto fits = check_login(login); !fits) return fits.error();
  if (const auto fits = check_organisation(organisation); !fits) return fits.error();
  if (const auto strong = access::check_password(password, {login, organisation}); !strong) return strong.error();
  const std::string hash = access::hash_password(password);
  return desk.store.write<store::Account>(by, [&](store::Unit& unit) -> base::Result<store::Account> {
    auto account = store::add_account(unit, login, role, store::find_or_add_organisation(unit, base::trim(organisation)), hash, password_until);
    if (!account)
      return base::Error{base::Kind::conflict, "login_pris", "Cet identifiant est déjà pris.",
                         {{"/login", "login_pris", "Cet identifiant est déjà pris."}}};
    unit.commit({"compte_cree", "account", account->actor.account.text(), "", fmt::format("role={}", access::to_text(role))});
    return std::move(*account);
  });
}

base::Result<std::string> issue_token(const Desk& desk, const access::Actor& by, std::string_view login, std::string_view label,
                                      TokenTerms terms) {
  if (terms.days < 1 || terms.days > 3650) return base::field_error("/days", "duree_invalide", "Un jeton dure de 1 à 3 650 jours.");
  const std::string token = access::make_token();
  return desk.store.write<std::string>(by, [&](store::Unit& unit) -> base::Result<std::string> {
    const auto account = store::find_account(unit.sql(), login);
    if (!account) return base::field_error("/login", "compte_inconnu", "Ce compte n’existe pas.");
    if (account->disabled) return conflict("compte_ferme", "Ce compte est fermé.");
    store::add_pass(unit, access::digest_token(token), account->actor.account, "token", label,
                    unit.now() + std::chrono::hours{24} * terms.days, {terms.read_only});
    unit.commit({"jeton_cree", "account", account->actor.account.text(), "",
                 fmt::format("jours={} lecture_seule={}", terms.days, terms.read_only ? "oui" : "non")});
    return token;
  });
}

}  // namespace vigie::casework
