#include <doctest/doctest.h>

#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;
using episodes::Status;

TEST_CASE(
    "a mother's call, the foyer's classique and the police's inquietante land on one absence, which the "
    "return closes") {
  House house;
  const auto call = house.sign(house.ecoutant, "appel",
                               {{"appelant_qualite", "mere"},
                                {"categorie", "fugue"},
                                {"nom", "Lefèvre"},
                                {"prenoms", "Inès"},
                                {"date_naissance", "2011-05-14"},
                                {"depart_au_plus_tard", told(at(-8))}});
  const auto foyer = house.sign(
      house.mimosas, "classique",
      with(left(ines, at(-7)), {{"depart_au_plus_tot", told(at(-9))}, {"etablissement", "Les Mimosas"}}));
  const auto police = house.sign(house.police, "inquietante", left(ines, at(-6)));
  CHECK(foyer.episode == call.episode);
  CHECK(police.episode == call.episode);
  const auto open = house.episode(call);
  CHECK(open.episode.declarations == std::vector{call.declaration, foyer.declaration, police.declaration});
  CHECK(open.episode.departed == base::Window{at(-9), at(-6)});
  CHECK(open.episode.status == Status::en_cours);
  CHECK(open.episode.number == 1);

  const auto returned = house.returns(house.mimosas, *call.episode, back(at(-1)));
  REQUIRE(returned.ok());
  CHECK(returned->episode == call.episode);
  const auto closed = house.episode(call);
  CHECK(closed.episode.status == Status::rentre);
  CHECK(closed.episode.returned == base::Window{at(-1), at(-1)});
  CHECK(closed.version > open.version);
  CHECK(closed.episode.reference == open.episode.reference);
  CHECK(house.count("minor") == 1);
  CHECK(house.count("declaration") == 4);
}

TEST_CASE("the third fugue in six weeks is at least vigilance, with a reason that names the three absences") {
  House house;
  std::vector<base::EpisodeId> known;
  for (const double days : {40.0, 20.0, 1.0}) {
    house.clock.set(at(-days * 24 + 2));
    const auto told = house.sign(house.mimosas, "classique", left(ines, at(-days * 24)));
    known.push_back(*told.episode);
    if (days == 1) break;
    house.clock.set(at(-days * 24 + 12));
    REQUIRE(house.returns(house.mimosas, *told.episode, back(at(-days * 24 + 10))).ok());
  }
  const auto third = house.episode(known[2]);
  CHECK(third.episode.number == 3);
  CHECK(third.proposed.level >= triage::Level::vigilance);
  const auto reasons = house.assessment(known[2]).reasons;
  const auto* reason = reason_of(reasons, "trois_fugues_en_90_jours");
  REQUIRE(reason);
  const auto& evidence = reason->at("evidence").as_array().at(0).as_object();
  CHECK(evidence.at("fact").as_string() == "fugues_90_jours");
  CHECK(evidence.at("value").to_number<int>() == 3);
  REQUIRE(evidence.at("episodes").as_array().size() == 3);
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(evidence.at("episodes").as_array()[i].as_string() == known[i].text());
  CHECK(house.episode(known[0]).proposed.level == triage::Level::aucun);
}

TEST_CASE("a new departure before any return makes the absence before a presumed return") {
  House house;
  house.clock.set(at(-100));
  const auto first = house.sign(house.police, "classique", left(ines, at(-101)));
  house.clock.set(noon);
  const auto second = house.sign(house.police, "classique", left(ines, at(-2)));
  CHECK(second.minor == first.minor);
  CHECK(second.episode != first.episode);
  CHECK(house.episode(first).episode.status == Status::retour_presume);
  CHECK(house.episode(first).episode.next_departure == at(-2));
  CHECK(house.episode(second).episode.status == Status::en_cours);
  CHECK(house.episode(second).episode.number == 2);

  Submission late = filled("retour", back(at(-50)));
  late.minor = first.minor;
  CHECK(house.sign(house.police, late).episode == first.episode);
  CHECK(house.episode(first).episode.status == Status::rentre);
  CHECK(house.episode(second).episode.status == Status::en_cours);
}

TEST_CASE("a person's choice of absence is stronger than the rules'") {
  House house;
  const auto first = house.sign(house.police, "classique", left(ines, at(-30)));
  Submission again = filled("classique", left(ines, at(-29)));
  again.new_episode = true;
  const auto second = house.sign(house.police, again);
  CHECK(second.episode != first.episode);
  Submission chosen = filled("classique", left(ines, at(-1)));
  chosen.episode = first.episode;
  CHECK(house.sign(house.police, chosen).episode == first.episode);
}

TEST_CASE("a call for information, reorientation, a nuisance and silence make no minor and no absence") {
  House house;
  for (const char* category : {"information", "reorientation", "nuisance", "muet"}) {
    const auto receipt = house.sign(house.ecoutant, "appel",
                                    {{"appelant_qualite", "mere"},
                                     {"categorie", category},
                                     {"nom", "Lefèvre"},
                                     {"prenoms", "Inès"},
                                     {"date_naissance", "2011-05-14"}});
    CHECK_FALSE(receipt.minor);
    CHECK_FALSE(receipt.episode);
    CHECK_FALSE(receipt.assessment);
    CHECK(receipt.alerts.empty());
    CHECK(receipt.how.empty());
  }
  CHECK(house.count("declaration") == 4);
  CHECK(house.count("minor") == 0);
  CHECK(house.count("episode") == 0);
  CHECK(house.store->people().minors() == 0);
}

TEST_CASE("a call with no category and nothing told opens no absence") {
  House house;
  CHECK_FALSE(house.sign(house.ecoutant, "appel", {{"appelant_qualite", "mere"}}).episode);
  CHECK(house.sign(house.ecoutant, "appel", {{"appelant_qualite", "mere"}, {"prenoms", "Inès"}}).episode);
}

TEST_CASE("a preventive sheet makes the minor, no absence; its signs are heard when the child leaves") {
  House house;
  const auto sheet = house.sign(house.mimosas, "preventive", with(ines, {{"hotel_ou_location", "oui"}}));
  CHECK(sheet.minor);
  CHECK_FALSE(sheet.episode);
  CHECK_FALSE(sheet.assessment);
  const auto told = house.sign(house.police, "classique", left(ines, at(-1)));
  CHECK(told.minor == sheet.minor);
  CHECK(rules_of(house.assessment(*told.episode).reasons) == "hotel_ou_location ");
  CHECK(house.episode(told).proposed.level == triage::Level::vigilance);
}

TEST_CASE("an age that somebody guessed counts, even when nothing else is known of the child") {
  House house;
  const auto told = house.sign(house.ecoutant, "appel",
                               {{"appelant_qualite", "temoin"}, {"categorie", "fugue"}, {"age_estime", 11}});
  CHECK(rules_of(house.assessment(*told.episode).reasons) == "age_moins_de_13 ");
  CHECK(house.episode(told).proposed.qualification == triage::Qualification::inquietante);
}
