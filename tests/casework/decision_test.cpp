#include <doctest/doctest.h>

#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;
using triage::Level;
using triage::Qualification;

namespace {

/// A child away with one material sign: proposed classique, vigilance.
struct DecisionRoom : House {
  base::EpisodeId id =
      *sign(mimosas, "classique", with(left(ines, at(-3)), {{"hotel_ou_location", "oui"}})).episode;

  casework::Deciding deciding(Qualification qualification, Level level, std::string reason = "") const {
    return {*episode(id).assessment, qualification, level, std::move(reason)};
  }
  base::Result<base::DecisionId> decide(const casework::Deciding& deciding) {
    return casework::decide(desk, police, id, deciding, {});
  }
};

}  // namespace

TEST_CASE("a decision below the proposal asks for a reason, and one of white space is none") {
  DecisionRoom room;
  REQUIRE(room.episode(room.id).proposed == store::Verdict{Qualification::classique, Level::vigilance});
  for (const char* reason : {"", " \t\n"}) {
    const auto refused = room.decide(room.deciding(Qualification::classique, Level::aucun, reason));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().kind == base::Kind::invalid);
    CHECK(refused.error().fields.at(0).pointer == "/reason");
    CHECK(refused.error().fields.at(0).code == "motif_requis");
  }
  CHECK(room.decide(room.deciding(Qualification::classique, Level::aucun, "Hôtel des parents.")).ok());
  CHECK(room.episode(room.id).stands == store::Verdict{Qualification::classique, Level::aucun});
  CHECK(room.everything().find("parents") == std::string::npos);
}

TEST_CASE("a decision at the proposal or above needs no reason, and stands in its place") {
  DecisionRoom room;
  REQUIRE(room.decide(room.deciding(Qualification::inquietante, Level::eleve)).ok());
  const auto record = room.episode(room.id);
  CHECK(record.stands == store::Verdict{Qualification::inquietante, Level::eleve});
  CHECK(record.proposed == store::Verdict{Qualification::classique, Level::vigilance});
  CHECK(room.state(room.id, "inquietante") == "ouverte");
  CHECK(room.state(room.id, "eleve") == "ouverte");
  CHECK(room.state(room.id, "decision_a_revoir") == "aucune");
}

TEST_CASE("a decision against an assessment that is not the latest is refused") {
  DecisionRoom room;
  const auto stale = room.deciding(Qualification::classique, Level::vigilance);
  room.sign(room.ecoutant, "appel",
            {{"appelant_qualite", "mere"},
             {"categorie", "fugue"},
             {"nom", "LEFEVRE"},
             {"prenoms", "Ines"},
             {"date_naissance", "2011-05-14"}});
  const auto refused = room.decide(stale);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().kind == base::Kind::conflict);
  CHECK(refused.error().code == "evaluation_depassee");
  CHECK(room.count("decision") == 0);
}

TEST_CASE(
    "a decision stands when more is told, and an alert asks to look again, until somebody decides anew") {
  DecisionRoom room;
  REQUIRE(room.decide(room.deciding(Qualification::classique, Level::vigilance)).ok());
  CHECK(room.state(room.id, "decision_a_revoir") == "aucune");
  room.sign(room.police, "inquietante", with(left(ines, at(-3)), {{"revelation", "oui"}}));
  const auto record = room.episode(room.id);
  CHECK(record.proposed == store::Verdict{Qualification::inquietante, Level::critique});
  CHECK(record.stands == store::Verdict{Qualification::classique, Level::vigilance});
  CHECK(room.state(room.id, "decision_a_revoir") == "ouverte");
  CHECK(room.alert(room.id, "decision_a_revoir")->due_at == noon + std::chrono::hours{1});

  REQUIRE(room.decide(room.deciding(Qualification::inquietante, Level::critique)).ok());
  CHECK(room.state(room.id, "decision_a_revoir") == "resolue");
  CHECK(room.count("decision") == 2);
  CHECK(room.episode(room.id).stands == room.episode(room.id).proposed);
}

TEST_CASE("less told after a decision asks for nothing") {
  DecisionRoom room;
  REQUIRE(room.decide(room.deciding(Qualification::inquietante, Level::critique)).ok());
  room.sign(room.police, "classique", left(ines, at(-3)));
  CHECK(room.state(room.id, "decision_a_revoir") == "aucune");
  CHECK(room.episode(room.id).stands == store::Verdict{Qualification::inquietante, Level::critique});
}

TEST_CASE("a decision on a version that changed, or on an absence unknown, is refused") {
  DecisionRoom room;
  const auto deciding = room.deciding(Qualification::inquietante, Level::critique);
  CHECK(casework::decide(room.desk, room.police, room.id, deciding, 99).error().kind == base::Kind::stale);
  CHECK(casework::decide(room.desk, room.police, base::EpisodeId::make(noon), deciding, {}).error().kind ==
        base::Kind::not_found);
  CHECK(room.decide(deciding).ok());
}
