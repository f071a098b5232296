#pragma once
#include <string>
#include <string_view>

namespace vigie::access {

/// The family of a browser, from its User-Agent: Firefox, Edge, Opera, Chrome, Safari; « autre programme » for any other,
/// also one that sends nothing. What it says of itself proves nothing: it only helps a person tell sessions apart.
std::string_view browser_of(std::string_view user_agent);

}  // namespace vigie::access
