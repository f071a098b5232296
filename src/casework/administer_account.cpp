#include "casework/administer_account.hpp"

#include "access/password.hpp"
#include "casework/sessions.hpp"
#include "store/second_factors.hpp"

namespace vigie::casework {

namespace {

/// The account of another person, to change.
base::Result<store::Account> find_other(store::Unit& unit, base::AccountId id) {
  const auto account = store::find_account(unit.sql(), id);
  if (!account) return unknown_to_you("Compte");
  if (account->password.empty()) return conflict("compte_systeme", "Ce compte est du système : il ne se ferme pas et n’a pas de mot de passe.");
  if (id == unit.actor().account) return conflict("compte_propre", "C’est votre propre compte : demandez à une autre personne de l’administration.");
  return *account;
}

base::Error closed_already() { return conflict("compte_ferme", "Ce compte est fermé."); }

int end_tokens(store::Unit& unit, base::AccountId id) {
  const auto tokens = store::list_passes(unit.sql(), id, "token", unit.now());
  for (const store::Pass& token : tokens) store::end_pass(unit, token.digest);
  return static_cast<int>(tokens.size());
}

}  // namespace

base::Status close_account(const Desk& desk, const access::Actor& by, base::AccountId id) {
  return desk.store.write<base::Done>(by, [&](store::Unit& unit) -> base::Result<base::Done> {
    const auto account = find_other(unit, id);
    if (!account) return account.error();
    if (account->disabled) return closed_already();
    const int sessions = end_sessions(unit, id), tokens = end_tokens(unit, id);
    store::save_disabled(unit, *account, true);
    unit.commit({"compte_ferme", "account", id.text(), "", fmt::format("sessions_fermees={} jetons_revoques={}", sessions, tokens)});
    return base::Done{};
  });
}

base::Status reopen_account(const Desk& desk, const access::Actor& by, base::AccountId id) {
  return desk.store.write<base::Done>(by, [&](store::Unit& unit) -> base::Result<base::Done> {
    const auto account = find_other(unit, id);
    if (!account) return account.error();
    if (!account->disabled) return conflict("compte_ouvert", "Ce compte n’est pas fermé.");
    store::save_disabled(unit, *account, false);
    unit.commit({"compte_rouvert", "account", id.text(), "", ""});
    return base::Done{};
  });
}

base::Result<GivenPassword> reset_password(const Desk& desk, const access::Actor& by, base::AccountId id) {
  const std::string password = access::make_password();
  const std::string hash = access::hash_password(password);
  return desk.store.write<GivenPassword>(by, [&](store::Unit& unit) -> base::Result<GivenPassword> {
    const auto account = find_other(unit, id);
    if (!account) return account.error();
    if (account->disabled) return closed_already();
    const base::Instant until = unit.now() + given_password_lasts;
    store::save_password(unit, *account, hash, until);
    const int sessions = end_sessions(unit, id);
    unit.commit({"mot_de_passe_remis", "account", id.text(), "", fmt::format("sessions_fermees={}", sessions)});
    return GivenPassword{password, until};
  });
}

base::Status forget_second_factor(const Desk& desk, const access::Actor& by, base::AccountId id) {
  return desk.store.write<base::Done>(by, [&](store::Unit& unit) -> base::Result<base::Done> {
    const auto account = find_other(unit, id);
    if (!account) return account.error();
    if (!store::find_second_factor(unit.reading(), id)) return conflict("sans_second_facteur", "Ce compte n’a pas de second facteur.");
    store::remove_second_factor(unit, id);
    const int sessions = end_sessions(unit, id);
    unit.commit({"second_facteur_retire", "account", id.text(), "", fmt::format("sessions_fermees={}", sessions)});
    return base::Done{};
  });
}

base::Result<AccountView> show_account(const Desk& desk, const access::Actor& by, base::AccountId id) {
  return desk.store.read(access::scope_of(by), [&](const store::Reading& reading) -> base::Result<AccountView> {
    const auto account = store::find_account(reading.sql, id);
    if (!account) return unknown_to_you("Compte");
    AccountView view{*account, std::nullopt, store::list_passes(reading.sql, id, "token", reading.now)};
    if (const auto factor = store::find_second_factor(reading, id)) view.second_factor = factor->made_at;
    for (store::Pass& token : view.tokens) token.seen_at = desk.presence->last_seen(token);
    return view;
  });
}

base::Status revoke_token(const Desk& desk, const access::Actor& by, base::AccountId account, base::PassId token) {
  return desk.store.write<base::Done>(by, [&](store::Unit& unit) -> base::Result<base::Done> {
    const auto tokens = store::list_passes(unit.sql(), account, "token", unit.now());
    const auto found = std::ranges::find_if(tokens, [token](const store::Pass& one) { return one.id() == token; });
    if (found == tokens.end()) return unknown_to_you("Jeton");
    store::end_pass(unit, found->digest);
    unit.commit({"jeton_revoque", "account", account.text(), "", fmt::format("jeton={}", token.text())});
    return base::Done{};
  });
}

}  // namespace vigie::casework
