#include <doctest/doctest.h>

#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;
using casework::FprEntry;

namespace {

struct FprRoom : House {
  base::EpisodeId id = *sign(mimosas, "classique", left(ines, at(-30))).episode;

  base::Result<base::EpisodeId> record(const FprEntry& entry,
                                       std::optional<std::int64_t> seen = std::nullopt) {
    return casework::record_fpr(desk, police, id, entry, seen);
  }
  std::string refusal(const FprEntry& entry) {
    const auto result = record(entry);
    return result ? "" : result.error().fields.at(0).pointer + " " + result.error().fields.at(0).code;
  }
};
FprEntry entered(base::Instant when) {
  FprEntry entry;
  entry.inscrit_le = when;
  entry.numero = "FPR-123";
  entry.service = "BPM, groupe 2";
  return entry;
}
FprEntry removed(base::Instant when) {
  FprEntry entry;
  entry.desinscrit_le = when;
  return entry;
}

}  // namespace

TEST_CASE("an inscription is kept, with its number sealed, category M unless said otherwise") {
  FprRoom room;
  REQUIRE(room.record(entered(at(-20))).ok());
  const auto record = room.episode(room.id);
  CHECK(record.episode.fpr.standing());
  CHECK(record.episode.fpr.inscrit_le == at(-20));
  CHECK(record.episode.fpr.categorie == "M");
  CHECK(record.fpr_numero == "FPR-123");
  CHECK(record.fpr_service == "BPM, groupe 2");
  CHECK(room.everything().find("FPR-123") == std::string::npos);
}

TEST_CASE(
    "a verified return while the entry stands asks for its removal; the removal ends that, erases the "
    "number, keeps the dates") {
  FprRoom room;
  REQUIRE(room.record(entered(at(-20))).ok());
  CHECK(room.state(room.id, "fpr_a_desinscrire") == "aucune");
  REQUIRE(room.returns(room.mimosas, room.id, back(at(-3))).ok());
  CHECK(room.state(room.id, "fpr_a_desinscrire") == "ouverte");
  CHECK(room.alert(room.id, "fpr_a_desinscrire")->due_at == noon + std::chrono::hours{4});

  REQUIRE(room.record(removed(at(-1))).ok());
  CHECK(room.state(room.id, "fpr_a_desinscrire") == "resolue");
  CHECK(room.alert(room.id, "fpr_a_desinscrire")->outcome == "fpr");
  const auto record = room.episode(room.id);
  CHECK_FALSE(record.episode.fpr.standing());
  CHECK(record.fpr_numero.empty());
  CHECK(record.episode.fpr.inscrit_le == at(-20));
  CHECK(record.episode.fpr.desinscrit_le == at(-1));
  CHECK(episodes::fpr_hours(record.episode.fpr, noon) == 19);
}

TEST_CASE("an unverified return asks for no step at the FPR, a claim that it was removed clears nothing") {
  FprRoom room;
  REQUIRE(room.record(entered(at(-20))).ok());
  REQUIRE(room.returns(room.mimosas, room.id, with(back(at(-3), "non"), {{"fpr_desinscrit", "oui"}})).ok());
  CHECK(room.state(room.id, "fpr_a_desinscrire") == "aucune");
  CHECK(room.state(room.id, "retour_a_verifier") == "ouverte");
  CHECK(room.episode(room.id).episode.fpr.standing());
  Submission voice = filled("retour", with(back(at(-3)), {{"fpr_desinscrit", "oui"}}));
  voice.episode = room.id;
  room.sign(room.police, voice);
  CHECK(room.state(room.id, "fpr_a_desinscrire") == "ouverte");
  const auto alert = room.alert(room.id, "fpr_a_desinscrire");
  CHECK(casework::resolve_alert(room.desk, room.police, alert->id, "confirme", "", {}).error().code ==
        "tache_fpr");
}

TEST_CASE("an entry recorded after a verified return is still a search to end") {
  FprRoom room;
  REQUIRE(room.returns(room.mimosas, room.id, back(at(-3))).ok());
  REQUIRE(room.record(entered(at(-20))).ok());
  CHECK(room.state(room.id, "fpr_a_desinscrire") == "ouverte");
}

TEST_CASE("a reason for no inscription is kept sealed, and an inscription takes its place") {
  FprRoom room;
  FprEntry none;
  none.motif_de_non_inscription = "retour imminent annoncé";
  REQUIRE(room.record(none).ok());
  CHECK(room.episode(room.id).episode.fpr.motif_de_non_inscription == "retour imminent annoncé");
  CHECK_FALSE(room.episode(room.id).episode.fpr.standing());
  CHECK(room.everything().find("imminent") == std::string::npos);
  REQUIRE(room.record(entered(at(-2))).ok());
  CHECK(room.episode(room.id).episode.fpr.motif_de_non_inscription.empty());
}

TEST_CASE("what cannot be is refused at its field, and changes nothing") {
  FprRoom room;
  const std::string before = room.everything();
  CHECK(room.refusal({}) == "/inscrit_le fpr_vide");
  CHECK(room.refusal(removed(at(-1))) == "/desinscrit_le fpr_sans_inscription");
  CHECK(room.refusal(entered(at(1))) == "/inscrit_le instant_futur");
  FprEntry both = entered(at(-2));
  both.desinscrit_le = at(-3);
  CHECK(room.refusal(both) == "/desinscrit_le ordre_des_instants");
  FprEntry other = entered(at(-2));
  other.categorie = "Z";
  CHECK(room.refusal(other) == "/categorie fpr_categorie");
  CHECK(room.record(entered(at(-2)), 99).error().kind == base::Kind::stale);
  CHECK(casework::record_fpr(room.desk, room.police, base::EpisodeId::make(noon), entered(at(-2)), {})
            .error()
            .kind == base::Kind::not_found);
  CHECK(room.everything() == before);
}

TEST_CASE("the entry outlives what is told after it") {
  FprRoom room;
  REQUIRE(room.record(entered(at(-20))).ok());
  room.sign(room.police, "inquietante", left(ines, at(-29)));
  CHECK(room.episode(room.id).episode.fpr.standing());
  CHECK(room.episode(room.id).fpr_numero == "FPR-123");
}
