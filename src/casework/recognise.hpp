#pragma once
#include "casework/desk.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

class Throttle;

/// Somebody who told the right password, and has not entered yet.
struct Recognised {
  store::Account account;  // as it was then
  /// A password that an administrator gave opens nothing until another is chosen.
  bool must_choose() const { return account.password_until.has_value(); }
};
/// The refusal is the same for an unknown login, a wrong password, one that was given too long ago and a closed account:
/// identifiants_invalides (401); trop_de_tentatives (429).
base::Result<Recognised> recognise(const Desk& desk, Throttle& throttle, std::string_view login, std::string_view password);

/// What the page of a second step keeps in place of the password: sealed, worth ten minutes, and nothing once the password
/// changed or the account closed.
std::string to_ticket(const Desk& desk, const Recognised& somebody);
/// Refusal: etape_expiree (401).
base::Result<Recognised> recognise(const Desk& desk, std::string_view ticket);

}  // namespace vigie::casework
