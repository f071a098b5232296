#include <doctest/doctest.h>

#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

/// What a preview says, then what signing says: the same verdict for the same rules, and the preview changed
/// nothing.
void check_agrees(House& house, const access::Actor& who, const Submission& submission) {
  const std::string before = house.everything();
  const auto minors = house.store->people().minors();
  const auto seen = casework::preview(house.desk, who, submission);
  REQUIRE(seen.ok());
  CHECK(house.everything() == before);
  CHECK(house.store->people().minors() == minors);
  const auto receipt = house.sign(who, submission);
  REQUIRE(seen->assessment.has_value() == receipt.assessment.has_value());
  if (!receipt.assessment) return;
  const auto signed_ = house.assessment(*receipt.episode);
  CHECK(seen->assessment->verdict == signed_.verdict);
  CHECK(rules_of(seen->assessment->reasons) == rules_of(signed_.reasons));
  CHECK_FALSE(seen->assessment->id);
}

}  // namespace

TEST_CASE("a preview changes no row and agrees with what signing then says") {
  House house;
  check_agrees(house, house.mimosas, filled("classique", left(ines, at(-9))));
  check_agrees(house, house.police, filled("inquietante", with(left(ines, at(-9)), {{"revelation", "oui"}})));
  check_agrees(house, house.ecoutant,
               filled("appel", {{"appelant_qualite", "mere"}, {"categorie", "information"}}));
  check_agrees(house, house.ecoutant,
               filled("appel", {{"appelant_qualite", "temoin"}, {"categorie", "fugue"}, {"age_estime", 11}}));
  check_agrees(house, house.mimosas, filled("preventive", ines));
}

TEST_CASE("a preview counts the absences before it, and the one it would open") {
  House house;
  for (const double days : {40.0, 20.0}) {
    house.clock.set(at(-days * 24));
    const auto told = house.sign(house.mimosas, "classique", left(ines, at(-days * 24)));
    house.clock.set(at(-days * 24 + 30));
    REQUIRE(house.returns(house.mimosas, *told.episode, back(at(-days * 24 + 20))).ok());
  }
  house.clock.set(noon);
  const auto third = filled("classique", left(ines, at(-2)));
  const auto seen = casework::preview(house.desk, house.mimosas, third);
  REQUIRE(seen.ok());
  CHECK(reason_of(seen->assessment->reasons, "trois_fugues_en_90_jours"));
  check_agrees(house, house.mimosas, third);
}

TEST_CASE("a preview of a return, of a chosen absence and of a correction agrees with signing too") {
  House house;
  const auto away = house.sign(house.mimosas, "classique", with(left(ines, at(-9)), {{"revelation", "oui"}}));
  Submission correction = filled("classique", left(ines, at(-8)));
  correction.amends = away.declaration;
  check_agrees(house, house.mimosas, correction);
  CHECK(house.count("episode") == 1);
  Submission chosen = filled("inquietante", with(ines, {{"hotel_ou_location", "oui"}}));
  chosen.episode = away.episode;
  check_agrees(house, house.mimosas, chosen);
  Submission returned =
      filled("retour", with(back(at(-1)), {{"retour_lieu_type", "hotel"}, {"bien_soigne_sans_base", "oui"}}));
  returned.minor = away.minor;
  check_agrees(house, house.mimosas, returned);
}

TEST_CASE(
    "a preview takes unfinished answers, refuses wrong ones like signing, and shows candidates with their "
    "reasons") {
  House house;
  const auto known = house.sign(house.police, "classique", child("Durand", "Léa", "2010-09-03"));
  const auto seen =
      casework::preview(house.desk, house.ecoutant, filled("appel", {{"nom", "Durant"}, {"prenoms", "Lea"}}));
  REQUIRE(seen.ok());
  REQUIRE(seen->candidates.size() == 1);
  CHECK(seen->candidates[0].id == known.minor);
  CHECK(seen->candidates[0].reference.starts_with("M-"));
  CHECK(seen->candidates[0].age == 15);
  CHECK_FALSE(seen->candidates[0].likeness.reasons.empty());
  CHECK(casework::preview(house.desk, house.ecoutant, filled("appel", {}))->candidates.empty());
  const auto wrong = casework::preview(house.desk, house.ecoutant,
                                       filled("appel", {{"alcool", "peut-être"}, {"couleur", "bleu"}}));
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().fields.size() == 2);
}

TEST_CASE("a preview says what is worth asking next, and the answer then does what was said") {
  House house;
  const auto seen = casework::preview(
      house.desk, house.ecoutant,
      filled("appel", {{"appelant_qualite", "mere"}, {"categorie", "fugue"}, {"prenoms", "Inès"}}));
  REQUIRE(seen.ok());
  REQUIRE_FALSE(seen->assessment->next_questions.empty());
  const auto& first = seen->assessment->next_questions.front();
  CHECK(first.may_become.level == triage::Level::critique);
  CHECK_FALSE(first.label.empty());
  const auto then = casework::preview(
      house.desk, house.ecoutant,
      filled(
          "appel",
          {{"appelant_qualite", "mere"}, {"categorie", "fugue"}, {"prenoms", "Inès"}, {first.field, "oui"}}));
  CHECK(then->assessment->verdict == first.may_become);
}
