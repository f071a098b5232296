#pragma once
#include "tests/bench/load.hpp"

namespace vigie::bench {

/// So many listeners of the live feed, each on its own connection; then `times` declarations, one after the other. What
/// each cost, from its sending to the moment when the last listener has heard of it.
Figures listen(int port, int listeners, const std::string& token, int times, const Next& next);

}  // namespace vigie::bench
