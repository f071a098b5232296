#include <doctest/doctest.h>

#include "tests/store/one_act.hpp"

using namespace vigie;
using namespace vigie::tests;
using base::Done;
using base::Result;

namespace {
struct UnitRoom : OneStore {
  access::Actor police = add_actor("police", access::Role::police, "BPM");
};
}  // namespace

TEST_CASE("an act that ends without its audit line is a bug, and leaves nothing") {
  UnitRoom room;
  const std::string before = room.everything();
  const auto forget = [&] {
    return room.store->write<Done>(room.police, [](store::Unit& unit) -> Result<Done> {
      tell_of_new_minor(unit, "MARCHAND", "Zoé");
      return Done{};
    });
  };
  CHECK_THROWS_AS((void)forget(), base::Bug);
  CHECK(room.everything() == before);
  CHECK(room.store->people().minors() == 0);
  CHECK(tell(room, room.police, "MARCHAND").ok());
}

TEST_CASE("an act with two audit lines is a bug, and leaves nothing") {
  UnitRoom room;
  const std::string before = room.everything();
  CHECK_THROWS_AS((void)room.store->write<Done>(room.police,
                                                [](store::Unit& unit) -> Result<Done> {
                                                  sign(unit);
                                                  sign(unit);
                                                  return Done{};
                                                }),
                  base::Bug);
  CHECK(room.everything() == before);
}

TEST_CASE("a refused act leaves nothing, in the database or in memory, audit line included") {
  UnitRoom room;
  const std::string before = room.everything();
  const auto answer = room.store->write<Done>(room.police, [](store::Unit& unit) -> Result<Done> {
    tell_of_new_minor(unit, "MARCHAND", "Zoé");
    sign(unit);
    return refused();
  });
  CHECK(answer.error().code == "refus");
  CHECK(room.everything() == before);
  CHECK(room.store->people().minors() == 0);
  CHECK(found(room, "marchand") == 0);
}

TEST_CASE("an act that throws leaves nothing, and its caller gets what it threw") {
  UnitRoom room;
  const std::string before = room.everything();
  CHECK_THROWS_WITH_AS((void)room.store->write<Done>(room.police,
                                                     [](store::Unit& unit) -> Result<Done> {
                                                       tell_of_new_minor(unit, "MARCHAND", "Zoé");
                                                       sign(unit);
                                                       throw base::Fault("disque");
                                                     }),
                       "disque", base::Fault);
  CHECK(room.everything() == before);
  CHECK(room.store->people().minors() == 0);
}

TEST_CASE("an act sees what it wrote, and the time it is told to be told at") {
  UnitRoom room;
  const base::Instant past = noon - std::chrono::hours{100};
  const auto answer = room.store->write<Done>(
      room.police,
      [&](store::Unit& unit) -> Result<Done> {
        const auto sheet = tell_of_new_minor(unit, "MARCHAND", "Zoé");
        CHECK(unit.now() == past);
        CHECK(store::find_minor(unit.reading(), *sheet.minor));
        CHECK(store::list_voices(unit.reading(), {*sheet.minor}).size() == 1);
        CHECK(unit.people().told(*sheet.minor).size() == 1);
        sign(unit);
        return Done{};
      },
      past);
  CHECK(answer.ok());
  CHECK(RawDatabase(room.file()).one("SELECT at FROM change ORDER BY number DESC LIMIT 1") ==
        std::to_string(past.ms));
}

TEST_CASE("what an act wrote is read by others once it has been answered, not before") {
  UnitRoom room;
  const auto minors = [&] {
    return room.look([](const store::Reading& reading) {
      std::int64_t count = 0;
      reading.sql.first("SELECT count(*) FROM minor", {},
                        [&](const db::Row& row) { count = row.integer(0); });
      return count;
    });
  };
  const auto answer = room.store->write<Done>(room.police, [&](store::Unit& unit) -> Result<Done> {
    store::add_minor(unit);
    CHECK(minors() == 0);
    sign(unit);
    return Done{};
  });
  CHECK(answer.ok());
  CHECK(minors() == 1);
}

TEST_CASE("a read that fails gives its connection back") {
  UnitRoom room;
  for (int i = 0; i < 10; ++i) {
    CHECK_THROWS_AS(room.look([](const store::Reading&) -> int { throw base::Fault("lecture"); }),
                    base::Fault);
    room.failing.at(0, false);
    CHECK_THROWS_AS(room.look([](const store::Reading&) { return 0; }), db::Failure);
  }
  CHECK(room.look([](const store::Reading&) { return 1; }) == 1);
}

TEST_CASE("a declaration reads back as it was signed, its identity apart from its answers") {
  UnitRoom room;
  store::Declaration told;
  REQUIRE(room.store
              ->write<Done>(room.police,
                            [&](store::Unit& unit) -> Result<Done> {
                              told = tell_of_new_minor(unit, "MARCHAND", "Zoé");
                              sign(unit);
                              return Done{};
                            })
              .ok());
  room.look([&](const store::Reading& reading) {
    const auto read = store::find_declaration(reading, told.id);
    REQUIRE(read);
    CHECK(read->answers == told.answers);
    CHECK(read->signed_at == noon);
    CHECK(read->minor == told.minor);
    CHECK(read->how == "created");
    CHECK_FALSE(read->episode);
    const auto voices = store::list_voices(reading, {*told.minor});
    REQUIRE(voices.size() == 1);
    CHECK(base::is_yes(voices[0].facts, "alcool"));
    CHECK_FALSE(base::find(voices[0].facts, "nom"));
    CHECK_FALSE(base::find(voices[0].facts, "date_naissance"));
  });
}
