// What is asked of those who hold something, the address of a found child, and the end of a placement.
#include <doctest/doctest.h>

#include "casework/ask_transmission.hpp"
#include "casework/disclose_address.hpp"
#include "casework/bound_placement.hpp"
#include "casework/show_alert.hpp"
#include "store/minors.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

struct OpeningRoom : House {
  Receipt home = sign(mimosas, "inquietante", with(left(ines, at(-9)), {{"handicap", "oui"}}));
  Receipt shared = sign(tilleuls, "classique", with(left(ines, at(-9)), {{"hotel_ou_location", "oui"}}));
  base::EpisodeId episode = *home.episode;

  std::vector<std::string> kinds_for(const access::Actor& who) const {
    std::vector<std::string> kinds;
    for (const auto& one : casework::list_alerts(desk, who, {})) kinds.push_back(one.alert.kind);
    return kinds;
  }
  bool has(const access::Actor& who, std::string_view kind) const {
    const auto kinds = kinds_for(who);
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  }
};

}  // namespace

TEST_CASE("who is joined on an absence learns that another's declaration exists, its form and date, and no id") {
  const OpeningRoom room;
  REQUIRE(room.home.episode == room.shared.episode);
  const auto shown = casework::open_episode(room.desk, room.tilleuls, room.episode, "consultation");
  REQUIRE(shown.ok());
  REQUIRE(shown->held.size() == 1);
  CHECK(shown->held[0].form == "inquietante");
  CHECK(shown->held[0].by == "foyer");
  CHECK(shown->held[0].whole);
  CHECK(shown->assessments.back().withheld);
  CHECK(shown->record.episode.declarations == std::vector{room.shared.declaration});
}

TEST_CASE("a request to transmit is a task of each organisation that holds something closed, and of no other") {
  OpeningRoom room;
  CHECK(casework::ask_transmission(room.desk, room.tilleuls, room.episode, "curiosite", "Pourquoi").error().fields.at(0).code == "choix_invalide");
  CHECK(casework::ask_transmission(room.desk, room.tilleuls, room.episode, "accueil", " ").error().fields.at(0).code == "motif_requis");
  REQUIRE(casework::ask_transmission(room.desk, room.tilleuls, room.episode, "accueil", "Elle vient chez nous.").ok());
  room.clock.pass(std::chrono::minutes{1});
  REQUIRE(casework::ask_transmission(room.desk, room.tilleuls, room.episode, "accueil", "Encore.").ok());
  CHECK(room.has(room.mimosas, "transmission_demandee"));
  CHECK_FALSE(room.has(room.tilleuls, "transmission_demandee"));
  CHECK_FALSE(room.has(room.police, "transmission_demandee"));
  CHECK_FALSE(room.has(room.admin, "transmission_demandee"));
  CHECK(RawDatabase(room.file()).one("SELECT COUNT(*) FROM alert WHERE kind = 'transmission_demandee'") == "1");
  const auto requests = casework::open_episode(room.desk, room.mimosas, room.episode, "consultation")->requests;
  REQUIRE(requests.size() == 2);
  CHECK(requests[0].organisation == "Les Tilleuls");
  CHECK(requests[0].told.reason == "Elle vient chez nous.");
  CHECK(casework::open_episode(room.desk, room.suivi, room.episode, "consultation")->requests.empty());
  CHECK(room.everything().find("Elle vient chez nous") == std::string::npos);
}

TEST_CASE("where nothing is closed there is nothing to ask") {
  House room;
  const auto own = room.sign(room.police, "classique", left(ines, at(-5)));
  CHECK(casework::ask_transmission(room.desk, room.police, *own.episode, "recherche", "Pour voir").error().code == "rien_a_demander");
  CHECK(casework::ask_transmission(room.desk, room.tilleuls, *own.episode, "recherche", "Pour voir").error().kind == base::Kind::not_found);
}

TEST_CASE("the address of a found child is given to its representative with the judge's authorisation recorded, never without") {
  OpeningRoom room;
  const auto ask = [&](const access::Actor& who) { return casework::disclose_address(room.desk, who, room.episode, "Mère"); };
  CHECK(ask(room.police).error().code == "autorisation_absente");
  REQUIRE(room.returns(room.mimosas, room.episode, with(back(at(-1)), {{"adresse_actuelle", "1 rue Zyx"}})).ok());
  CHECK(ask(room.police).error().code == "autorisation_absente");
  Submission second = filled("retour", with(back(at(-1)), {{"autorisation_juge_le", told(at(-0.5))}}));
  second.episode = room.episode;
  room.sign(room.police, second);
  REQUIRE(ask(room.police).ok());
  CHECK(ask(room.police)->address == "1 rue Zyx");
  CHECK(ask(room.mimosas)->address == "1 rue Zyx");
  CHECK(ask(room.tilleuls).error().code == "adresse_inconnue");
  CHECK(ask(room.suivi).error().kind == base::Kind::not_found);
  CHECK(casework::disclose_address(room.desk, room.police, room.episode, "").error().fields.at(0).code == "demandeur_requis");
  CHECK(RawDatabase(room.file()).one("SELECT COUNT(*) FROM audit WHERE act = 'communication_adresse'") == "3");
  CHECK(room.everything().find("1 rue Zyx") == std::string::npos);
}

TEST_CASE("a home that no longer hosts a child keeps its own declarations and loses the rest, until it hosts it again") {
  OpeningRoom room;
  room.clock.pass(std::chrono::minutes{5});
  CHECK(casework::end_placement(room.desk, room.suivi, *room.home.minor, "BPM").error().code == "non_accueilli");
  CHECK(casework::end_placement(room.desk, room.suivi, *room.home.minor, "Nulle part").error().fields.at(0).code == "organisation_inconnue");
  REQUIRE(casework::end_placement(room.desk, room.mimosas, *room.home.minor, "").ok());
  const auto own = [&] { return casework::open_declaration(room.desk, room.mimosas, room.home.declaration, "consultation").ok(); };
  const auto absence = [&] { return casework::open_episode(room.desk, room.mimosas, room.episode, "consultation").ok(); };
  CHECK(own());
  CHECK_FALSE(absence());
  CHECK_FALSE(casework::open_minor(room.desk, room.mimosas, *room.home.minor, "consultation").ok());
  CHECK(casework::search_minors(room.desk, room.mimosas, "lefevre", 10)->empty());
  room.store->read(access::scope_of(room.mimosas), [&](const store::Reading& reading) {
    CHECK(store::list_episodes(reading, {}).empty());
    CHECK(store::list_minors_of(reading, room.mimosas.organisation).empty());
  });
  CHECK_FALSE(room.has(room.mimosas, "inquietante"));
  CHECK(casework::open_minor(room.desk, room.tilleuls, *room.home.minor, "consultation").ok());
  CHECK(casework::end_placement(room.desk, room.mimosas, *room.home.minor, "").error().kind == base::Kind::not_found);
  room.clock.pass(std::chrono::hours{48});
  room.sign(room.mimosas, "classique", left(ines, at(46)));
  CHECK(absence());
}
