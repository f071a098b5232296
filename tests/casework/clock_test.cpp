#include <doctest/doctest.h>

#include <thread>

#include "casework/examine.hpp"
#include "casework/retract.hpp"
#include "tests/casework/clock_room.hpp"

using namespace vigie;
using namespace vigie::tests;
using namespace std::chrono_literals;

TEST_CASE("an absence that lasts is assessed again once at 24 h, 48 h, 7 days and 21 days, by an account that cannot log in") {
  ClockRoom room;
  const base::EpisodeId id = room.gone(noon);
  CHECK(room.keeper.tick() == Counts{});
  CHECK(room.count("account") == 8);
  for (const auto& [after, steps] : {std::pair(24h, "pas=24h "), {48h, "pas=24h pas=48h "}, {168h, "pas=24h pas=48h pas=168h "},
                                     {504h, "pas=24h pas=48h pas=168h pas=504h "}}) {
    room.clock.set(noon + after - 1ms);
    CHECK(room.keeper.tick().reviewed == 0);
    room.clock.set(noon + after);
    CHECK(room.keeper.tick().reviewed == 1);
    CHECK(room.keeper.tick().reviewed == 0);
    CHECK(room.details("reevaluation") == steps);
    CHECK(room.assessment(id).at == noon + after);
  }
  room.clock.set(noon + 5000h);
  CHECK(room.keeper.tick().reviewed == 0);
  CHECK(room.assessments(id) == 5);
  CHECK(RawDatabase(room.file()).one("SELECT role || ' ' || (password IS NULL) FROM account WHERE login = 'horloge'") ==
        "admin 1");
  CHECK(casework::examine(room.desk).problems.empty());
}

TEST_CASE("the length of an absence alone may propose more, and then tells the home that declared and police") {
  ClockRoom room;
  const base::EpisodeId id = room.gone(noon);
  CHECK(room.episode(id).proposed.qualification == triage::Qualification::classique);
  room.clock.set(noon + 21 * 24h);
  CHECK(room.keeper.tick().reviewed == 1);
  CHECK(room.episode(id).proposed.qualification == triage::Qualification::a_examiner);
  CHECK(reason_of(room.assessment(id).reasons, "absence_21_jours"));
  const auto alert = room.alert(id, "a_examiner");
  REQUIRE(alert);
  CHECK(alert->organisation == room.mimosas.organisation);
  CHECK(room.episode(id).episode.status == episodes::Status::en_cours);
}

TEST_CASE("three days of standing still are one assessment, as of now, that names the steps it covers") {
  ClockRoom room;
  const base::EpisodeId id = room.gone(noon);
  room.clock.set(noon + 72h);
  room.reopen();
  casework::Desk desk{*room.store, catalogue(), rules()};
  Timekeeper after(desk);
  CHECK(after.tick().reviewed == 1);
  CHECK(after.tick().reviewed == 0);
  CHECK(room.details("reevaluation") == "pas=24h,48h ");
  CHECK(room.assessment(id).at == noon + 72h);
  CHECK(room.assessments(id) == 2);
}

TEST_CASE("what was told after a step covers it: the clock does not say the same again") {
  ClockRoom room;
  const base::EpisodeId told_late = room.gone(at(-30));
  CHECK(room.keeper.tick().reviewed == 0);
  room.clock.set(at(17));
  CHECK(room.keeper.tick().reviewed == 0);
  room.clock.set(at(18));
  CHECK(room.keeper.tick().reviewed == 1);
  CHECK(room.details("reevaluation") == "pas=48h ");
  CHECK(room.assessments(told_late) == 2);
}

TEST_CASE("a departure told anew moves the steps; a return ends them") {
  ClockRoom room;
  const base::EpisodeId id = room.gone(noon);
  Submission earlier = filled("classique", left(ines, at(5)));
  earlier.episode = id;
  room.clock.set(at(6));
  room.sign(room.police, earlier);
  room.clock.set(at(28));
  CHECK(room.keeper.tick().reviewed == 0);
  room.clock.set(at(29));
  CHECK(room.keeper.tick().reviewed == 1);
  REQUIRE(room.returns(room.mimosas, id, back(at(28.5))).ok());
  room.clock.set(at(1000));
  CHECK(room.keeper.tick().reviewed == 0);
}

TEST_CASE("an absence opened again is followed again") {
  ClockRoom room;
  const base::EpisodeId id = room.gone(at(-3));
  REQUIRE(room.returns(room.mimosas, id, back(at(-1))).ok());
  REQUIRE(casework::reopen_episode(room.desk, room.mimosas, id, "ce n’était pas elle", {}).ok());
  room.clock.set(at(21));
  CHECK(room.keeper.tick().reviewed == 1);
  CHECK(room.details("reevaluation") == "pas=24h ");
}

TEST_CASE("two clocks at once do nothing twice") {
  ClockRoom room;
  std::vector<base::EpisodeId> ids;
  for (char letter = 'A'; letter < 'K'; ++letter)
    ids.push_back(*room.sign(room.mimosas, "classique", left(child(std::string(5, letter), "Zoé", "2011-05-14"), noon)).episode);
  room.clock.set(noon + 25h);
  Timekeeper other(room.desk);
  Counts first, second;
  {
    std::jthread one([&] { first = room.keeper.tick(); });
    std::jthread two([&] { second = other.tick(); });
  }
  CHECK(first.failed + second.failed == 0);
  CHECK(first.reviewed + second.reviewed == 10);
  CHECK(first.escalated + second.escalated == 10);  // the FPR task of each; the procureur has 48 hours
  for (const base::EpisodeId id : ids) CHECK(room.assessments(id) == 2);
}

TEST_CASE("a decision stands through the clock, and is asked again only when more is proposed") {
  ClockRoom room;
  const auto told = room.sign(room.mimosas, "classique", left(ines, noon));
  REQUIRE(casework::decide(room.desk, room.police, *told.episode,
                           {*told.assessment, triage::Qualification::classique, triage::Level::aucun, ""}, {}).ok());
  room.clock.set(noon + 24h);
  CHECK(room.keeper.tick().reviewed == 1);
  CHECK(room.state(*told.episode, "decision_a_revoir") == "aucune");
  room.clock.set(noon + 504h);
  CHECK(room.keeper.tick().reviewed == 1);
  CHECK(room.state(*told.episode, "decision_a_revoir") == "ouverte");
  CHECK(room.episode(*told.episode).stands.qualification == triage::Qualification::classique);
}

TEST_CASE("one absence that cannot be assessed does not keep the clock from the others") {
  ClockRoom room;
  const base::EpisodeId broken = room.gone(noon), sound = room.gone(noon, child("LEROY", "Sam", "2011-06-02"));
  RawDatabase(room.file()).run("UPDATE declaration SET sealed = x'00' WHERE episode = '" + broken.text() + "'");
  room.clock.set(noon + 24h);
  const Counts counts = room.keeper.tick();
  CHECK(counts.failed == 1);
  CHECK(counts.reviewed == 1);
  CHECK(room.assessments(sound) == 2);
}

TEST_CASE("the doctor sees an absence that the clock has lost") {
  ClockRoom room;
  const base::EpisodeId id = room.gone(noon);
  CHECK(casework::examine(room.desk).problems.empty());
  RawDatabase(room.file()).run("UPDATE episode SET review_at = NULL WHERE id = '" + id.text() + "'");
  CHECK(casework::examine(room.desk).problems.size() == 1);
}

TEST_CASE("what is due is found through an index, never by reading every absence or alert") {
  ClockRoom room;
  RawDatabase raw(room.file());
  const auto plan = [&](const std::string& sql) { return raw.rows("EXPLAIN QUERY PLAN " + sql).at(0); };
  CHECK(plan("SELECT id FROM episode WHERE review_at <= 5 ORDER BY review_at, id LIMIT 9").find("episode_review") !=
        std::string::npos);
  CHECK(plan("SELECT id FROM alert WHERE escalates_at < 5 ORDER BY escalates_at, id LIMIT 9").find("alert_escalates") !=
        std::string::npos);
}
