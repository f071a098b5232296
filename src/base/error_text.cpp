#include "base/embedded.hpp"
#include "base/result.hpp"

// The header-only parts of base are compiled here once, so that a mistake in them shows in their own room.
namespace vigie::base {
template class Result<int>;
}
