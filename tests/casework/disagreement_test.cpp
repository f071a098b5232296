#include <doctest/doctest.h>

#include "casework/disagree.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;
using namespace std::chrono_literals;

namespace {

struct DisagreementRoom : House {
  Receipt away = sign(mimosas, "classique", left(ines, at(-9)));
  base::EpisodeId id = *away.episode;

  base::Result<store::DisagreementId> dispute(const access::Actor& by,
                                              const std::optional<store::Repetition>& key = std::nullopt) {
    return casework::disagree(desk, by, id, "Mme Lefevre, mère", "Elle est partie sans ses affaires.", {}, key);
  }
  std::vector<casework::DisagreementView> seen(const access::Actor& by) const {
    return store->read(access::scope_of(by),
                       [&](const store::Reading& reading) { return casework::show_disagreements(reading, id); });
  }
};

}  // namespace

TEST_CASE("a disagreement keeps its time, who, why and what was disputed, sealed, with its audit line and its task") {
  DisagreementRoom room;
  REQUIRE(room.dispute(room.mimosas).ok());
  const auto kept = room.seen(room.police);
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].told.at == noon);
  CHECK(kept[0].told.declarant == "Mme Lefevre, mère");
  CHECK(kept[0].told.reason == "Elle est partie sans ses affaires.");
  CHECK(kept[0].told.qualification == triage::Qualification::classique);
  CHECK(kept[0].organisation == "Les Mimosas");
  CHECK(room.everything().find("Lefevre") == std::string::npos);
  CHECK(room.everything().find("sans ses affaires") == std::string::npos);
  CHECK(RawDatabase(room.file()).one("SELECT count(*) FROM audit WHERE act = 'desaccord'") == "1");
  const auto task = room.alert(room.id, "desaccord_a_transmettre");
  REQUIRE(task);
  CHECK(task->due_at == noon + 4h);
  CHECK(task->role == access::Role::police);
}

TEST_CASE("a second disagreement while the first is to be transmitted makes no second task, a later one does") {
  DisagreementRoom room;
  REQUIRE(room.dispute(room.mimosas).ok());
  REQUIRE(room.dispute(room.police).ok());
  CHECK(room.kinds_of(room.id) == "desaccord_a_transmettre fpr_a_inscrire parquet_a_aviser ");
  room.clock.pass(1h);
  const auto task = room.alert(room.id, "desaccord_a_transmettre").value();
  REQUIRE(casework::resolve_alert(room.desk, room.police, task.id, "transmis", "", {}).ok());
  room.clock.pass(1h);
  REQUIRE(room.returns(room.mimosas, room.id, back(at(-1))).ok());
  CHECK(room.state(room.id, "desaccord_a_transmettre") == "resolue");
  REQUIRE(room.dispute(room.suivi).ok());
  CHECK(room.state(room.id, "desaccord_a_transmettre") == "ouverte");
  CHECK(room.seen(room.police).size() == 3);
}

TEST_CASE("a home reads what it took down itself, an analyst nothing") {
  DisagreementRoom room;
  room.sign(room.tilleuls, "classique", left(ines, at(-9)));
  REQUIRE(room.dispute(room.police).ok());
  REQUIRE(room.dispute(room.mimosas).ok());
  CHECK(room.seen(room.police).size() == 2);
  CHECK(room.seen(room.suivi).size() == 2);
  CHECK(room.seen(room.mimosas).size() == 1);
  CHECK(room.seen(room.tilleuls).empty());
  CHECK(room.seen(room.analyste).empty());
}

TEST_CASE("a repeated disagreement is one, and a stale version is refused") {
  DisagreementRoom room;
  const store::Repetition key{"POST disagreement", "cle", "corps"};
  const auto first = room.dispute(room.mimosas, key), again = room.dispute(room.mimosas, key);
  REQUIRE(first.ok());
  CHECK(*again == *first);
  CHECK(room.count("disagreement") == 1);
  const auto stale = casework::disagree(room.desk, room.police, room.id, "Mère", "Non.", 1);
  CHECK(stale.error().kind == base::Kind::stale);
}
