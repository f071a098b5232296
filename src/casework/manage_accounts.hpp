#pragma once
#include "casework/desk.hpp"
#include "store/accounts.hpp"
#include "store/passes.hpp"

namespace vigie::casework {

/// Who acts when a verb is typed on the machine itself: the system account « console », which cannot log in.
access::Actor system_actor(const Desk& desk, std::string_view login);

/// Makes an account, and its organisation when it is new. Refusals: login_invalide (letters, digits, . _ - @; 2 to 80),
/// organisation_invalide, mot_de_passe_faible, login_pris (409). `password_until`: the password is given, to be changed at the
/// first sign-in, before then.
base::Result<store::Account> add_account(const Desk& desk, const access::Actor& by, std::string_view login, access::Role role,
                                         std::string_view organisation, std::string_view password,
                                         std::optional<base::Instant> password_until = {});

/// How long a password that an administrator gives may wait for its change.
inline constexpr base::Duration given_password_lasts = std::chrono::hours{24 * 7};

struct TokenTerms {
  int days = 365;          // 1 to 3 650
  bool read_only = false;  // it changes nothing
};
/// A bearer token for a program. Refusals: compte_inconnu, compte_ferme, duree_invalide.
base::Result<std::string> issue_token(const Desk& desk, const access::Actor& by, std::string_view login, std::string_view label,
                                      TokenTerms terms = {});

}  // namespace vigie::casework
