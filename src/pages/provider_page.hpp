#pragma once
#include "casework/sign_in.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

/// On the page of sign-in: the way by the identity provider, when there is one, to `way_back`. `kept`: what was typed waits in
/// that page, so the way opens beside it.
void show_provider(Dict& body, const Context& context, std::string_view way_back, bool kept);

/// Has the browser keep, sealed and until the session ends, what signing out at the provider takes (sign_out_page.cpp): this
/// service keeps no token of it. An ID token too long for a cookie is left out, and the provider then asks.
void keep_way_out(const Context& context, const http::Request& request, http::Response& response, const casework::SignedIn& in, const oidc::WayOut& way);

}  // namespace vigie::pages
