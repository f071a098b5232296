// What an account of the 116 000 whose organisation has a département sees of children known there, elsewhere, and in both.
#include <doctest/doctest.h>

#include "casework/audience.hpp"
#include "casework/disagree.hpp"
#include "casework/keep_time.hpp"
#include "casework/open_urgently.hpp"
#include "casework/place_organisation.hpp"
#include "casework/show_alert.hpp"
#include "casework/transmit.hpp"
#include "casework/watch.hpp"
#include "store/near.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

/// Lou left from the Rhône; Tom from Paris; nobody told from where Noé left, whom a home of the Rhône declared.
struct CountryRoom : House {
  access::Actor rhone = place(add_actor("rhone", access::Role::suivi, "Écoute Rhône"), "69");
  access::Actor rhone_ear = again("rhone_ear", access::Role::ecoutant);
  access::Actor chenes = place(add_actor("chenes", access::Role::foyer, "Les Chênes"), "69");
  object tom = child("PETIT", "Tom", "2011-02-20");
  Receipt lou = sign(tilleuls, "inquietante", with(left(child("MOREL", "Lou", "2010-03-03"), at(-7)), {{"departement", "69"}, {"revelation", "oui"}}));
  Receipt far = sign(mimosas, "inquietante", with(left(tom, at(-9)), {{"departement", "75"}, {"revelation", "oui"}, {"recit", "Vu à la gare."}}));
  Receipt noe = sign(chenes, "classique", left(child("ROY", "Noé", "2012-04-04"), at(-5)));

  access::Actor place(access::Actor actor, std::string_view departement) {
    REQUIRE(casework::place_organisation(desk, admin, actor.organisation, departement).ok());
    return known(actor.login);
  }
  access::Actor again(std::string_view login, access::Role role) {
    add_actor(login, role, "Écoute Rhône");
    return known(login);
  }
  /// As it is when it next comes.
  access::Actor known(std::string_view login) const {
    return look([&](const store::Reading& reading) { return store::find_account(reading.sql, login)->actor; });
  }
  template <class F>
  auto as(const access::Actor& who, const F& look_) const {
    return store->read(access::scope_of(who), look_);
  }
  /// "Lou Tom Noé": which of the three it finds, in one way.
  template <class Sees>
  std::string found(const Sees& sees) const {
    std::string names;
    for (const auto& [name, receipt] : {std::pair("Lou", &lou), std::pair("Tom", &far), std::pair("Noé", &noe)})
      if (sees(*receipt)) names += fmt::format("{} ", name);
    return names;
  }
  /// By each way there is, in order: id of the child, of the absence, of the declaration; lists of absences, of alerts, the
  /// board; search by name.
  std::vector<std::string> seen_by(const access::Actor& who) const {
    return {
        found([&](const Receipt& one) { return casework::open_minor(desk, who, *one.minor, "consultation").ok(); }),
        found([&](const Receipt& one) { return casework::open_episode(desk, who, *one.episode, "consultation").ok(); }),
        found([&](const Receipt& one) { return casework::open_declaration(desk, who, one.declaration, "consultation").ok(); }),
        found([&](const Receipt& one) {
          const auto all = as(who, [](const store::Reading& reading) { return store::list_episodes(reading, {}); });
          return std::any_of(all.begin(), all.end(), [&](const auto& record) { return record.episode.id == one.episode; });
        }),
        found([&](const Receipt& one) {
          const auto board = casework::watch(desk, who, {});
          return std::any_of(board->rows.begin(), board->rows.end(), [&](const auto& row) { return row.absence.id == one.episode; });
        }),
        found([&](const Receipt& one) {
          const std::string name(one.minor == lou.minor ? "morel" : one.minor == far.minor ? "petit" : "roy");
          return !casework::search_minors(desk, who, name, 10)->empty();
        }),
    };
  }
  bool sees_alert_of(const access::Actor& who, const Receipt& about) const {
    const auto all = casework::list_alerts(desk, who, {});
    return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.alert.episode == about.episode; });
  }
};

const std::vector<std::string> everywhere(6, "Lou Tom Noé ");
const std::vector<std::string> in_the_rhone(6, "Lou Noé ");

}  // namespace

TEST_CASE("an organisation of the 116 000 that has a département reaches the children known there, by no way another") {
  const CountryRoom room;
  CHECK(room.rhone.departement == "69");
  CHECK(room.seen_by(room.rhone) == in_the_rhone);
  CHECK(room.seen_by(room.rhone_ear) == in_the_rhone);
  CHECK(room.seen_by(room.suivi) == everywhere);
  CHECK(room.seen_by(room.ecoutant) == everywhere);
  CHECK(room.seen_by(room.police) == everywhere);
  const auto candidates = room.as(room.rhone, [&](const store::Reading& reading) {
    return casework::candidates_for(room.desk, reading, identity::person_from(room.tom, noon), std::nullopt);
  });
  CHECK(candidates.empty());
}

TEST_CASE("a police officer of a département reads the whole country, a home there its own minors") {
  CountryRoom room;
  CHECK(room.seen_by(room.place(room.police, "69")) == everywhere);
  CHECK(room.seen_by(room.chenes) == std::vector<std::string>(6, "Noé "));
}

TEST_CASE("an organisation that is said to work in the whole country again reaches every minor again") {
  CountryRoom room;
  CHECK(room.seen_by(room.place(room.rhone, "")) == everywhere);
  CHECK(casework::place_organisation(room.desk, room.admin, room.rhone.organisation, "99").error().fields.at(0).code == "departement_inconnu");
  CHECK(casework::place_organisation(room.desk, room.admin, room.rhone.organisation, "rhône").error().fields.at(0).code == "departement_inconnu");
  CHECK(casework::place_organisation(room.desk, room.admin, base::OrganisationId::make(noon), "69").error().kind == base::Kind::not_found);
}

TEST_CASE("alerts of a département alone come to who is bound by one, and those about others are not theirs to take") {
  CountryRoom room;
  room.clock.pass(std::chrono::hours{3});
  casework::Timekeeper(room.desk).tick();
  CHECK(room.sees_alert_of(room.suivi, room.far));
  CHECK(room.sees_alert_of(room.suivi, room.lou));
  CHECK_FALSE(room.sees_alert_of(room.rhone, room.far));
  CHECK(room.sees_alert_of(room.rhone, room.lou));
  const auto critique = room.alert(*room.far.episode, "critique")->id;
  CHECK(casework::acknowledge_alert(room.desk, room.rhone, critique, {}).error().kind == base::Kind::not_found);
  CHECK(casework::acknowledge_alert(room.desk, room.suivi, critique, {}).ok());
}

TEST_CASE("the live feed tells who is bound by a département what it may read, and no more") {
  CountryRoom room;
  room.look([&](const store::Reading& reading) {
    for (const store::Change& change : store::list_changes(reading, 0, store::last_change(reading))) {
      CAPTURE(change.kind);
      CAPTURE(change.subject);
      store::Reading own = reading;
      own.scope = access::scope_of(room.rhone);
      std::optional<bool> reads;
      if (change.kind == "episode") reads = store::find_episode(own, base::EpisodeId::parse(change.subject).value()).has_value();
      if (change.kind == "minor") reads = store::find_minor(own, base::MinorId::parse(change.subject).value()).has_value();
      if (change.kind == "declaration") reads = store::find_declaration(own, base::DeclarationId::parse(change.subject).value()).has_value();
      if (change.kind == "alert") reads = store::find_alert(own, room.rhone, base::AlertId::parse(change.subject).value()).has_value();
      if (reads) CHECK(casework::hears(room.rhone, casework::audience_of(reading, change)) == *reads);
      if (reads) CHECK(casework::hears(room.suivi, casework::audience_of(reading, change)) >= *reads);
    }
  });
}

namespace {

/// The listening line of the Rhône takes a call about Tom: the child is known to it, his absence of Paris exists.
struct ElsewhereRoom : CountryRoom {
  Receipt call = joined();
  Receipt joined() {
    return sign(rhone_ear, "appel", with(left(tom, at(-9)), {{"appelant_qualite", "ami"}, {"categorie", "fugue"}, {"signes_recit", "Rien."}}));
  }
  casework::EpisodeView shown(const access::Actor& who) const { return *casework::open_episode(desk, who, *far.episode, "consultation"); }
};

}  // namespace

TEST_CASE("of a child that it knows, an absence of another département exists, with its dates, and no more") {
  ElsewhereRoom room;
  REQUIRE(room.call.episode == room.far.episode);
  const auto latest = room.assessment(*room.far.episode).id;
  REQUIRE(casework::decide(room.desk, room.police, *room.far.episode,
                           {latest, triage::Qualification::inquietante, triage::Level::critique, "Motif du Parisien."}, {}).ok());
  REQUIRE(casework::disagree(room.desk, room.mimosas, *room.far.episode, "Mère", "Elle conteste.", {}).ok());
  const auto seen = room.shown(room.rhone);
  CHECK(seen.record.episode.declarations == std::vector{room.call.declaration});
  CHECK(rules_of(seen.assessments.back().reasons) == "");
  CHECK(seen.assessments.back().withheld);
  CHECK(seen.record.stands.level == triage::Level::critique);
  REQUIRE(seen.held.size() == 1);
  CHECK(seen.held[0].whole);
  CHECK(seen.disagreements.empty());
  CHECK_FALSE(casework::reads_why_decided(room.rhone, seen.decision->hold));
  REQUIRE(seen.decisions.size() == 1);
  CHECK_FALSE(casework::reads_why_decided(room.rhone, seen.decisions[0].hold));
  CHECK_FALSE(casework::open_declaration(room.desk, room.rhone, room.far.declaration, "consultation").ok());
  const auto whole = room.shown(room.suivi);
  CHECK(whole.record.episode.declarations.size() == 2);
  CHECK(whole.disagreements.size() == 1);
  CHECK(casework::reads_why_decided(room.suivi, whole.decision->hold));
  CHECK(rules_of(whole.assessments.back().reasons) == "revelation ");
}

TEST_CASE("of its own département it reads what the national line reads, reasons and grounds included") {
  CountryRoom room;
  const auto latest = room.assessment(*room.lou.episode).id;
  REQUIRE(casework::decide(room.desk, room.police, *room.lou.episode,
                           {latest, triage::Qualification::inquietante, triage::Level::critique, "Motif."}, {}).ok());
  REQUIRE(casework::disagree(room.desk, room.tilleuls, *room.lou.episode, "Mère", "Elle conteste.", {}).ok());
  for (const access::Actor* who : {&room.rhone, &room.suivi}) {
    const auto seen = *casework::open_episode(room.desk, *who, *room.lou.episode, "consultation");
    CHECK(seen.record.episode.declarations.size() == 1);
    CHECK(rules_of(seen.assessments.back().reasons) == "revelation ");
    CHECK(seen.disagreements.size() == 1);
    CHECK(casework::reads_why_decided(*who, seen.decision->hold));
    CHECK(seen.held.empty());
  }
}

TEST_CASE("another département's declaration is read once transmitted, or in an emergency by the account that declared it") {
  ElsewhereRoom room;
  const auto reads = [&](const access::Actor& who) { return casework::open_declaration(room.desk, who, room.far.declaration, "consultation").ok(); };
  REQUIRE(casework::open_urgently(room.desk, room.rhone, *room.far.episode, "Message d’adieu").ok());
  CHECK(reads(room.rhone));
  CHECK(room.shown(room.rhone).held.empty());
  CHECK(room.shown(room.rhone).record.episode.declarations.size() == 2);
  CHECK_FALSE(reads(room.rhone_ear));
  room.clock.pass(std::chrono::hours{5});
  CHECK_FALSE(reads(room.rhone));
  REQUIRE(casework::transmit(room.desk, room.mimosas, room.far.declaration,
                             {"Écoute Rhône", "protection", "casf_l226_2_2", {}, "oui", "oui", "", ""}).ok());
  CHECK(reads(room.rhone));
  CHECK(reads(room.rhone_ear));
}
