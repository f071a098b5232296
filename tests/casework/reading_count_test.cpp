#include "casework/reading_count.hpp"

#include <doctest/doctest.h>

#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

struct ReadingRoom : House {
  std::vector<base::MinorId> minors;
  ReadingRoom() {
    desk.readings = std::make_shared<casework::ReadingCount>(casework::ReadingCount::Limits{4, 3, 2});
    for (const char* name : {"LEFEVRE", "MARTIN", "PETIT", "ROUX", "BLANC", "GARNIER"})
      minors.push_back(*sign(mimosas, "preventive", child(name, "Ines", "2011-05-14")).minor);
  }
  std::string open(const access::Actor& by, std::size_t which) {
    const auto seen = casework::open_minor(desk, by, minors.at(which), "consultation");
    return seen ? "seen" : seen.error().code;
  }
  std::vector<std::string> told() const {
    return RawDatabase(file()).rows("SELECT act || ' ' || detail FROM audit WHERE act = 'lectures_nombreuses' OR act = 'lectures_refusees' ORDER BY number");
  }
};

}  // namespace

TEST_CASE("who opens more files in an hour than anybody at work is told of, then refused, and the next hour opens again") {
  ReadingRoom room;
  CHECK(room.open(room.police, 0) == "seen");
  CHECK(room.told().empty());
  for (std::size_t which : {1, 2, 3}) CHECK(room.open(room.police, which) == "seen");
  CHECK(room.told() == std::vector<std::string>{"lectures_nombreuses dossiers=2"});
  const auto refused = casework::open_minor(room.desk, room.police, room.minors[4], "consultation").error();
  CHECK(refused.kind == base::Kind::too_many);
  CHECK(refused.retry_after == 3600);
  CHECK(room.open(room.police, 5) == "lectures_trop_nombreuses");
  CHECK(room.told().size() == 2);
  CHECK(room.told().back() == "lectures_refusees dossiers=5");
  CHECK(room.open(room.police, 0) == "seen");
  CHECK(room.open(room.second, 4) == "seen");
  room.clock.pass(std::chrono::hours{1});
  CHECK(room.open(room.police, 4) == "seen");
  const auto much = casework::list_much_reading(room.desk, room.admin);
  REQUIRE(much.size() == 2);
  CHECK(much[0].login == "police");
  CHECK(much[0].act == "lectures_refusees");
  room.clock.pass(std::chrono::hours{24 * 7});
  CHECK(casework::list_much_reading(room.desk, room.admin).empty());
}

TEST_CASE("a file that is opened again and again is one file") {
  ReadingRoom room;
  for (int i = 0; i < 5; ++i) {
    CHECK(room.open(room.police, 0) == "seen");
    room.clock.pass(std::chrono::minutes{11});
  }
  CHECK(room.told().empty());
}

TEST_CASE("searches are counted apart from files") {
  ReadingRoom room;
  const auto search = [&] {
    const auto found = casework::search_minors(room.desk, room.police, "lefevre", 10);
    return found ? "found" : found.error().code;
  };
  for (int i = 0; i < 3; ++i) CHECK(search() == "found");
  CHECK(search() == "lectures_trop_nombreuses");
  CHECK(room.open(room.police, 0) == "seen");
  CHECK(room.told() == std::vector<std::string>{"lectures_nombreuses recherches=2", "lectures_refusees recherches=4"});
}
