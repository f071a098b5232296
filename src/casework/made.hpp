#pragma once
#include "casework/refresh.hpp"

namespace vigie::casework {

/// What a signature made, in full, as it was committed.
struct Made {
  store::Declaration declaration;
  File file;          // with the declaration heard
  Refreshed touched;  // its absence; without an assessment when it has none
};

}  // namespace vigie::casework
