#include <doctest/doctest.h>

#include <thread>

#include "tests/casework/clock_room.hpp"

using namespace vigie;
using namespace vigie::tests;
using namespace std::chrono_literals;

TEST_CASE("an alert that nobody takes goes wider exactly once per step, and is seen by those it reaches") {
  ClockRoom room;
  const base::EpisodeId id = room.gone(at(-3));
  Submission more = filled("classique", with(ines, {{"revelation", "oui"}}));
  more.episode = id;
  room.sign(room.mimosas, more);
  const base::AlertId critique = room.alert(id, "critique")->id;
  REQUIRE(casework::acknowledge_alert(room.desk, room.police, room.alert(id, "inquietante")->id, {}).ok());
  const auto seen_by = [&](const access::Actor& who) {
    return room.store->read(access::scope_of(who), [&](const store::Reading& reading) {
      const auto all = store::list_alerts(reading, who, {});
      const bool listed = std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.id == critique; });
      CHECK(listed == store::find_alert(reading, who, critique).has_value());
      return listed;
    });
  };
  const auto step_after = [&](base::Duration time) {
    room.clock.set(noon + time);
    room.keeper.tick();
    return room.alert(id, "critique")->step;
  };
  CHECK(step_after(15min) == 0);
  CHECK_FALSE(seen_by(room.suivi));
  CHECK(step_after(15min + 1ms) == 1);
  CHECK(step_after(15min + 1ms) == 1);
  CHECK(seen_by(room.suivi));
  CHECK_FALSE(seen_by(room.ecoutant));
  CHECK(step_after(30min + 1ms) == 2);
  CHECK(step_after(20h) == 2);
  CHECK(seen_by(room.ecoutant));
  for (const auto* who : {&room.tilleuls, &room.analyste, &room.admin}) CHECK_FALSE(seen_by(*who));
  CHECK(room.details("alerte_elargie") == "kind=critique step=1 kind=critique step=2 ");
  CHECK(room.alert(id, "critique")->state == alerts::State::ouverte);
}

TEST_CASE("after three days of standing still each step is written once, whoever ticks") {
  ClockRoom room;
  const base::EpisodeId id = room.gone(at(-3));
  Submission more = filled("classique", with(ines, {{"revelation", "oui"}}));
  more.episode = id;
  room.sign(room.mimosas, more);
  REQUIRE(casework::acknowledge_alert(room.desk, room.police, room.alert(id, "inquietante")->id, {}).ok());
  room.clock.set(noon + 72h);
  Timekeeper other(room.desk);
  for (int turn = 0; turn < 4; ++turn) {
    std::jthread one([&] { room.keeper.tick(); });
    std::jthread two([&] { other.tick(); });
  }
  CHECK(room.details("alerte_elargie") == "kind=critique step=1 kind=critique step=2 ");
}

TEST_CASE("an alert that somebody takes goes no wider") {
  ClockRoom room;
  const base::EpisodeId id = room.gone(at(-3));
  room.clock.set(noon + 20h);
  CHECK(room.keeper.tick().escalated == 0);
  for (const auto& alert : room.alerts_of(id)) CHECK(alert.step == 0);
}

TEST_CASE("a higher kind starts again at the first audience and goes wider again") {
  ClockRoom room;
  const auto told = room.sign(room.police, "classique", with(left(ines, at(-3)), {{"sans_affaires", "oui"}}));
  room.clock.set(noon + 61min);
  room.keeper.tick();
  CHECK(room.alert(*told.episode, "a_examiner")->step == 1);
  Submission more = filled("classique", with(ines, {{"danger_immediat", "oui"}}));
  more.episode = told.episode;
  room.sign(room.police, more);
  CHECK(room.alert(*told.episode, "inquietante")->step == 0);
  room.clock.pass(31min);
  room.keeper.tick();
  CHECK(room.alert(*told.episode, "inquietante")->step == 1);
}
