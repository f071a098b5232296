#pragma once
#include "casework/recognise.hpp"
#include "store/passes.hpp"

namespace vigie::casework {

struct SignedIn {
  std::string token;
  access::Actor actor;
  base::Instant expires_at;
  std::vector<std::string> recovery_codes = {};  // of a second factor that was set up on the way in: shown this once
};
/// What is asked of some besides their password, as typed.
struct Proofs {
  std::optional<std::string_view> new_password = {};  // chosen in place of one that an administrator gave
  std::string_view code = {};                         // of the authenticator, or a recovery code
  std::string_view offer = {};                        // the ticket of a second factor to set up (second_factor.hpp)
};
/// Opens a session of 12 hours at most, which ends before when it goes unused (Presence); its id is always a new one.
/// Refusals, 401: code_demande without the code of the account’s second factor, code_a_configurer when it must be given one
/// first, mot_de_passe_a_changer without the password that is to be chosen, code_incorrect; too many of these:
/// trop_de_tentatives (429). Of the chosen password, as a field (/new_password): mot_de_passe_faible, mot_de_passe_identique,
/// and mot_de_passe_non_demande when none was asked for. Password or second factor changed, or account closed, meanwhile:
/// identifiants_invalides (401).
base::Result<SignedIn> enter(const Desk& desk, Throttle& throttle, const Recognised& somebody, const Proofs& proofs, const Arrival& arrival);
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
