#pragma once
#include "casework/manage_accounts.hpp"

namespace vigie::casework {

// What an administrator does to the account of another. Refusals of each: introuvable (404), compte_systeme (409: the
// accounts of the system have no password and are not closed), compte_propre (409: one's own, so that the service is not
// left without its last administrator).

/// Closes an account: its sessions and tokens end at once, nobody signs in with it. Its name stays in what it signed.
/// Closed already: compte_ferme (409).
base::Status close_account(const Desk& desk, const access::Actor& by, base::AccountId id);
/// Opens it again, with the password it had; tokens that ended do not come back. Not closed: compte_ouvert (409).
base::Status reopen_account(const Desk& desk, const access::Actor& by, base::AccountId id);

/// A password made for somebody: shown once, changed at the first sign-in, worth nothing after `expires_at` (7 days).
struct GivenPassword {
  std::string password;
  base::Instant expires_at;
};
/// Gives an account a new password in place of its own and ends its sessions. Closed: compte_ferme (409).
base::Result<GivenPassword> reset_password(const Desk& desk, const access::Actor& by, base::AccountId id);

/// Takes its second factor from an account whose authenticator was lost, and ends its sessions; where it is required, another
/// is set up at the next sign-in. None: sans_second_facteur (409).
base::Status forget_second_factor(const Desk& desk, const access::Actor& by, base::AccountId id);

/// An account and its tokens that last, the latest made first. Refusal: introuvable.
struct AccountView {
  store::Account account;
  std::optional<base::Instant> second_factor;  // since when
  std::vector<store::Pass> tokens;  // seen_at: the last use
};
base::Result<AccountView> show_account(const Desk& desk, const access::Actor& by, base::AccountId id);
/// Ends a token at once. Refusal: introuvable, one's own account is allowed.
base::Status revoke_token(const Desk& desk, const access::Actor& by, base::AccountId account, base::PassId token);

}  // namespace vigie::casework
