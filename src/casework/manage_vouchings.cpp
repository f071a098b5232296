#include "casework/manage_vouchings.hpp"

#include "access/password.hpp"
#include "casework/manage_accounts.hpp"
#include "casework/sessions.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

base::Status link_vouching(const Desk& desk, const access::Actor& by, base::VouchingId id, std::string_view login) {
  return desk.store.write<base::Done>(by, [&](store::Unit& unit) -> base::Result<base::Done> {
    const auto vouching = store::find_vouching(unit.sql(), id);
    if (!vouching) return unknown_to_you("Demande");
    if (vouching->account) return conflict("deja_decide", "Cette identité mène déjà à un compte.");
    const auto account = store::find_account(unit.sql(), login);
    if (!account || account->password.empty()) return base::field_error("/login", "compte_inconnu", "Ce compte n’existe pas.");
    store::decide_vouching(unit, id, account->actor.account);
    unit.commit({"rattachement", "account", account->actor.account.text(), "", fmt::format("demande={}", id.text())});
    return base::Done{};
  });
}

base::Status make_account_for(const Desk& desk, const access::Actor& by, base::VouchingId id, std::string_view login, access::Role role,
                              std::string_view organisation) {
  const auto waits = desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) { return store::find_vouching(reading.sql, id); });
  if (!waits) return unknown_to_you("Demande");
  if (waits->account) return conflict("deja_decide", "Cette identité mène déjà à un compte.");
  // A password that nobody knows: the account is like any other, and can be given one.
  const auto made = add_account(desk, by, login, role, organisation, access::make_token());
  if (!made) return made.error();
  return link_vouching(desk, by, id, login);
}

base::Status refuse_vouching(const Desk& desk, const access::Actor& by, base::VouchingId id) {
  return desk.store.write<base::Done>(by, [&](store::Unit& unit) -> base::Result<base::Done> {
    const auto vouching = store::find_vouching(unit.sql(), id);
    if (!vouching) return unknown_to_you("Demande");
    const int ended = vouching->account ? end_sessions(unit, vouching->account->account) : 0;
    store::decide_vouching(unit, id, std::nullopt);
    unit.commit({"rattachement_refuse", "vouching", id.text(), "", fmt::format("sessions_fermees={}", ended)});
    return base::Done{};
  });
}

}  // namespace vigie::casework
