// Since when a child is a home's: what others told before is not the home's, by no way there is.
#include <doctest/doctest.h>

#include "casework/audience.hpp"
#include "casework/bound_placement.hpp"
#include "casework/watch.hpp"
#include "store/erase.hpp"
#include "store/placements.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

/// The Tilleuls declared Ines, under a nickname, and she came back; a month later the Mimosas host her, and declare her.
struct PlacementRoom : House {
  Receipt earlier = sign(tilleuls, "inquietante", with(left(ines, at(-9)), {{"surnoms", boost::json::array{"Avantelle"}}, {"revelation", "oui"}}));
  base::Instant arrival;
  Receipt now = later();

  Receipt later() {
    REQUIRE(returns(tilleuls, *earlier.episode, back(at(-2))).ok());
    clock.pass(std::chrono::hours{24 * 30});
    arrival = clock.now();
    clock.pass(std::chrono::hours{24 * 2});
    Receipt made = sign(mimosas, "classique", left(ines, at(24 * 32 - 5)));
    REQUIRE(made.minor == earlier.minor);
    return made;
  }
  base::Status starts(const access::Actor& by, base::Instant since, const std::string& home = "") {
    return casework::start_placement(desk, by, *now.minor, home, since);
  }
  casework::MinorView file(const access::Actor& who) const { return *casework::open_minor(desk, who, *now.minor, "consultation"); }
  bool reaches(const access::Actor& who, const Receipt& one) const {
    return casework::open_episode(desk, who, *one.episode, "consultation").ok();
  }
  std::size_t listed(const access::Actor& who) const {
    return store->read(access::scope_of(who), [](const store::Reading& reading) { return store::list_episodes(reading, {}).size(); });
  }
  bool told(const access::Actor& who, std::string_view nickname) const {
    const auto view = file(who);
    return std::any_of(view.told.begin(), view.told.end(), [&](const auto& one) {
      return std::find(one.person.surnoms.begin(), one.person.surnoms.end(), nickname) != one.person.surnoms.end();
    });
  }
};

}  // namespace

TEST_CASE("a home whose start nobody recorded knows of all that was told of the child it hosts") {
  const PlacementRoom room;
  const auto view = room.file(room.mimosas);
  REQUIRE(view.hosted);
  CHECK_FALSE(view.hosted->since);
  CHECK(view.episodes.size() == 2);
  CHECK(view.episodes.back().record.episode.number == 2);
  CHECK(room.told(room.mimosas, "Avantelle"));
  CHECK_FALSE(room.file(room.police).hosted);
}

TEST_CASE("what others told before a placement began is not the home's, by id, in lists, in the file, in the reasons, on the feed") {
  PlacementRoom room;
  REQUIRE(room.starts(room.mimosas, room.arrival).ok());
  const auto view = room.file(room.mimosas);
  CHECK(view.hosted->since == room.arrival);
  CHECK(view.hosted->recorded_by == "mimosas");
  REQUIRE(view.episodes.size() == 1);
  CHECK(view.episodes[0].record.episode.id == room.now.episode);
  CHECK(view.episodes[0].record.episode.number == 1);
  CHECK(view.history.episodes == 1);
  CHECK_FALSE(room.told(room.mimosas, "Avantelle"));
  CHECK_FALSE(room.reaches(room.mimosas, room.earlier));
  CHECK(room.listed(room.mimosas) == 1);
  const auto shown = *casework::open_episode(room.desk, room.mimosas, *room.now.episode, "consultation");
  CHECK(shown.record.episode.number == 1);
  for (const auto& reason : shown.assessments.back().reasons)
    CHECK(base::to_text(reason).find(room.earlier.episode->text()) == std::string::npos);
  room.look([&](const store::Reading& reading) {
    for (const store::Change& change : store::list_changes(reading, 0, store::last_change(reading)))
      if (change.kind == "episode" && change.subject == room.earlier.episode->text())
        CHECK_FALSE(casework::hears(room.mimosas, casework::audience_of(reading, change)));
  });
}

TEST_CASE("by a name that others told before a placement began the home finds nobody, and is shown none") {
  PlacementRoom room;
  const auto finds = [&](const access::Actor& who) { return !casework::search_minors(room.desk, who, "avantelle", 10)->empty(); };
  const auto alike = [&](const access::Actor& who) {
    return room.store->read(access::scope_of(who), [&](const store::Reading& reading) {
      const auto person = identity::person_from({{"surnoms", boost::json::array{"Avantelle"}}, {"date_naissance", "2011-05-14"}}, noon);
      return casework::candidates_for(room.desk, reading, person, std::nullopt);
    });
  };
  const auto watched = [&](const access::Actor& who) {
    casework::WatchFilter filter;
    filter.words = "avantelle";
    return casework::watch(room.desk, who, filter)->rows.size();
  };
  CHECK(finds(room.mimosas));
  CHECK(watched(room.mimosas) == 1);
  REQUIRE(alike(room.mimosas).size() == 1);
  const auto before = alike(room.mimosas)[0].likeness;
  REQUIRE(room.starts(room.mimosas, room.arrival).ok());
  CHECK_FALSE(finds(room.mimosas));
  CHECK(watched(room.mimosas) == 0);
  for (const auto& one : alike(room.mimosas)) CHECK(one.likeness.reasons != before.reasons);
  CHECK(finds(room.police));
  CHECK(finds(room.tilleuls));
  CHECK(casework::search_minors(room.desk, room.mimosas, "lefevre", 10)->size() == 1);
}

TEST_CASE("the name shown to a home is not one that others told before a placement began") {
  PlacementRoom room;
  const Receipt later = room.sign(room.police, "preventive", with(ines, {{"surnoms", boost::json::array{"Avantar"}}}));
  REQUIRE(later.minor == room.now.minor);
  room.clock.pass(std::chrono::hours{1});
  const auto shown = [&](const access::Actor& who) { return casework::search_minors(room.desk, who, "lefevre", 10)->at(0).display; };
  CHECK(shown(room.mimosas).find("Avantar") != std::string::npos);
  REQUIRE(room.starts(room.mimosas, room.clock.now()).ok());
  CHECK(shown(room.mimosas).find("Avantar") == std::string::npos);
  CHECK(shown(room.mimosas).find("LEFEVRE") != std::string::npos);
  CHECK(shown(room.police).find("Avantar") != std::string::npos);
}

TEST_CASE("the start of one home's placement binds nobody else") {
  PlacementRoom room;
  REQUIRE(room.starts(room.police, room.arrival, "Les Mimosas").ok());
  CHECK(room.file(room.mimosas).hosted->recorded_by == "police");
  CHECK(room.file(room.police).episodes.size() == 2);
  CHECK(room.reaches(room.tilleuls, room.earlier));
  CHECK(room.told(room.police, "Avantelle"));
  CHECK(room.told(room.tilleuls, "Avantelle"));
}

TEST_CASE("an absence that the home itself declared, or of which something was told since, stays known to it") {
  PlacementRoom room;
  REQUIRE(room.starts(room.mimosas, room.arrival).ok());
  Submission more = filled("classique", with(left(ines, at(-9)), {{"alcool", "oui"}}));
  more.minor = room.earlier.minor;
  more.episode = room.earlier.episode;
  room.sign(room.police, more);
  CHECK(room.reaches(room.mimosas, room.earlier));
  CHECK(room.file(room.mimosas).episodes.size() == 2);
  REQUIRE(room.starts(room.mimosas, room.clock.now()).ok());
  CHECK(room.reaches(room.mimosas, room.now));  // its own word
}

TEST_CASE("a home that hosts a child again begins with its first declaration after the end, unless it records a date") {
  PlacementRoom room;
  REQUIRE(room.starts(room.mimosas, room.arrival).ok());
  REQUIRE(casework::end_placement(room.desk, room.mimosas, *room.now.minor, "").ok());
  room.clock.pass(std::chrono::hours{24});
  room.sign(room.police, "classique", left(ines, at(24 * 33 - 3)));
  room.clock.pass(std::chrono::hours{24 * 20});
  const base::Instant again = room.clock.now();
  room.sign(room.mimosas, "preventive", ines);
  const auto view = room.file(room.mimosas);
  CHECK(view.hosted->since == again);
  CHECK(view.hosted->recorded_by.empty());
  CHECK_FALSE(room.reaches(room.mimosas, room.earlier));
  REQUIRE(room.starts(room.mimosas, room.arrival).ok());
  CHECK(room.file(room.mimosas).hosted->since == room.arrival);
}

TEST_CASE("a start is refused in the future, of a child or a home that is not one's own") {
  PlacementRoom room;
  CHECK(room.starts(room.mimosas, base::Instant{room.clock.now().ms + 1000}).error().fields.at(0).code == "date_future");
  CHECK(room.starts(room.mimosas, room.arrival, "Les Tilleuls").error().fields.at(0).code == "organisation_inconnue");
  CHECK(room.starts(room.police, room.arrival, "BPM").error().code == "non_accueilli");
  const auto other = room.sign(room.tilleuls, "classique", left(child("PETIT", "Tom", "2011-02-20"), at(24 * 32 - 5)));
  CHECK(casework::start_placement(room.desk, room.mimosas, *other.minor, "", room.arrival).error().kind == base::Kind::not_found);
  CHECK(room.count("placement_start") == 0);
}

TEST_CASE("what is erased takes the dates of its placements with it") {
  PlacementRoom room;
  REQUIRE(room.starts(room.mimosas, room.arrival).ok());
  REQUIRE(room.count("placement_start") == 1);
  const auto erased = room.store->write<store::Erased>(room.admin, [&](store::Unit& unit) -> base::Result<store::Erased> {
    auto gone = store::erase(unit, {*room.now.minor});
    unit.commit({"essai", "essai", "", "", ""});
    return gone;
  });
  CHECK(erased.ok());
  CHECK(room.count("placement_start") == 0);
  CHECK(room.count("minor") == 0);
}
