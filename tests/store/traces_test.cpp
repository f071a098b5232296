#include "store/traces.hpp"

#include <doctest/doctest.h>

#include "tests/store/one_act.hpp"

using namespace vigie;
using namespace vigie::tests;
using base::Done;
using base::Result;

namespace {

struct TracesRoom : OneStore {
  access::Actor police = add_actor("police", access::Role::police, "BPM");
  access::Actor other = add_actor("autre", access::Role::police, "BPM");

  void remember(const access::Actor& actor, const store::Repetition& repetition, std::int64_t result) {
    REQUIRE(store
                ->write<Done>(actor,
                              [&](store::Unit& unit) -> Result<Done> {
                                store::add_repetition(unit, repetition, {{"rang", result}});
                                sign(unit);
                                return Done{};
                              })
                .ok());
  }
  /// The rank remembered, "rien", or the code of the refusal.
  std::string recall(const access::Actor& actor, const store::Repetition& repetition) const {
    return look([&](const store::Reading& reading) -> std::string {
      const auto found = store::find_repetition(reading, actor, repetition);
      if (!found) return found.error().code;
      return *found ? std::to_string((**found).at("rang").as_int64()) : "rien";
    });
  }
};

}  // namespace

TEST_CASE("the same key with the same body finds the first answer, with another body it is refused") {
  TracesRoom room;
  const store::Repetition first{"POST /a", "cle", "corps"};
  CHECK(room.recall(room.police, first) == "rien");
  room.remember(room.police, first, 7);
  CHECK(room.recall(room.police, first) == "7");
  CHECK(room.recall(room.police, {"POST /a", "cle", "autre"}) == "cle_reutilisee");
}

TEST_CASE("a key belongs to one account and one route") {
  TracesRoom room;
  room.remember(room.police, {"POST /a", "cle", "corps"}, 7);
  CHECK(room.recall(room.other, {"POST /a", "cle", "corps"}) == "rien");
  CHECK(room.recall(room.police, {"POST /b", "cle", "corps"}) == "rien");
  CHECK(room.recall(room.police, {"POST /a", "cle2", "corps"}) == "rien");
}

TEST_CASE("a key is forgotten after 30 days, and may then serve again") {
  TracesRoom room;
  const store::Repetition first{"POST /a", "cle", "corps"};
  room.remember(room.police, first, 7);
  room.clock.pass(std::chrono::hours{24 * 30} - std::chrono::seconds{1});
  CHECK(room.recall(room.police, first) == "7");
  room.clock.pass(std::chrono::seconds{1});
  CHECK(room.recall(room.police, first) == "rien");
  room.remember(room.police, {"POST /a", "cle", "autre"}, 8);
  CHECK(room.recall(room.police, {"POST /a", "cle", "autre"}) == "8");
  CHECK(RawDatabase(room.file()).count("repetition") == 1);
}

TEST_CASE("an opening is due once per account, file and ten minutes") {
  TracesRoom room;
  const auto due = [&](const access::Actor& actor, std::string_view file) {
    return room.look(
        [&](const store::Reading& reading) { return store::opening_is_due(reading, actor, file); });
  };
  const auto open = [&] {
    REQUIRE(room.store
                ->write<Done>(room.police,
                              [](store::Unit& unit) -> Result<Done> {
                                store::mark_opening(unit, "dossier");
                                sign(unit);
                                return Done{};
                              })
                .ok());
  };
  CHECK(due(room.police, "dossier"));
  open();
  CHECK_FALSE(due(room.police, "dossier"));
  CHECK(due(room.other, "dossier"));
  CHECK(due(room.police, "autre dossier"));
  room.clock.pass(std::chrono::minutes{10});
  CHECK(due(room.police, "dossier"));
  open();
  CHECK_FALSE(due(room.police, "dossier"));
}
