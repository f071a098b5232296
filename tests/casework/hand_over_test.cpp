#include <doctest/doctest.h>

#include "casework/hand_over.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;
using namespace std::chrono_literals;
using casework::HandedOver;
using casework::HandOver;
using Section = HandedOver::Section;

namespace {

struct ReliefRoom : House {
  base::EpisodeId known, fresh, ended;
  access::Actor third = add_actor("police3", access::Role::police, "Brigade de Lyon");

  ReliefRoom() {
    known = *sign(police, "classique", left(child("CONNU", "Zoé", "2011-05-14"), at(-2))).episode;
    ended = *sign(police, "classique", left(child("REVENU", "Zoé", "2011-05-14"), at(-2))).episode;
    clock.pass(24h);
    fresh = *sign(mimosas, "classique", with(left(child("NOUVEAU", "Zoé", "2011-05-14"), at(20)), {{"revelation", "oui"}})).episode;
    if (!returns(police, ended, back(at(23))).ok()) throw base::Bug("refused");
    clock.pass(30min);
  }
  HandOver told(const access::Actor& who, base::Duration period = 12h) { return casework::hand_over(desk, who, clock.now() - period).value(); }
  /// The item of an absence; nothing when it is not told.
  std::optional<HandedOver> item(const access::Actor& who, base::EpisodeId id, base::Duration period = 12h) {
    for (const HandedOver& one : told(who, period).items)
      if (one.absence.id == id) return one;
    return std::nullopt;
  }
  base::Status accept(const access::Actor& who, base::EpisodeId id) { return casework::accept_handed_over(desk, who, id, told(who).number); }
};

}  // namespace

TEST_CASE("a hand-over tells what ended, what is new and what lasts, each absence once") {
  ReliefRoom room;
  const HandOver told = room.told(room.police);
  REQUIRE(told.items.size() == 3);
  CHECK((told.items[0].absence.id == room.ended && told.items[0].section == Section::ended));
  CHECK((told.items[1].absence.id == room.fresh && told.items[1].section == Section::is_new));
  CHECK((told.items[2].absence.id == room.known && told.items[2].section == Section::lasting));
  CHECK(room.item(room.police, room.known, 48h)->section == Section::is_new);
}

TEST_CASE("an absence that ended before the period is told when its tasks are, and not when something else was told of it") {
  ReliefRoom room;
  room.clock.pass(24h);
  CHECK_FALSE(room.item(room.police, room.ended));
  const auto interview = room.alert(room.ended, "entretien_retour")->id;
  REQUIRE(casework::acknowledge_alert(room.desk, room.suivi, interview, {}).ok());
  REQUIRE(room.item(room.suivi, room.ended));
  CHECK(room.item(room.suivi, room.ended)->section == Section::followed);
  CHECK(room.item(room.suivi, room.ended)->news.front().taken);
  CHECK(room.item(room.police, room.ended, 36h)->section == Section::ended);
}

TEST_CASE("alerts of the period are told as raised, taken, resolved, overdue") {
  ReliefRoom room;
  const auto critique = room.alert(room.fresh, "critique")->id;
  const auto news = [&](base::AlertId id) {
    const auto item = room.item(room.police, room.fresh);
    for (const auto& one : item.value().news)
      if (one.held.alert.id == id) return one;
    throw base::Bug("not told");
  };
  CHECK(news(critique).raised);
  CHECK(news(critique).overdue);
  REQUIRE(casework::acknowledge_alert(room.desk, room.second, critique, {}).ok());
  CHECK(news(critique).taken);
  CHECK_FALSE(news(critique).overdue);
  CHECK(news(critique).held.acknowledged_by == "police2");
  REQUIRE(casework::resolve_alert(room.desk, room.second, critique, "transmis", "", {}).ok());
  CHECK(news(critique).resolved);
  CHECK(news(critique).held.resolved_by == "police2");
}

TEST_CASE("a home is handed over its own minors, an analyst and an admin nothing") {
  ReliefRoom room;
  REQUIRE(room.told(room.mimosas).items.size() == 1);
  CHECK(room.told(room.mimosas).items[0].absence.id == room.fresh);
  CHECK(room.told(room.tilleuls).items.empty());
  CHECK(room.told(room.analyste).items.empty());
  CHECK(room.told(room.admin).items.empty());
  CHECK(room.accept(room.tilleuls, room.fresh).error().kind == base::Kind::not_found);
}

TEST_CASE("an acceptance is an audit line in one's own name, and holds for one's organisation until something happens") {
  ReliefRoom room;
  REQUIRE(room.accept(room.second, room.fresh).ok());
  CHECK(RawDatabase(room.file()).one("SELECT act || ' ' || subject || ' ' || (subject_id = '" + room.fresh.text() + "') FROM audit ORDER BY number DESC LIMIT 1") ==
        "releve_acceptee episode 1");
  REQUIRE(room.item(room.police, room.fresh)->accepted);
  CHECK(room.item(room.police, room.fresh)->accepted->login == "police2");
  CHECK_FALSE(room.item(room.police, room.known)->accepted);
  CHECK_FALSE(room.item(room.third, room.fresh)->accepted);    // another organisation
  CHECK_FALSE(room.item(room.mimosas, room.fresh)->accepted);
  REQUIRE(casework::acknowledge_alert(room.desk, room.police, room.alert(room.fresh, "critique")->id, {}).ok());
  CHECK_FALSE(room.item(room.police, room.fresh)->accepted);
  REQUIRE(room.accept(room.police, room.fresh).ok());
  CHECK(room.item(room.police, room.fresh)->accepted->login == "police");
  room.clock.pass(13h);
  CHECK_FALSE(room.item(room.police, room.fresh)->accepted);  // another shift
}

TEST_CASE("what changed since it was read is not accepted unread") {
  ReliefRoom room;
  const auto read = room.told(room.police).number;
  REQUIRE(casework::acknowledge_alert(room.desk, room.second, room.alert(room.fresh, "critique")->id, {}).ok());
  const auto before = room.count("audit");
  CHECK(casework::accept_handed_over(room.desk, room.police, room.fresh, read).error().code == "a_change_depuis");
  CHECK(casework::accept_handed_over(room.desk, room.police, room.fresh, -1).error().code == "a_change_depuis");
  CHECK(casework::accept_handed_over(room.desk, room.police, room.fresh, read + 1000).error().code == "a_change_depuis");
  CHECK(room.count("audit") == before);
  CHECK(casework::accept_handed_over(room.desk, room.police, room.known, read).ok());
}

TEST_CASE("a hand-over looks back a week at most, and never ahead") {
  ReliefRoom room;
  for (const base::Duration period : {base::Duration(-1h), base::Duration(24h * 7 + 1min)})
    CHECK(casework::hand_over(room.desk, room.police, room.clock.now() - period).error().fields.at(0).code == "periode_invalide");
  CHECK(casework::hand_over(room.desk, room.police, room.clock.now() - 24h * 7).ok());
}
