#pragma once
#include "pages/page.hpp"

namespace vigie::pages {

/// The minors of a home, with their preventive sheets and what to begin from them: part HOME of `body`.
void show_home_minors(Dict& body, const Context& context, const access::Actor& actor, base::Instant now);

}  // namespace vigie::pages
