#pragma once
#include "store/unit.hpp"

namespace vigie::store {

/// Once, in a directory older than the keys of minors: gives each minor and the directory their keys, and seals again under
/// them what the key file sealed itself. In the transaction that is open.
void reseal_everything(const Reading& reading);

}  // namespace vigie::store
