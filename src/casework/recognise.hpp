#pragma once
#include "casework/throttle.hpp"
#include "casework/desk.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

/// Whence somebody signs in.
struct Arrival {
  std::string_view browser = {};   // its family, for the list of sessions
  std::string_view replaces = {};  // the session id that the browser still holds: it ends, whoever it was of
  std::string_view address = {};   // of who asks, without the port
};

/// Somebody who told the right password, and has not entered yet.
struct Recognised {
  enum class Code { none, asked, to_set_up };

  store::Account account;  // as it was then
  Code code = Code::none;  // of a second factor: it has one, or must be given one first
  /// A password that an administrator gave opens nothing until another is chosen.
  bool must_choose() const { return account.password_until.has_value(); }
};
/// The refusal is the same for an unknown login, a wrong password, one that was given too long ago and a closed account:
/// identifiants_invalides (401); trop_de_tentatives (429).
base::Result<Recognised> recognise(const Desk& desk, Throttle& throttle, std::string_view login, std::string_view password,
                                   const Arrival& arrival);

/// What the page of a second step keeps in place of the password: sealed, worth ten minutes, and nothing once the password
/// changed or the account closed.
std::string to_ticket(const Desk& desk, const Recognised& somebody);
/// Refusal: etape_expiree (401).
base::Result<Recognised> recognise(const Desk& desk, std::string_view ticket);

/// Whether that login opened a session from that network in the last 30 days.
bool has_entered_from(const Desk& desk, const Attempt& who);
/// The network of an address, as sessions keep it: a keyed digest.
std::string origin_of(const Desk& desk, std::string_view address);
/// What an account is asked besides its password, as things are.
Recognised::Code code_asked(const Desk& desk, const store::Reading& reading, const access::Actor& actor);

}  // namespace vigie::casework
