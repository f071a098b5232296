#include <doctest/doctest.h>

#include "casework/examine.hpp"
#include "casework/merge_minors.hpp"
#include "casework/retract.hpp"
#include "tests/casework/link_children.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

struct TieRoom : ImportRoom {
  Receipt tell(const access::Actor& by, const object& who, const object& more) {
    clock.pass(std::chrono::minutes{1});
    return sign(by, "classique", with(left(who, at(-50)), more));
  }
  bool tied(const Receipt& of, std::string_view rule = "contact_partage") const { return reason_of(assessment(of.episode.value()).reasons, rule) != nullptr; }
  casework::AssessmentView seen(const access::Actor& by, const Receipt& of) const {
    return store->read(access::scope_of(by), [&](const store::Reading& reading) {
      const auto record = store::find_episode(reading, of.episode.value()).value();
      return casework::assessment_of(desk, reading, record, record.assessment).value();
    });
  }
};

}  // namespace

TEST_CASE("what a child's declaration tells of another's too proposes to examine it, without any level, and its reason names nobody") {
  TieRoom room;
  const Receipt one = room.tell(room.police, ines, nessa);
  CHECK(room.assessment(*one.episode).verdict.qualification == triage::Qualification::classique);
  const Receipt other = room.tell(room.police, noe, nessa);
  const auto made = room.assessment(*other.episode);
  CHECK(made.verdict.qualification == triage::Qualification::a_examiner);
  CHECK(made.verdict.level == triage::Level::aucun);
  const auto* reason = reason_of(made.reasons, "contact_partage");
  REQUIRE(reason);
  const std::string said = base::to_text(*reason);
  CHECK(reason->at("evidence").as_array()[0].at("value").to_number<double>() == 1);
  for (const std::string& hidden : {one.minor->text(), one.episode->text(), one.declaration.text(), std::string("0639981234"), std::string("LEFEVRE")})
    CHECK(said.find(hidden) == std::string::npos);
  CHECK(room.state(*other.episode, "a_examiner") == "ouverte");
  CHECK(casework::examine(room.desk).problems.empty());
}

TEST_CASE("one telephone in one family is no question") {
  TieRoom room;
  room.tell(room.police, ines, nessa);
  CHECK_FALSE(room.tied(room.tell(room.police, child("Lefèvre", "Zoé", "2013-01-02"), nessa)));
}

TEST_CASE("children told to have left together are a question for the one told of last") {
  TieRoom room;
  const auto beside = [](std::string_view nom, std::string_view prenoms) {
    return object{{"accompagne", "oui"}, {"accompagnants", {{{"nom", nom}, {"prenoms", prenoms}, {"mineur", "oui"}}}}};
  };
  const Receipt one = room.tell(room.police, ines, beside("Zylami", "Noé"));
  CHECK_FALSE(room.tied(one, "depart_ensemble"));
  CHECK(room.tied(room.tell(room.police, noe, beside("Lefevre", "Inès")), "depart_ensemble"));
}

TEST_CASE("a home reads of a question that rests on another's child only that another service holds something") {
  TieRoom room;
  room.tell(room.tilleuls, noe, nessa);
  const Receipt own = room.tell(room.mimosas, ines, nessa);
  CHECK(room.seen(room.mimosas, own).withheld);
  CHECK(reason_of(room.seen(room.mimosas, own).reasons, "contact_partage") == nullptr);
  CHECK(room.seen(room.mimosas, own).verdict.qualification == triage::Qualification::a_examiner);
  CHECK_FALSE(room.seen(room.police, own).withheld);
  CHECK(reason_of(room.seen(room.police, own).reasons, "contact_partage"));
  const auto outcome = room.store->read(access::scope_of(room.mimosas), [&](const store::Reading& reading) { return casework::show_outcome(room.desk, reading, own); });
  CHECK(outcome->assessment->withheld);
  CHECK(reason_of(outcome->assessment->reasons, "contact_partage") == nullptr);
}

TEST_CASE("a question goes when the other side is taken back or corrected, comes back with it, and what was thought before recomputes") {
  TieRoom room;
  const Receipt one = room.tell(room.police, ines, nessa), other = room.tell(room.mimosas, noe, nessa);
  REQUIRE(room.tied(other));
  room.clock.pass(std::chrono::hours{1});
  REQUIRE(casework::withdraw_declaration(room.desk, room.police, one.declaration, "mauvais dossier").ok());
  CHECK_FALSE(room.tied(other));
  REQUIRE(casework::restore_declaration(room.desk, room.police, one.declaration, "à tort").ok());
  CHECK(room.tied(other));
  Submission correction = filled("classique", left(ines, at(-50)));
  correction.amends = one.declaration;
  room.sign(room.police, correction);
  CHECK_FALSE(room.tied(other));
  CHECK(casework::examine(room.desk).problems.empty());
}

TEST_CASE("two files put together are one child in the count of a question, and what was thought before recomputes") {
  TieRoom room;
  const Receipt one = room.tell(room.police, ines, nessa), other = room.tell(room.police, noe, nessa), third = room.tell(room.police, lou, nessa);
  const auto count = [&] { return reason_of(room.assessment(*third.episode).reasons, "contact_partage")->at("evidence").as_array()[0].at("value").to_number<double>(); };
  CHECK(count() == 2);
  const auto merge = casework::merge_minors(room.desk, room.police, one.minor.value(), other.minor.value(), "même enfant", {}, {});
  REQUIRE(merge.ok());
  CHECK(count() == 1);
  CHECK_FALSE(room.tied(one));
  REQUIRE(casework::undo_merge(room.desk, room.police, merge->id, {}).ok());
  CHECK(count() == 2);
  CHECK(casework::examine(room.desk).problems.empty());
}

TEST_CASE("a number that turns out to be a home's own is a question no longer at the next assessment, and what was thought before recomputes") {
  TieRoom room;
  room.tell(room.police, ines, nessa);
  const Receipt other = room.tell(room.police, noe, nessa);
  REQUIRE(room.tied(other));
  room.tell(room.police, lou, with(nessa, {{"etablissement_telephones", {"06 39 98 12 34"}}}));
  CHECK(casework::examine(room.desk).problems.empty());
  Submission again = filled("classique", left(noe, at(-49)));
  again.minor = other.minor;
  again.episode = other.episode;
  room.sign(room.police, again);
  CHECK_FALSE(room.tied(other));
  CHECK(casework::examine(room.desk).problems.empty());
}

TEST_CASE("an import makes the same questions as the directory that it comes from") {
  TieRoom room;
  room.tell(room.police, ines, nessa);
  const Receipt other = room.tell(room.mimosas, noe, nessa);
  REQUIRE(room.tied(other));
  ImportRoom next;
  next.clock.set(room.clock.now());
  next.take(room.exported());
  next.finish();
  const auto said = [](const ImportRoom& where) {
    return where.one("SELECT group_concat(q) FROM (SELECT e.departed_latest || ' ' || e.proposed_qualification || ' ' || e.proposed_level AS q FROM episode e "
                     "JOIN declaration d ON d.episode = e.id ORDER BY d.signed_at)");
  };
  CHECK(said(next) == said(room));
  CHECK(casework::examine(next.desk).problems.empty());
}
