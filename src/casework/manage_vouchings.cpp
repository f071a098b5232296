#include "casework/manage_vouchings.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "casework/manage_accounts.hpp"
#include "casework/sessions.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

namespace {

/// One that leads to no account yet.
base::Result<store::Vouching> get_free(db::Connection& sql, base::VouchingId id) {
  auto vouching = store::find_vouching(sql, id);
  if (!vouching) return unknown_to_you("Demande");
  if (vouching->account) return conflict("deja_decide", "Cette identité mène déjà à un compte.");
  return *std::move(vouching);
}

}  // namespace

base::Status link_vouching(const Desk& desk, const access::Actor& by, base::VouchingId id, std::string_view login) {
  return desk.store.write<base::Done>(by, [&](store::Unit& unit) -> base::Result<base::Done> {
    if (const auto free = get_free(unit.sql(), id); !free) return free.error();
    const auto account = store::find_account(unit.sql(), login);
    if (!account || account->password.empty()) return base::field_error("/login", "compte_inconnu", "Ce compte n’existe pas.");
    store::decide_vouching(unit, id, account->actor.account);
    unit.commit({"rattachement", "account", account->actor.account.text(), "", fmt::format("demande={}", id.text())});
    return base::Done{};
  });
}

base::Status make_account_for(const Desk& desk, const access::Actor& by, base::VouchingId id, std::string_view login, access::Role role,
                              std::string_view organisation) {
  // A password that nobody knows: the account is like any other, and can be given one.
  const auto wanted = prepare_account(login, role, organisation, base::to_base64url(base::random_bytes(32)));
  if (!wanted) return wanted.error();
  return desk.store.write<base::Done>(by, [&](store::Unit& unit) -> base::Result<base::Done> {
    if (const auto free = get_free(unit.sql(), id); !free) return free.error();
    const auto account = write_account(unit, *wanted);
    if (!account) return account.error();
    store::decide_vouching(unit, id, account->actor.account);
    unit.commit({"compte_cree", "account", account->actor.account.text(), "", fmt::format("role={} demande={}", access::to_text(role), id.text())});
    return base::Done{};
  });
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
