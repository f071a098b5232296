#pragma once
#include "casework/desk.hpp"

namespace vigie::casework {

struct Rotation {
  std::uint32_t number = 0;  // of the sealing key that stands now
  int minors = 0;            // whose keys were sealed again
};
/// Puts a new sealing key in the place of the one that stands: adds it to the key file, seals again under it the keys of
/// the directory and of every minor, some at a time, then takes the former out of the file. Others may serve meanwhile:
/// what they add is sealed under the new key as soon as it stands. One that was stopped, or killed, is taken up where it was.
/// Copies made before can be read with the former key file alone. The caller sees to it that only one runs.
base::Result<Rotation> rotate_keys(const Desk& desk, const access::Actor& by);

}  // namespace vigie::casework
