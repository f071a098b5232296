#pragma once
#include "pages/context.hpp"

namespace vigie::pages {

// own_account_page.cpp
http::Response get_own_account(const Context&, const http::Request&, const access::Actor&);
http::Response post_own_password(const Context&, const http::Request&, const access::Actor&);
http::Response post_own_sessions_ended(const Context&, const http::Request&, const access::Actor&);
http::Response post_own_session_ended(const Context&, const http::Request&, const access::Actor&);

// second_factor_page.cpp
http::Response get_second_factor(const Context&, const http::Request&, const access::Actor&);
http::Response post_second_factor(const Context&, const http::Request&, const access::Actor&);
http::Response post_recovery_codes(const Context&, const http::Request&, const access::Actor&);
http::Response post_second_factor_removed(const Context&, const http::Request&, const access::Actor&);

// account_page.cpp
http::Response get_account(const Context&, const http::Request&, const access::Actor&);
http::Response post_account_closed(const Context&, const http::Request&, const access::Actor&);
http::Response post_account_reopened(const Context&, const http::Request&, const access::Actor&);
http::Response post_account_password(const Context&, const http::Request&, const access::Actor&);
http::Response post_account_factor_forgotten(const Context&, const http::Request&, const access::Actor&);
http::Response post_token_revoked(const Context&, const http::Request&, const access::Actor&);

}  // namespace vigie::pages
