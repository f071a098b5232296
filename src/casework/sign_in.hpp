#pragma once
#include <mutex>

#include "casework/recognise.hpp"
#include "store/passes.hpp"

namespace vigie::casework {

/// Counts failed sign-ins per login, in memory: after 10 within 10 minutes, that login waits. Other logins do not.
class Throttle {
 public:
  /// Seconds to wait before this login may be tried again; 0 when it may.
  int wait_for(std::string_view login, base::Instant now);
  /// What Retry-After says to who was refused: the same, 1 at least.
  int retry_after(std::string_view login, base::Instant now) { return std::max(1, wait_for(login, now)); }
  /// The same as a refusal: trop_de_tentatives (429).
  base::Status check(std::string_view login, base::Instant now);
  void failed(std::string_view login, base::Instant now);
  void succeeded(std::string_view login);

 private:
  std::mutex gate_;
  std::map<std::string, std::vector<base::Instant>, std::less<>> failures_;
};

struct SignedIn {
  std::string token;
  access::Actor actor;
  base::Instant expires_at;
};
/// Whence somebody signs in.
struct Arrival {
  std::string_view browser = {};   // its family, for the list of sessions
  std::string_view replaces = {};  // the session id that the browser still holds: it ends, whoever it was of
};
/// What is asked of some besides their password.
struct Proofs {
  std::optional<std::string_view> new_password = {};  // chosen in place of one that an administrator gave; as typed
};
/// Opens a session of 12 hours at most, which ends before when it goes unused (Presence); its id is always a new one.
/// Refusals: mot_de_passe_a_changer (401) without the password that is to be chosen; of that one, as a field (/new_password),
/// mot_de_passe_faible, mot_de_passe_identique, and mot_de_passe_non_demande when none was asked for. Password changed or
/// account closed meanwhile: identifiants_invalides (401).
base::Result<SignedIn> enter(const Desk& desk, const Recognised& somebody, const Proofs& proofs, const Arrival& arrival = {});
/// Both steps at once: recognise, then enter.
base::Result<SignedIn> sign_in(const Desk& desk, Throttle& throttle, std::string_view login, std::string_view password,
                               const Arrival& arrival = {}, const Proofs& proofs = {});
/// The refusal of a sign-in that says nothing of what was wrong.
base::Error bad_credentials();
base::Status sign_out(const Desk& desk, const access::Actor& actor, std::string_view token);

/// Who sends a request: a person or a program; or a page by itself, which does not keep a session from going unused.
enum class Sender { somebody, page };
/// Who a token or session id belongs to; the refusal is jeton_invalide (401).
base::Result<access::Actor> find_actor(const Desk& desk, std::string_view token, Sender sender = Sender::somebody);

}  // namespace vigie::casework
