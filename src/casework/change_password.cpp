#include "casework/change_password.hpp"

#include "access/password.hpp"
#include "casework/present_password.hpp"
#include "casework/sessions.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

base::Status change_password(const Desk& desk, Throttle& throttle, const access::Actor& actor, const PasswordChange& change) {
  if (const auto strong = access::check_password(change.wanted, {actor.login, actor.organisation_name}, "/new_password"); !strong) return strong.error();
  const auto held = check_present_password(desk, throttle, actor, change.present);
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
