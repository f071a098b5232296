#pragma once
// pages: the French pages, over the same acts as api. One file per page.
#include "access/role.hpp"
#include "http/message.hpp"

namespace vigie::pages {

/// « / »: what this is, and where the description of the API lies.
http::Response home_page(const http::Request& request, const access::Actor& actor);

}  // namespace vigie::pages
