#pragma once
#include "pages/context.hpp"

namespace vigie::pages {

// opening_pages.cpp, transmission_page.cpp
http::Response get_transmission_request(const Context&, const http::Request&, const access::Actor&);
http::Response post_transmission_request(const Context&, const http::Request&, const access::Actor&);
http::Response get_emergency(const Context&, const http::Request&, const access::Actor&);
http::Response post_emergency(const Context&, const http::Request&, const access::Actor&);
http::Response get_address(const Context&, const http::Request&, const access::Actor&);
http::Response post_address(const Context&, const http::Request&, const access::Actor&);
http::Response get_placement_end(const Context&, const http::Request&, const access::Actor&);
http::Response post_placement_end(const Context&, const http::Request&, const access::Actor&);
http::Response get_placement_start(const Context&, const http::Request&, const access::Actor&);
http::Response post_placement_start(const Context&, const http::Request&, const access::Actor&);
http::Response get_transmission(const Context&, const http::Request&, const access::Actor&);
http::Response post_transmission(const Context&, const http::Request&, const access::Actor&);
http::Response get_transmissions(const Context&, const http::Request&, const access::Actor&);

}  // namespace vigie::pages
