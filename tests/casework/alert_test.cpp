#include <doctest/doctest.h>

#include <thread>

#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;
using namespace std::chrono_literals;

namespace {

struct AlertRoom : House {
  base::EpisodeId id = *sign(mimosas, "classique", with(left(ines, at(-3)), {{"revelation", "oui"}})).episode;
  base::AlertId critique = alert(id, "critique")->id;

  base::Result<alerts::Alert> acknowledge(const access::Actor& by) {
    return casework::acknowledge_alert(desk, by, critique, {});
  }
  base::Result<alerts::Alert> resolve(const access::Actor& by, std::string_view outcome) {
    return casework::resolve_alert(desk, by, critique, outcome, "vue avec la substitute", {});
  }
};

}  // namespace

TEST_CASE("each alert is due after the time of the table, counted from its raising") {
  House house;
  const auto due = [&](const object& signs, std::string_view kind) {
    static int n = 0;
    const object who = child("ALERTE" + std::string(static_cast<std::size_t>(++n), 'X'), "Zoé", "2011-05-14");
    const auto told = house.sign(house.police, "classique", with(left(who, at(-3)), signs));
    const auto alert = house.alert(*told.episode, kind);
    REQUIRE(alert);
    CHECK(alert->raised_at == noon);
    return alert->due_at - alert->raised_at;
  };
  const object signs{{"hotel_ou_location", "oui"}, {"petit_ami_majeur", "oui"}, {"argent_inexplique", "oui"}};
  CHECK(due({{"sans_affaires", "oui"}}, "a_examiner") == 1h);
  CHECK(due({{"danger_immediat", "oui"}}, "inquietante") == 30min);
  CHECK(due(signs, "eleve") == 4h);
  CHECK(due(signs, "a_examiner") == 1h);
  CHECK(due({{"revelation", "oui"}}, "critique") == 15min);
  CHECK(due({{"revelation", "oui"}}, "inquietante") == 30min);
}

TEST_CASE("an absence with nothing worrying raises no alert, only the tasks of every absence") {
  House house;
  const auto told = house.sign(house.police, "classique", left(ines, at(-3)));
  CHECK(house.kinds_of(*told.episode) == "fpr_a_inscrire parquet_a_aviser ");
  CHECK(house.count("alert") == 2);
}

TEST_CASE("an alert goes to police and to the organisation that declared, to nobody else") {
  AlertRoom room;
  const auto sees = [&](const access::Actor& who) {
    return room.store->read(access::scope_of(who), [&](const store::Reading& reading) {
      return store::find_alert(reading, who, room.critique).has_value();
    });
  };
  CHECK(sees(room.police));
  CHECK(sees(room.mimosas));
  CHECK_FALSE(sees(room.tilleuls));
  CHECK_FALSE(sees(room.ecoutant));
  CHECK_FALSE(sees(room.analyste));
  CHECK_FALSE(sees(room.admin));
  CHECK(room.acknowledge(room.tilleuls).error().kind == base::Kind::not_found);
}

TEST_CASE("two people take note of one alert at once: one does, the other is told so") {
  AlertRoom room;
  std::optional<base::Result<alerts::Alert>> one, two;
  std::thread first([&] { one = room.acknowledge(room.police); });
  std::thread second([&] { two = room.acknowledge(room.second); });
  first.join();
  second.join();
  CHECK(one->ok() != two->ok());
  const auto& refused = one->ok() ? *two : *one;
  CHECK(refused.error().kind == base::Kind::conflict);
  CHECK(refused.error().code == "deja_acquittee");
  const auto alert = room.alert(room.id, "critique");
  CHECK(alert->state == alerts::State::acquittee);
  CHECK(alert->acknowledged_by == (one->ok() ? room.police : room.second).account);
  CHECK(alert->assigned_to == alert->acknowledged_by);
}

TEST_CASE("taking note twice in one's own name is once") {
  AlertRoom room;
  REQUIRE(room.acknowledge(room.police).ok());
  room.clock.pass(5min);
  const auto again = room.acknowledge(room.police);
  REQUIRE(again.ok());
  CHECK(again->acknowledged_at == noon);
}

TEST_CASE("an alert is given only to an account that may see it") {
  AlertRoom room;
  const auto to = [&](std::string_view who) {
    return casework::assign_alert(room.desk, room.police, room.critique, who, {});
  };
  CHECK(to("police2")->assigned_to == room.second.account);
  CHECK(to(room.mimosas.account.text())->assigned_to == room.mimosas.account);
  for (const char* who : {"tilleuls", "analyste", "admin", "personne"}) {
    CAPTURE(std::string(who));
    REQUIRE_FALSE(to(who).ok());
    CHECK(to(who).error().fields.at(0).code == "compte_inconnu");
  }
  CHECK(room.alert(room.id, "critique")->assigned_to == room.mimosas.account);
}

TEST_CASE("an alert is resolved once, with a known outcome and a sealed note") {
  AlertRoom room;
  CHECK(room.resolve(room.police, "oubliee").error().fields.at(0).code == "issue_inconnue");
  REQUIRE(room.resolve(room.police, "transmis").ok());
  const auto alert = room.alert(room.id, "critique");
  CHECK(alert->state == alerts::State::resolue);
  CHECK(alert->outcome == "transmis");
  CHECK(alert->note == "vue avec la substitute");
  CHECK(alert->resolved_by == room.police.account);
  CHECK(alert->acknowledged_by == room.police.account);
  CHECK(room.everything().find("substitute") == std::string::npos);
  CHECK(room.resolve(room.second, "confirme").error().code == "deja_resolue");
  CHECK(room.acknowledge(room.second).error().code == "deja_resolue");
}

TEST_CASE("a resolved alert is not raised again at the same height by what is told later") {
  AlertRoom room;
  REQUIRE(room.resolve(room.police, "infirme").ok());
  CHECK(room.sign(room.police, "inquietante", with(left(ines, at(-3)), {{"annonce_escort", "oui"}}))
            .alerts.empty());
  CHECK(room.state(room.id, "critique") == "resolue");
}

TEST_CASE("a verified return ends the alert of qualification, never the one of exploitation") {
  AlertRoom room;
  REQUIRE(room.returns(room.mimosas, room.id, back(at(-1))).ok());
  CHECK(room.state(room.id, "inquietante") == "resolue");
  CHECK(room.alert(room.id, "inquietante")->outcome == "retour");
  CHECK(room.state(room.id, "critique") == "ouverte");
}

TEST_CASE("an unverified return ends no alert") {
  AlertRoom room;
  REQUIRE(room.returns(room.mimosas, room.id, back(at(-1), "non")).ok());
  CHECK(room.state(room.id, "inquietante") == "ouverte");
  CHECK(room.state(room.id, "critique") == "ouverte");
}

TEST_CASE("signs told with the return still raise the alert of exploitation") {
  House house;
  const auto away = house.sign(house.mimosas, "classique", left(ines, at(-3)));
  REQUIRE(house.returns(house.mimosas, *away.episode, with(back(at(-1)), {{"revelation", "oui"}})).ok());
  CHECK(house.state(*away.episode, "critique") == "ouverte");
  CHECK(house.state(*away.episode, "inquietante") == "aucune");
}

TEST_CASE("a higher kind of the family restarts the alert: the same one, open again, due anew") {
  House house;
  const auto told =
      house.sign(house.mimosas, "classique", with(left(ines, at(-3)), {{"sans_affaires", "oui"}}));
  const auto first = house.alert(*told.episode, "a_examiner");
  REQUIRE(first);
  REQUIRE(casework::acknowledge_alert(house.desk, house.police, first->id, {}).ok());
  house.clock.pass(10min);
  const auto more =
      house.sign(house.police, "inquietante", with(left(ines, at(-3)), {{"danger_immediat", "oui"}}));
  CHECK(more.alerts == std::vector{first->id});
  const auto higher = house.alert(*told.episode, "inquietante");
  REQUIRE(higher);
  CHECK(higher->id == first->id);
  CHECK(higher->state == alerts::State::ouverte);
  CHECK_FALSE(higher->acknowledged_by);
  CHECK(higher->due_at == noon + 40min);
  CHECK(higher->organisation == house.mimosas.organisation);
  CHECK(house.kinds_of(*told.episode) == "fpr_a_inscrire inquietante parquet_a_aviser ");
}

TEST_CASE("an act on a version of the alert that changed since is refused") {
  AlertRoom room;
  const auto version = room.alert(room.id, "critique")->version;
  CHECK(casework::acknowledge_alert(room.desk, room.police, room.critique, version + 1).error().kind ==
        base::Kind::stale);
  CHECK(casework::acknowledge_alert(room.desk, room.police, room.critique, version).ok());
  CHECK(
      casework::resolve_alert(room.desk, room.police, room.critique, "confirme", "", version).error().kind ==
      base::Kind::stale);
}
