#pragma once
#include <doctest/doctest.h>

#include "tests/casework/house.hpp"

namespace vigie::tests {

/// A house over a database that fails where it is told to.
struct WholeOrNothingRoom : House {
  Receipt away = sign(mimosas, "classique", with(left(ines, at(-9)), {{"revelation", "oui"}}));

  /// Fails the act at its first statement, its second, and so on until it goes through; each failure must
  /// leave every table and the index of people as they were. How many failed.
  int fail_everywhere(const std::function<bool()>& act) {
    const std::string before = everything();
    const auto minors = store->people().minors();
    for (int statement = 0;; ++statement) {
      failing.at(statement);
      bool done = false;
      try {
        done = act();
        REQUIRE(done);
      } catch (const db::Failure&) {
      }
      failing.left = -1;
      if (done) return statement;
      CAPTURE(statement);
      REQUIRE(everything() == before);
      REQUIRE(store->people().minors() == minors);
    }
  }
};

}  // namespace vigie::tests
