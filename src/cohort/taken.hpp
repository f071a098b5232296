#pragma once
#include <span>
#include <unordered_set>

#include "cohort/child.hpp"

namespace vigie::cohort {

/// Which names and birth dates are somebody's, so that no two children of a cohort are decisively alike.
class Taken {
 public:
  /// Takes those of a group of children (of those that leave at all); false, and takes nothing, when one of
  /// them is already somebody's. Unaccompanied minors take nothing: likeness never decides for them.
  bool take(std::span<const Child> group);

 private:
  std::unordered_set<std::uint64_t> taken_;  // hashes: two that meet by chance only make a group drawn again
};

}  // namespace vigie::cohort
