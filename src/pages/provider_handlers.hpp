#pragma once
#include "pages/context.hpp"

namespace vigie::pages {

// provider_page.cpp
http::Response get_departure_to_provider(const Context&, const http::Request&, const access::Actor&);
http::Response get_return_from_provider(const Context&, const http::Request&, const access::Actor&);

// sign_out_page.cpp
http::Response get_signed_out(const Context&, const http::Request&, const access::Actor&);

// vouchings_page.cpp
http::Response get_vouchings(const Context&, const http::Request&, const access::Actor&);
http::Response get_vouching(const Context&, const http::Request&, const access::Actor&);
http::Response post_vouching_linked(const Context&, const http::Request&, const access::Actor&);
http::Response post_vouching_account(const Context&, const http::Request&, const access::Actor&);
http::Response post_vouching_refused(const Context&, const http::Request&, const access::Actor&);

}  // namespace vigie::pages
