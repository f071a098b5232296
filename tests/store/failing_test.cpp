#include <doctest/doctest.h>

#include "tests/store/one_act.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

struct FailingRoom : OneStore {
  access::Actor police = add_actor("police", access::Role::police, "BPM");

  /// How many statements failed in turn before the act went through; each left nothing.
  int failures_before_success() {
    const std::string before = everything();
    for (int statement = 0;; ++statement) {
      failing.at(statement);
      bool told = false;
      try {
        told = tell(*this, police, "MARCHAND").ok();
      } catch (const db::Failure&) {
      }
      failing.left = -1;
      if (told) return statement;
      CAPTURE(statement);
      REQUIRE(everything() == before);
      REQUIRE(store->people().minors() == 0);
    }
  }
};

}  // namespace

TEST_CASE("failing at any statement leaves no trace, and the act can be done again") {
  FailingRoom room;
  SUBCASE("the transaction lasts") {}
  SUBCASE("the engine ends it") { room.failing.ends_transaction = true; }
  CHECK(room.failures_before_success() > 8);
  CHECK(RawDatabase(room.file()).count("minor") == 1);
  CHECK(room.store->people().minors() == 1);
  CHECK(found(room, "marchand") == 1);
}

TEST_CASE("an act that meets one failure is either kept whole or a fault without trace") {
  FailingRoom room;
  std::int64_t kept = 0;
  for (int statement = 0; statement < 15; ++statement) {
    const std::string before = room.everything();
    room.failing.at(statement, false);
    bool told = false;
    try {
      told = tell(room, room.police, "MARCHAND").ok();
    } catch (const db::Failure&) {
    }
    room.failing.rest();
    CAPTURE(statement);
    if (told)
      ++kept;
    else
      CHECK(room.everything() == before);
    CHECK(RawDatabase(room.file()).count("minor") == kept);
    CHECK(room.store->people().minors() == static_cast<std::size_t>(kept));
  }
  CHECK(kept >= 3);  // BEGIN, SAVEPOINT and COMMIT are tried again
  CHECK(kept < 15);
}

TEST_CASE(
    "a full disk and a busy database are refusals to try again later, without trace; a damaged one is a "
    "fault") {
  FailingRoom room;
  const std::string before = room.everything();
  const auto refusal = [&](db::Trouble trouble) {
    room.failing.trouble = trouble;
    room.failing.at(3);
    const auto result = tell(room, room.police, "MARCHAND");
    room.failing.rest();
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().kind == base::Kind::unavailable);
    return result.error().code;
  };
  CHECK(refusal(db::Trouble::full) == "stockage_plein");
  CHECK(refusal(db::Trouble::busy) == "base_occupee");
  CHECK_THROWS_AS((void)refusal(db::Trouble::corrupt), db::Failure);
  room.failing.rest();
  CHECK(room.everything() == before);
  CHECK(tell(room, room.police, "MARCHAND").ok());
}
