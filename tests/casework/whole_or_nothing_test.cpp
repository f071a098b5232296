#include <doctest/doctest.h>

#include "casework/ask_transmission.hpp"
#include "casework/disagree.hpp"
#include "casework/disclose_address.hpp"
#include "casework/bound_placement.hpp"
#include "casework/keep_time.hpp"
#include "casework/manage_accounts.hpp"
#include "casework/merge_minors.hpp"
#include "casework/open_urgently.hpp"
#include "casework/retract.hpp"
#include "casework/draft.hpp"
#include "casework/transmit.hpp"
#include "tests/casework/whole_room.hpp"

using namespace vigie;
using namespace vigie::tests;

TEST_CASE("failing at any statement leaves no trace: a declaration about a new minor") {
  WholeOrNothingRoom room;
  SUBCASE("the transaction lasts") {}
  SUBCASE("the engine ends it") { room.failing.ends_transaction = true; }
  const object tom = with(left(child("PETIT", "Tom", "2011-02-20"), at(-3)), {{"revelation", "oui"}});
  const store::Repetition key{"POST /api/v1/declarations", "cle", "corps"};
  CHECK(room.fail_everywhere([&] {
    return casework::submit_declaration(room.desk, room.police, filled("classique", tom), key).ok();
  }) > 20);
  CHECK(room.count("minor") == 2);
  CHECK(room.store->people().minors() == 2);
  CHECK(room.count("repetition") == 1);
}

TEST_CASE("failing at any statement leaves no trace: a declaration about a known minor") {
  WholeOrNothingRoom room;
  CHECK(room.fail_everywhere(
            [&] { return room.submit(room.police, "inquietante", left(ines, at(-8))).ok(); }) > 15);
  CHECK(room.episode(room.away).episode.declarations.size() == 2);
}

TEST_CASE("failing at any statement leaves no trace: a correction") {
  WholeOrNothingRoom room;
  Submission correction = filled("classique", left(ines, at(-8)));
  correction.amends = room.away.declaration;
  CHECK(room.fail_everywhere([&] { return room.submit(room.mimosas, correction).ok(); }) > 15);
}

TEST_CASE("failing at any statement leaves no trace: a return") {
  WholeOrNothingRoom room;
  CHECK(room.fail_everywhere(
            [&] { return room.returns(room.mimosas, *room.away.episode, back(at(-1))).ok(); }) > 15);
  CHECK(room.episode(room.away).episode.status == episodes::Status::rentre);
}

TEST_CASE("failing at any statement leaves no trace: an entry in the FPR and its removal") {
  WholeOrNothingRoom room;
  casework::FprEntry entry;
  entry.inscrit_le = at(-5);
  const auto record = [&] {
    return casework::record_fpr(room.desk, room.police, *room.away.episode, entry, {}).ok();
  };
  CHECK(room.fail_everywhere(record) > 8);
  REQUIRE(room.returns(room.mimosas, *room.away.episode, back(at(-2))).ok());
  entry = {};
  entry.desinscrit_le = at(-1);
  CHECK(room.fail_everywhere(record) > 8);
  CHECK(room.state(*room.away.episode, "fpr_a_desinscrire") == "resolue");
}

TEST_CASE("failing at any statement leaves no trace: a decision") {
  WholeOrNothingRoom room;
  const casework::Deciding deciding{*room.away.assessment, triage::Qualification::inquietante,
                                    triage::Level::critique, ""};
  CHECK(room.fail_everywhere([&] {
    return casework::decide(room.desk, room.police, *room.away.episode, deciding, {}).ok();
  }) > 8);
  CHECK(room.count("decision") == 1);
}

TEST_CASE("failing at any statement leaves no trace: what is done with an alert") {
  WholeOrNothingRoom room;
  const base::AlertId id = room.alert(*room.away.episode, "critique")->id;
  CHECK(room.fail_everywhere(
            [&] { return casework::acknowledge_alert(room.desk, room.police, id, {}).ok(); }) > 5);
  CHECK(room.fail_everywhere(
            [&] { return casework::assign_alert(room.desk, room.police, id, "police2", {}).ok(); }) > 5);
  CHECK(room.fail_everywhere([&] {
    return casework::resolve_alert(room.desk, room.second, id, "transmis", "note", {}).ok();
  }) > 5);
  CHECK(room.state(*room.away.episode, "critique") == "resolue");
}

TEST_CASE("failing at any statement leaves no trace: a draft opened, resumed, signed, abandoned") {
  WholeOrNothingRoom room;
  SUBCASE("its statement fails alone") {}
  SUBCASE("the engine ends it") { room.failing.ends_transaction = true; }
  const auto colleague = room.add_actor("mimosas2", access::Role::foyer, "Les Mimosas");
  const store::Repetition key{"POST /api/v1/drafts", "cle", "corps"};
  const casework::DraftPatch whole{{"form", "classique"}, {"answers", left(child("PETIT", "Tom", "2011-02-20"), at(-3))}};
  base::DraftId id, other;
  CHECK(room.fail_everywhere([&] {
    const auto begun = casework::begin_draft(room.desk, room.mimosas, whole, key);
    if (begun) id = begun->draft.id;
    return begun.ok();
  }) > 8);
  other = casework::begin_draft(room.desk, room.mimosas, whole)->draft.id;
  CHECK(room.fail_everywhere([&] {
    return casework::save_draft(room.desk, colleague, id, {{"answers", object{{"revelation", "oui"}}}}, {true, 1}).ok();
  }) > 5);
  CHECK(room.fail_everywhere([&] {
    return casework::save_draft(room.desk, colleague, id, {{"answers", object{{"recit", "R"}}}}, {true, 2}).ok();
  }) > 5);
  CHECK(room.fail_everywhere([&] { return casework::sign_draft(room.desk, colleague, id, {}).ok(); }) > 20);
  CHECK(room.fail_everywhere([&] { return casework::abandon_draft(room.desk, room.mimosas, other, {true, 1}).ok(); }) > 5);
  CHECK(room.count("declaration") == 2);
  CHECK(room.count("draft") == 1);
}

TEST_CASE("failing at any statement leaves no trace: a return interview") {
  WholeOrNothingRoom room;
  REQUIRE(room.returns(room.mimosas, *room.away.episode, back(at(-1))).ok());
  Submission interview = filled("entretien", {{"entretien", "realise"}, {"annonce_escort", "oui"}});
  interview.episode = room.away.episode;
  CHECK(room.fail_everywhere([&] { return room.submit(room.suivi, interview).ok(); }) > 15);
  CHECK(room.state(*room.away.episode, "entretien_retour") == "resolue");
}

TEST_CASE("failing at any statement leaves no trace: a declarant's disagreement") {
  WholeOrNothingRoom room;
  CHECK(room.fail_everywhere([&] {
    return casework::disagree(room.desk, room.mimosas, *room.away.episode, "Mère", "Non.", {}).ok();
  }) > 8);
  CHECK(room.count("disagreement") == 1);
}

TEST_CASE("failing at any statement leaves no trace: a transmission, a request for one, an emergency, an address, an end of placement") {
  WholeOrNothingRoom room;
  const base::EpisodeId id = *room.away.episode;
  const store::Repetition key{"POST transmit", "cle", "corps"};
  const casework::Transmitting told{"BPM", "recherche", "danger_immediat", {}, "oui", "non", "", "note"};
  room.sign(room.tilleuls, "classique", left(ines, at(-8)));
  CHECK(room.fail_everywhere([&] { return casework::ask_transmission(room.desk, room.tilleuls, id, "accueil", "Elle arrive.").ok(); }) > 8);
  CHECK(room.fail_everywhere([&] { return casework::transmit(room.desk, room.mimosas, room.away.declaration, told, key).ok(); }) > 5);
  CHECK(room.fail_everywhere([&] { return casework::open_urgently(room.desk, room.police, id, "Danger").ok(); }) > 8);
  REQUIRE(room.returns(room.mimosas, id, with(back(at(-1)), {{"adresse_actuelle", "1 rue Zyx"}, {"autorisation_juge_le", tests::told(at(-0.5))}})).ok());
  CHECK(room.fail_everywhere([&] { return casework::disclose_address(room.desk, room.police, id, "Mère").ok(); }) > 5);
  CHECK(room.fail_everywhere([&] { return casework::end_placement(room.desk, room.mimosas, *room.away.minor, "").ok(); }) > 5);
  for (const char* table : {"transmission", "transmission_request", "urgent_access", "address_disclosure", "placement_end"}) CHECK(room.count(table) == 1);
}

TEST_CASE("failing at any statement leaves no trace: what the clock does") {
  WholeOrNothingRoom room;
  casework::system_actor(room.desk, "horloge");
  const base::EpisodeId id = *room.away.episode;
  const auto fails_at = [&](std::initializer_list<std::string_view> left_open) {
    for (const auto& alert : room.alerts_of(id)) {
      const bool stays = std::find(left_open.begin(), left_open.end(), alert.kind) != left_open.end();
      if (alert.state == alerts::State::ouverte && !stays)
        REQUIRE(casework::acknowledge_alert(room.desk, room.police, alert.id, {}).ok());
    }
    const auto lines = room.count("audit");
    const auto written = [&] { return room.count("audit") > lines; };  // whole: what fails after it is another act's
    return room.fail_everywhere([&] {
      try {
        casework::Timekeeper(room.desk).tick();
      } catch (const db::Failure&) {
      }
      if (!written()) throw db::Failure(db::Trouble::other, "the act failed");
      return true;
    });
  };
  SUBCASE("an absence assessed again") {
    room.clock.set(at(15));
    CHECK(fails_at({}) > 15);
    CHECK(RawDatabase(room.file()).one("SELECT count(*) FROM audit WHERE act = 'reevaluation'") == "1");
  }
  SUBCASE("an alert that goes wider") {
    room.clock.set(at(0.3));
    CHECK(fails_at({"critique"}) > 5);
    CHECK(room.alert(id, "critique")->step == 1);
  }
  SUBCASE("a birthday") {
    const auto sam = room.sign(room.mimosas, "classique", left(child("LEROY", "Sam", "2008-06-02"), at(-3)));
    for (const auto& alert : room.alerts_of(*sam.episode))
      REQUIRE(casework::acknowledge_alert(room.desk, room.police, alert.id, {}).ok());
    room.clock.set(at(13));
    CHECK(fails_at({}) > 5);
    CHECK(room.state(*sam.episode, "majorite") == "ouverte");
  }
}

TEST_CASE("failing at any statement leaves no trace: a new account and its organisation") {
  WholeOrNothingRoom room;
  CHECK(room.fail_everywhere([&] {
    return casework::add_account(room.desk, room.admin, "nouveau", access::Role::foyer, "Les Chênes", "assez long pour tenir").ok();
  }) > 5);
  CHECK(RawDatabase(room.file()).one("SELECT count(*) FROM change WHERE kind = 'account' AND subject = (SELECT id FROM "
                                     "account WHERE login = 'nouveau')") == "1");
}

TEST_CASE("an opening that cannot be written shows nothing") {
  WholeOrNothingRoom room;
  const auto openings = [&] {
    return RawDatabase(room.file()).one("SELECT count(*) FROM audit WHERE act = 'consultation'");
  };
  room.failing.trouble = db::Trouble::full;
  const auto refused = [&](const auto& open) {
    room.failing.commits_to_fail = 2;
    const auto opened = open();
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == "stockage_plein");
    CHECK(openings() == "0");
  };
  refused([&] { return casework::open_minor(room.desk, room.police, *room.away.minor, "consultation"); });
  refused([&] { return casework::open_episode(room.desk, room.police, *room.away.episode, "consultation"); });
  refused([&] {
    return casework::open_declaration(room.desk, room.police, room.away.declaration, "consultation");
  });
  refused([&] { return casework::search_minors(room.desk, room.police, "lefevre", 10); });
  CHECK(casework::open_minor(room.desk, room.police, *room.away.minor, "consultation").ok());
  CHECK(openings() == "1");
}

TEST_CASE("failing at any statement leaves no trace: a withdrawal, and its undoing") {
  WholeOrNothingRoom room;
  const auto id = room.away.declaration;
  CHECK(room.fail_everywhere([&] { return casework::withdraw_declaration(room.desk, room.mimosas, id, "erreur").ok(); }) > 10);
  CHECK(room.fail_everywhere([&] { return casework::restore_declaration(room.desk, room.mimosas, id, "erreur").ok(); }) > 10);
}

TEST_CASE("failing at any statement leaves no trace: a mistaken return undone") {
  WholeOrNothingRoom room;
  REQUIRE(room.returns(room.mimosas, *room.away.episode, back(at(-2))).ok());
  CHECK(room.fail_everywhere([&] {
    return casework::reopen_episode(room.desk, room.mimosas, *room.away.episode, "erreur", {}).ok();
  }) > 10);
}

TEST_CASE("failing at any statement leaves no trace: a merge, and its undoing") {
  WholeOrNothingRoom room;
  const auto other = room.sign(room.police, "classique", left(child("PETIT", "Tom", "2011-02-20"), at(-3)));
  std::optional<base::MergeId> merge;
  CHECK(room.fail_everywhere([&] {
    const auto merged = casework::merge_minors(room.desk, room.police, *other.minor, *room.away.minor, "même enfant", {}, {});
    if (merged) merge = merged->id;
    return merged.ok();
  }) > 10);
  CHECK(room.fail_everywhere([&] { return casework::undo_merge(room.desk, room.police, *merge).ok(); }) > 10);
}
