#pragma once
#include "casework/desk.hpp"
#include "store/accounts.hpp"
#include "store/passes.hpp"

namespace vigie::casework {

/// Who acts when a verb is typed on the machine itself: the system account « console », which cannot log in.
access::Actor system_actor(const Desk& desk, std::string_view login);

/// Makes an account, and its organisation when it is new. Refusals: login_invalide (letters, digits, . _ - @; 2 to 80),
/// organisation_invalide, mot_de_passe_faible, login_pris (409).
base::Result<store::Account> add_account(const Desk& desk, const access::Actor& by, std::string_view login, access::Role role,
                                         std::string_view organisation, std::string_view password);

/// A bearer token for a program, valid one year. Refusal: compte_inconnu.
base::Result<std::string> issue_token(const Desk& desk, const access::Actor& by, std::string_view login, std::string_view label);

}  // namespace vigie::casework
