#include "casework/change_password.hpp"

#include "access/password.hpp"
#include "casework/sessions.hpp"

namespace vigie::casework {

namespace {

base::Error wrong_password() {
  return base::field_error("/password", "mot_de_passe_incorrect", "Ce n’est pas votre mot de passe actuel.");
}

/// The hash that the present password was held against.
base::Result<std::string> check_present(const Desk& desk, Throttle& throttle, const access::Actor& actor, std::string_view present) {
  const base::Instant now = desk.store.clock().now();
  if (const auto may = throttle.check(actor.login, now); !may) return may.error();
  const auto account = desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    return store::find_account(reading.sql, actor.account);
  });
  if (account && !account->password.empty() && access::verify_password(account->password, present)) {
    throttle.succeeded(actor.login);
    return account->password;
  }
  throttle.failed(actor.login, now);
  return wrong_password();
}

}  // namespace

base::Status change_password(const Desk& desk, Throttle& throttle, const access::Actor& actor, const PasswordChange& change) {
  if (const auto strong = access::check_password(change.wanted, {actor.login, actor.organisation_name}, "/new_password"); !strong) return strong.error();
  const auto held = check_present(desk, throttle, actor, change.present);
  if (!held) return held.error();
  if (change.wanted == change.present)
    return base::field_error("/new_password", "mot_de_passe_identique", "Le nouveau mot de passe est le même que l’actuel.");
  const std::string hash = access::hash_password(change.wanted);
  return desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    const auto account = store::find_account(unit.sql(), actor.account);
    if (!account || account->password != *held)
      return conflict("mot_de_passe_change", "Le mot de passe vient d’être changé par ailleurs.");
    store::save_password(unit, *account, hash);
    const int ended = end_sessions(unit, actor.account, access::digest_token(change.token));
    unit.commit({"mot_de_passe_change", "account", actor.account.text(), "", fmt::format("sessions_fermees={}", ended)});
    return base::Done{};
  });
}

}  // namespace vigie::casework
