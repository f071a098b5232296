#include <doctest/doctest.h>

#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;
using episodes::Status;

namespace {

struct ReturnRoom : House {
  Receipt away = sign(mimosas, "classique", left(ines, at(-30)));

  Submission retour(const object& answers) const {
    Submission submission = filled("retour", answers);
    submission.minor = away.minor;
    return submission;
  }
};

}  // namespace

TEST_CASE("a second return of the same absence is refused, a second voice that names the absence is taken") {
  ReturnRoom room;
  REQUIRE(room.returns(room.mimosas, *room.away.episode, back(at(-3))).ok());
  const auto twice = room.returns(room.police, *room.away.episode, back(at(-2)));
  REQUIRE_FALSE(twice.ok());
  CHECK(twice.error().kind == base::Kind::conflict);
  CHECK(twice.error().code == "deja_rentre");

  Submission voice = room.retour(back(at(-5)));
  voice.episode = room.away.episode;
  const auto told = room.sign(room.police, voice);
  CHECK(told.episode == room.away.episode);
  CHECK(room.episode(told).episode.returned == base::Window{at(-5), at(-3)});
  CHECK(room.count("declaration") == 3);
}

TEST_CASE(
    "a return within 12 hours of a known one is refused, further off it makes a closed absence of its own") {
  ReturnRoom room;
  REQUIRE(room.returns(room.mimosas, *room.away.episode, back(at(-20))).ok());
  const auto near = room.submit(room.police, room.retour(back(at(-8.1))));
  REQUIRE_FALSE(near.ok());
  CHECK(near.error().kind == base::Kind::conflict);
  CHECK(near.error().code == "retour_deja_connu");
  const auto far = room.sign(room.police, room.retour(back(at(-7.9))));
  CHECK(far.episode != room.away.episode);
  CHECK(room.episode(far).episode.status == Status::rentre);
}

TEST_CASE(
    "a return of a child nobody had declared away makes a closed absence whose departure is not known") {
  House house;
  const auto sheet = house.sign(house.mimosas, "preventive", ines);
  Submission alone = filled("retour", back(at(-1)));
  alone.minor = sheet.minor;
  const auto receipt = house.sign(house.mimosas, alone);
  const auto record = house.episode(receipt);
  CHECK(record.episode.status == Status::rentre);
  CHECK(record.episode.departed == base::Window{std::nullopt, at(-1)});
  CHECK(record.episode.returned == base::Window{at(-1), at(-1)});
}

TEST_CASE("a return before the departure is refused and names its field, by the absence and by the minor") {
  ReturnRoom room;
  for (const auto& refused : {room.returns(room.mimosas, *room.away.episode, back(at(-31))),
                              room.submit(room.mimosas, room.retour(back(at(-31))))}) {
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().kind == base::Kind::invalid);
    CHECK(refused.error().fields.at(0).pointer == "/answers/retour_au_plus_tard");
    CHECK(refused.error().fields.at(0).code == "retour_avant_depart");
  }
  CHECK(room.episode(room.away).episode.status == Status::en_cours);
}

TEST_CASE("a return must say of whom") {
  House house;
  const auto refused = house.submit(house.police, "retour", back(at(-1)));
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().fields.at(0).code == "retour_sans_mineur");
}

TEST_CASE("a return by the minor closes the absence that lasts") {
  ReturnRoom room;
  CHECK(room.sign(room.mimosas, room.retour(back(at(-1)))).episode == room.away.episode);
  CHECK(room.episode(room.away).episode.status == Status::rentre);
}

TEST_CASE("a child found and not yet back is localised, and the return is still to come") {
  ReturnRoom room;
  const auto found =
      room.returns(room.police, *room.away.episode, with(back(at(-4)), {{"retour_issue", "localise"}}));
  REQUIRE(found.ok());
  CHECK(room.episode(room.away).episode.status == Status::localise);
  CHECK_FALSE(room.episode(room.away).episode.returned);
  REQUIRE(room.returns(room.police, *room.away.episode, back(at(-1))).ok());
  CHECK(room.episode(room.away).episode.status == Status::rentre);
  CHECK(room.episode(room.away).episode.returned == base::Window{at(-1), at(-1)});
}

TEST_CASE("an unverified return keeps the task to verify it, until a voice verifies it") {
  ReturnRoom room;
  const base::EpisodeId id = *room.away.episode;
  REQUIRE(room.returns(room.mimosas, id, {{"retour_au_plus_tard", told(at(-3))}}).ok());
  CHECK(room.state(id, "retour_a_verifier") == "ouverte");
  Submission voice = room.retour(back(at(-3), "inconnu"));
  voice.episode = id;
  room.sign(room.mimosas, voice);
  CHECK(room.state(id, "retour_a_verifier") == "ouverte");
  voice.answers = back(at(-2));
  room.sign(room.police, voice);
  CHECK(room.state(id, "retour_a_verifier") == "resolue");
  CHECK(room.alert(id, "retour_a_verifier")->outcome == "retour");
  CHECK(room.kinds_of(id) == "entretien_retour fpr_a_inscrire parquet_a_aviser retour_a_verifier ");
}

TEST_CASE("an act on a version of the absence that changed since is refused") {
  ReturnRoom room;
  Submission voice = room.retour(back(at(-1)));
  voice.episode = room.away.episode;
  voice.returns = true;
  voice.seen_version = room.episode(room.away).version + 1;
  CHECK(room.submit(room.mimosas, voice).error().kind == base::Kind::stale);
  voice.seen_version = room.episode(room.away).version;
  CHECK(room.submit(room.mimosas, voice).ok());
}
