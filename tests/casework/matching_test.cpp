#include <doctest/doctest.h>

#include <thread>

#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {
std::vector<casework::CandidateView> candidates(const House& house, const object& answers,
                                                const std::optional<base::MinorId>& except) {
  return house.look([&](const store::Reading& reading) {
    return casework::candidates_for(house.desk, reading, identity::person_from(answers, reading.now), except);
  });
}
}  // namespace

TEST_CASE("« LEFEVRE Ines » joins « Lefèvre, Inès » born the same day, in the same absence") {
  House house;
  const auto first =
      house.sign(house.mimosas, "classique", left(child("Lefèvre", "Inès", "2011-05-14"), at(-5)));
  const auto second =
      house.sign(house.police, "inquietante", left(child("LEFEVRE", "Ines", "2011-05-14"), at(-5)));
  CHECK(first.how == "created");
  CHECK(second.how == "linked");
  CHECK(second.minor == first.minor);
  CHECK(second.episode == first.episode);
  CHECK(house.count("minor") == 1);
}

TEST_CASE("« Durand, Léa » of another year is created, with the other as a candidate and the reasons why") {
  House house;
  const auto first = house.sign(house.police, "classique", child("Durand", "Léa", "2010-09-03"));
  const object other = child("Durand", "Léa", "2012-09-03");
  const auto second = house.sign(house.police, "classique", other);
  CHECK(second.how == "created");
  CHECK(second.minor != first.minor);
  const auto seen = candidates(house, other, second.minor);
  REQUIRE(seen.size() == 1);
  CHECK(seen[0].id == first.minor);
  CHECK(seen[0].display == "DURAND, Léa");
  CHECK(seen[0].likeness.score >= 0.5);
  CHECK_FALSE(seen[0].likeness.reasons.empty());
}

TEST_CASE("twins stay two") {
  House house;
  house.sign(house.police, "classique", child("PETIT", "Tom", "2011-02-20"));
  CHECK(house.sign(house.police, "classique", child("PETIT", "Hugo", "2011-02-20")).how == "created");
  house.sign(house.police, "classique", child("NOEL", "Marie Anne", "2011-02-20"));
  CHECK(house.sign(house.police, "classique", child("NOEL", "Marie Lou", "2011-02-20")).how == "created");
  CHECK(house.count("minor") == 4);
}

TEST_CASE("an attributed birth date and an unaccompanied minor are never linked by the rules") {
  House house;
  const auto twice = [&](const object& answers) {
    house.sign(house.police, "classique", answers);
    return house.sign(house.police, "classique", answers).how;
  };
  CHECK(twice(child("DIALLO", "Amadou", "2010-01-01")) == "created");
  CHECK(twice(child("BARRY", "Oumar", "2010-12-31")) == "created");
  CHECK(twice(with(child("KEITA", "Issa", "2010-06-11"), {{"mna", "oui"}})) == "created");
  CHECK(twice(with(child("SOW", "Fatou", "2010-06-11"), {{"mna", "non"}})) == "linked");
  CHECK(house.count("minor") == 7);
}

TEST_CASE("a child without a name is always created, and linked only by a person") {
  House house;
  const object nobody{
      {"appelant_qualite", "temoin"}, {"categorie", "fugue"}, {"telephones", {"06 39 98 12 34"}}};
  const auto first = house.sign(house.ecoutant, "appel", nobody);
  const auto second = house.sign(house.ecoutant, "appel", nobody);
  CHECK(second.how == "created");
  CHECK(second.minor != first.minor);
  house.look([&](const store::Reading& reading) {
    const auto minor = store::find_minor(reading, *first.minor);
    CHECK(casework::show_minor(house.desk, reading, *minor).display == "mineur inconnu");
  });
  Submission chosen = filled("appel", nobody);
  chosen.minor = first.minor;
  const auto third = house.sign(house.ecoutant, chosen);
  CHECK(third.how == "chosen");
  CHECK(third.minor == first.minor);
  CHECK(third.episode == first.episode);
}

TEST_CASE(
    "a person who looked may say it is nobody known; two alike then make the rules leave it to a person") {
  House house;
  house.sign(house.police, "classique", ines);
  Submission apart = filled("classique", ines);
  apart.new_minor = true;
  CHECK(house.sign(house.police, apart).how == "created");
  CHECK(house.sign(house.police, "classique", ines).how == "created");
  CHECK(candidates(house, ines, std::nullopt).size() == 3);
}

TEST_CASE("what a person chose must exist and agree") {
  House house;
  const auto first = house.sign(house.police, "classique", ines);
  const auto other = house.sign(house.police, "classique", child("PETIT", "Tom", "2011-02-20"));
  const auto refusal = [&](const std::function<void(Submission&)>& choose) {
    Submission submission = filled("classique", ines);
    choose(submission);
    const auto refused = house.submit(house.police, submission);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().kind == base::Kind::invalid);
    return refused.error().fields.at(0).code;
  };
  CHECK(refusal([&](auto& s) { s.minor = base::MinorId::make(noon); }) == "mineur_inconnu");
  CHECK(refusal([&](auto& s) { s.episode = base::EpisodeId::make(noon); }) == "absence_inconnue");
  CHECK(refusal([&](auto& s) { s.minor = other.minor, s.episode = first.episode; }) ==
        "choix_contradictoire");
  CHECK(refusal([&](auto& s) { s.minor = first.minor, s.new_minor = true; }) == "choix_contradictoire");
  CHECK(refusal([&](auto& s) { s.episode = first.episode, s.new_episode = true; }) == "choix_contradictoire");
  CHECK(refusal([&](auto& s) { s.form = "autre"; }) == "formulaire_inconnu");
  CHECK(house.count("declaration") == 2);
}

TEST_CASE("a role signs its own forms only") {
  House house;
  const auto may = [&](const access::Actor& who) {
    std::string forms;
    for (const char* form : {"classique", "inquietante", "appel", "retour", "preventive"})
      if (access::may_sign(who.role, form)) forms += std::string(form) + " ";
    return forms;
  };
  CHECK(may(house.police) == "classique inquietante retour preventive ");
  CHECK(may(house.mimosas) == "classique inquietante retour preventive ");
  CHECK(may(house.ecoutant) == "appel ");
  CHECK(may(house.analyste).empty());
  CHECK(may(house.admin).empty());
  CHECK(house.submit(house.ecoutant, "classique", ines).error().kind == base::Kind::forbidden);
  CHECK(house.count("declaration") == 0);
}

TEST_CASE("two people who declare the same absence at the same instant make one minor and one absence") {
  House house;
  for (int round = 0; round < 5; ++round) {
    const object who =
        left(child("PAIRE", "Zoé", base::to_text(base::add_years(*base::parse_date("2010-03-09"), round))),
             at(-3));
    Receipt told[2];
    std::thread foyer([&] { told[0] = house.sign(house.mimosas, "classique", who); });
    std::thread police([&] { told[1] = house.sign(house.police, "inquietante", who); });
    foyer.join();
    police.join();
    CHECK(told[0].minor == told[1].minor);
    CHECK(told[0].episode == told[1].episode);
    CHECK(told[0].how != told[1].how);
    CHECK(house.episode(told[0]).episode.declarations.size() == 2);
  }
  CHECK(house.count("minor") == 5);
  CHECK(house.count("episode") == 5);
}
