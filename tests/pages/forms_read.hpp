#pragma once
#include "pages/fields.hpp"

namespace vigie::tests {

inline const forms::Catalogue& catalogue() {
  static const auto all = forms::Catalogue::embedded();
  return all;
}

/// When and where the tests of the pages are read.
inline const pages::Moment moment{base::parse_time("2026-11-22T18:05:30+01:00")->instant.value(), base::paris};

}  // namespace vigie::tests
