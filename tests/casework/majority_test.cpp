#include <doctest/doctest.h>

#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

// 31 May 2026, 23:59 and 1 June, 00:01 in Paris (UTC+2).
constexpr const char* eve = "2026-05-31T23:59:00+02:00";
constexpr const char* birthday = "2026-06-01T00:01:00+02:00";

object born(std::string_view date, std::string_view departure) {
  return with(child("ADAM", "Lucie", date), {{"depart_au_plus_tard", departure}});
}
/// "pointer code" of the refusal, or "" when it was taken.
std::string refusal(const base::Result<Receipt>& result) {
  if (result) return "";
  const auto& field = result.error().fields.at(0);
  return field.pointer + " " + field.code;
}
const std::string adult = "/answers/date_naissance majeur";

}  // namespace

TEST_CASE(
    "on the eighteenth birthday, on the local day of departure, the forms of the BPM are refused; the day "
    "before, taken") {
  House house;
  CHECK(refusal(house.submit(house.police, "classique", born("2008-06-01", birthday))) == adult);
  CHECK(refusal(house.submit(house.police, "inquietante", born("2008-06-01", birthday))) == adult);
  CHECK(house.count("minor") == 0);
  CHECK(refusal(house.submit(house.police, "classique", born("2008-06-01", eve))).empty());
  CHECK(refusal(house.submit(house.police, "classique", born("2008-06-02", birthday))).empty());
}

TEST_CASE("the local day is that of the place left") {
  House house;
  const std::string in_paris_31_may = "2026-05-31T22:30:00+02:00";  // 1 June, 00:30 in La Réunion
  CHECK(refusal(house.submit(house.police, "classique", born("2008-06-01", in_paris_31_may))).empty());
  CHECK(refusal(house.submit(house.police, "classique",
                             with(born("2008-06-01", in_paris_31_may), {{"departement", "974"}}))) == adult);
}

TEST_CASE("a call about an adult is taken all the same") {
  House house;
  object call = born("2008-06-01", birthday);
  call["appelant_qualite"] = "mere";
  call["categorie"] = "jeune_majeur";
  const auto receipt = house.sign(house.ecoutant, "appel", call);
  CHECK(receipt.episode);
}

TEST_CASE("the birth date told before counts when this declaration tells none") {
  House house;
  const auto known = house.sign(house.police, "preventive", child("ADAM", "Lucie", "2008-06-02"));
  house.clock.set(at(48));
  Submission later = filled(
      "classique", {{"nom", "ADAM"}, {"declarant_qualite", "mere"}, {"depart_au_plus_tard", told(at(40))}});
  later.minor = known.minor;
  CHECK(refusal(house.submit(house.police, later)) == adult);
  later.answers["depart_au_plus_tard"] = told(at(-20));
  CHECK(refusal(house.submit(house.police, later)).empty());
}

TEST_CASE("an absence of a child who turned eighteen since still takes declarations and its return") {
  House house;
  house.clock.set(at(-48));
  const object who = child("ADAM", "Lucie", "2008-06-01");
  const auto first = house.sign(house.police, "classique", left(who, at(-50)));
  house.clock.set(at(24));
  SUBCASE("told late, with its departure") {
    CHECK(refusal(house.submit(house.mimosas, "classique", left(who, at(-49)))).empty());
  }
  SUBCASE("told late, without its departure") {
    CHECK(refusal(house.submit(house.mimosas, "inquietante", who)).empty());
  }
  CHECK(house.count("episode") == 1);
  CHECK(house.returns(house.police, *first.episode, back(at(20))).ok());
}

TEST_CASE("a minor whose age nobody knows is taken as one") {
  House house;
  CHECK(refusal(house.submit(house.police, "classique",
                             {{"prenoms", "Lucie"}, {"declarant_qualite", "ami"}, {"age_estime", 19}}))
            .empty());
}
