#pragma once
#include "casework/desk.hpp"
#include "store/vouchings.hpp"

namespace vigie::casework {

/// Opens an existing account to whom a provider vouches for. Refusals: introuvable (404), compte_inconnu on /login (a system
/// account too), deja_decide (409) when another decided meanwhile.
base::Status link_vouching(const Desk& desk, const access::Actor& by, base::VouchingId id, std::string_view login);
/// Makes an account for them, as add_account does; no password opens it. Refusals besides: those of add_account.
base::Status make_account_for(const Desk& desk, const access::Actor& by, base::VouchingId id, std::string_view login, access::Role role,
                              std::string_view organisation);
/// Refuses a request, or takes the account away from who has it: its sessions end.
base::Status refuse_vouching(const Desk& desk, const access::Actor& by, base::VouchingId id);

}  // namespace vigie::casework
