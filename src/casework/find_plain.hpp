#pragma once
#include "casework/desk.hpp"

namespace vigie::casework {

/// What was looked for in the clear, and found.
struct PlainText {
  std::int64_t values = 0, files = 0, bytes = 0;
  struct Found {
    std::string file;
    std::int64_t values = 0;
    std::string declaration;  // of the first
  };
  std::vector<Found> found;
};
/// Looks in files for what is known of who the children are: names, birth dates in four writings, phones, addresses,
/// narratives, as they were told and without accents, capitals or small. Those shorter than six bytes are left out (eight,
/// beyond 64 MiB of files), and those that organisations, logins or rules hold; at most a million of them.
PlainText find_plain(const Desk& desk, const std::vector<std::string>& files);

}  // namespace vigie::casework
