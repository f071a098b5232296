#include "store/accounts.hpp"
#include "store/passes.hpp"

#include <doctest/doctest.h>

#include "tests/store/one_act.hpp"

using namespace vigie;
using namespace vigie::tests;
using base::Done;
using base::Result;

namespace {
struct AccountsRoom : OneStore {
  access::Actor police = add_actor("police", access::Role::police, "BPM");

  void write(const std::function<void(store::Unit&)>& body) {
    REQUIRE(store
                ->write<Done>(police,
                              [&](store::Unit& unit) -> Result<Done> {
                                body(unit);
                                sign(unit);
                                return Done{};
                              })
                .ok());
  }
  std::optional<store::Pass> pass(std::string_view digest) const {
    return look(
        [&](const store::Reading& reading) { return store::find_pass(reading.sql, digest, reading.now); });
  }
};
}  // namespace

TEST_CASE("a session is found by its digest alone, until it expires or is ended") {
  AccountsRoom room;
  room.write([&](store::Unit& unit) {
    store::add_pass(unit, "digest-a", room.police.account, "session", "",
                    unit.now() + std::chrono::hours{12});
    store::add_pass(unit, std::string("digest\0b", 8), room.police.account, "token", "import",
                    unit.now() + std::chrono::hours{24});
  });
  REQUIRE(room.pass("digest-a"));
  CHECK(room.pass("digest-a")->actor.login == "police");
  CHECK(room.pass("digest-a")->actor.role == access::Role::police);
  CHECK(room.pass("digest-a")->actor.organisation_name == "BPM");
  CHECK(room.pass("digest-a")->kind == "session");
  CHECK_FALSE(room.pass("digest-"));
  CHECK_FALSE(room.pass("digest"));
  room.clock.pass(std::chrono::hours{12});
  CHECK_FALSE(room.pass("digest-a"));
  const std::string token("digest\0b", 8);
  REQUIRE(room.pass(token));
  room.write([&](store::Unit& unit) { store::end_pass(unit, token); });
  CHECK_FALSE(room.pass(token));
}

TEST_CASE("a session of a disabled account opens nothing") {
  AccountsRoom room;
  room.write([&](store::Unit& unit) {
    store::add_pass(unit, "a", room.police.account, "session", "", unit.now() + std::chrono::hours{1});
  });
  REQUIRE(room.pass("a"));
  RawDatabase(room.file()).run("UPDATE account SET disabled_at = 1");
  CHECK_FALSE(room.pass("a"));
}

TEST_CASE("a login is taken once, an organisation is made once") {
  AccountsRoom room;
  room.write([&](store::Unit& unit) {
    const auto place = store::find_or_add_organisation(unit, "BPM");
    CHECK(place.id == room.police.organisation);
    CHECK_FALSE(store::add_account(unit, "police", access::Role::foyer, place, "x"));
    CHECK(store::add_account(unit, "autre", access::Role::police, place, "x"));
  });
  room.look([](const store::Reading& reading) {
    CHECK(store::list_organisations(reading.sql).size() == 1);
    CHECK(store::list_accounts(reading.sql).size() == 2);
    CHECK(store::find_account(reading.sql, "police")->password.empty());
    CHECK(store::find_account(reading.sql, "police")->actor.role == access::Role::police);
    CHECK_FALSE(store::find_account(reading.sql, "personne"));
  });
}
