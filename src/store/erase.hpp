#pragma once
#include "store/merges.hpp"

namespace vigie::store {

/// What was erased of some minors who are one child.
struct Erased {
  std::int64_t declarations = 0, episodes = 0;
};
/// Destroys the keys of these rows, then takes out everything that is about them: declarations, identities, digests, absences
/// and all that hangs on them. What stays names nobody: the audit, the log of changes. In old copies what is sealed under the
/// keys can be read for as long as the sealing key of that day is kept.
Erased erase(Unit& unit, const Family& family);
/// Takes out the declarations about no minor that were signed before `until`; gives how many.
std::int64_t erase_unnamed(Unit& unit, base::Instant until);

/// Children of whom nothing was told since `until`, with no absence that lasts and no standing FPR entry: each with all the
/// rows that were ever one file with it.
std::vector<Family> list_silent(const Reading& reading, base::Instant until);

}  // namespace vigie::store
