#include <doctest/doctest.h>

#include "casework/merge_minors.hpp"
#include "tests/casework/clock_room.hpp"

using namespace vigie;
using namespace vigie::tests;
using namespace std::chrono_literals;

TEST_CASE("the eighteenth birthday of a child who is away is told once, at midnight of the place, and closes nothing") {
  ClockRoom room;
  const base::EpisodeId id = room.gone(at(-3), child("LEROY", "Sam", "2008-06-02"));
  CHECK(room.keeper.tick().came_of_age == 0);
  room.clock.set(at(11.9));  // 23:54 on 1 June in Paris
  CHECK(room.keeper.tick().came_of_age == 0);
  room.clock.set(at(12.95));
  CHECK(room.keeper.tick().came_of_age == 1);
  room.clock.pass(2h);
  CHECK(room.keeper.tick().came_of_age == 0);
  CHECK(Timekeeper(room.desk).tick().came_of_age == 0);
  const auto alert = room.alert(id, "majorite");
  REQUIRE(alert);
  CHECK(alert->organisation == room.mimosas.organisation);
  CHECK(room.episode(id).episode.status == episodes::Status::en_cours);
  REQUIRE(casework::resolve_alert(room.desk, room.police, alert->id, "indetermine", "", {}).ok());
  Submission more = filled("appel", {{"appelant_qualite", "mere"}, {"categorie", "fugue"}});
  more.episode = id;
  room.sign(room.ecoutant, more);
  room.clock.pass(2h);
  CHECK(room.keeper.tick().came_of_age == 0);
  CHECK(room.state(id, "majorite") == "resolue");
}

TEST_CASE("a birthday is that of the whole child, told in any of the files that were found to be one") {
  ClockRoom room;
  const auto unnamed = room.sign(room.ecoutant, "appel", {{"categorie", "fugue"}, {"appelant_qualite", "ami"}, {"recit", "Une enfant."}});
  const auto sheet = room.sign(room.mimosas, "preventive", child("LEROY", "Sam", "2008-06-02"));
  REQUIRE(casework::merge_minors(room.desk, room.police, *unnamed.minor, *sheet.minor, "même enfant", {}, {}).ok());
  room.clock.set(at(13));
  CHECK(room.keeper.tick().came_of_age == 1);
  CHECK(room.state(*unnamed.episode, "majorite") == "ouverte");
}

TEST_CASE("whoever is back, or was of age when leaving, has no birthday told") {
  ClockRoom room;
  const base::EpisodeId back_home = room.gone(at(-3), child("LEROY", "Sam", "2008-06-02"));
  REQUIRE(room.returns(room.mimosas, back_home, back(at(-1))).ok());
  room.sign(room.ecoutant, "appel",
            with(left(child("ROUX", "Lou", "2006-01-05"), at(-3)), {{"categorie", "jeune_majeur"}, {"appelant_qualite", "mere"}}));
  room.clock.set(at(36));
  CHECK(room.keeper.tick().came_of_age == 0);
}
