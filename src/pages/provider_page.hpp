#pragma once
#include "pages/page.hpp"

namespace vigie::pages {

/// On the page of sign-in: the way by the identity provider, when there is one, to `way_back`. `kept`: what was typed waits in
/// that page, so the way opens beside it.
void show_provider(Dict& body, const Context& context, std::string_view way_back, bool kept);

}  // namespace vigie::pages
