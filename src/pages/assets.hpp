#pragma once
#include "access/role.hpp"
#include "http/message.hpp"

namespace vigie::pages {

/// The address of a file that travels with the program (vigie.css, fields.js, icone.svg): it holds a digest of the
/// content, so that browsers keep it for ever. A file that does not exist is a Bug.
std::string_view asset(std::string_view name);

/// The content of such a file, to travel inside a page that is taken away.
std::string_view asset_text(std::string_view name);

/// GET /static/{file}: such a file, compressed when the browser takes it.
http::Response get_asset(const http::Request& request, const access::Actor& actor);

}  // namespace vigie::pages
