#pragma once
#include "access/role.hpp"
#include "http/message.hpp"

namespace vigie::pages {

/// The style of « / ».
http::Response home_style(const http::Request& request, const access::Actor& actor);

}  // namespace vigie::pages
