#include "casework/present_password.hpp"

#include "access/password.hpp"
#include "casework/throttle.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

base::Result<std::string> check_present_password(const Desk& desk, Throttle& throttle, const access::Actor& actor, std::string_view present) {
  const base::Instant now = desk.store.clock().now();
  const Attempt again{actor.login, ""};  // wherever the session is used from
  if (const auto may = throttle.again.check(again, now, [] { return true; }); !may) {
    note_failed_entry(desk, again, "attente");
    return may.error();
  }
  const auto account = desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    return store::find_account(reading.sql, actor.account);
  });
  if (account && !account->password.empty() && access::verify_password(account->password, present)) {
    throttle.again.succeeded(again);
    return account->password;
  }
  throttle.again.failed(again, now);
  note_failed_entry(desk, again, "mot_de_passe_actuel");
  return base::field_error("/password", "mot_de_passe_incorrect", "Ce n’est pas votre mot de passe actuel.");
}

}  // namespace vigie::casework
