#pragma once
#include "access/role.hpp"
#include "casework/second_factor.hpp"
#include "http/message.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

/// A code to type. `recovery`: whether a recovery code may stand in for that of the authenticator.
void draw_code(Dict& at, std::string_view piece, bool recovery, std::string_view wrong, std::string_view id = "code", std::string_view label = "Code");

/// The key that an authenticator is given, and, as the value named `ticket`, what the form keeps of it.
void draw_key(Dict& at, std::string_view piece, std::string_view ticket, const casework::FactorOffer& offer, std::string_view login);
/// The offer that a form kept, or a new one.
casework::FactorOffer kept_or_new_offer(const Context& context, base::AccountId account, std::string_view ticket);

/// The page of recovery codes, the only one that shows them; ready to be completed by what follows.
Page recovery_codes_page(const http::Request& request, const access::Actor& actor, const std::vector<std::string>& codes);

}  // namespace vigie::pages
