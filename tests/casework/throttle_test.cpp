#include "casework/throttle.hpp"

#include <doctest/doctest.h>

#include "tests/support/one_store.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

using casework::Attempt;
using casework::Tries;
constexpr auto nobody_knows = [] { return false; };
constexpr auto everybody_knows = [] { return true; };

bool may_try(Tries& tries, const Attempt& who, base::Instant now = noon, const std::function<bool()>& known = nobody_knows) {
  return tries.check(who, now, known).ok();
}
void fail(Tries& tries, const Attempt& who, int times, base::Instant now = noon) {
  for (int i = 0; i < times; ++i) tries.failed(who, now);
}

}  // namespace

TEST_CASE("after its failures from one network a login waits there, and neither another login nor another network does") {
  Tries tries{{10, 30, 50}};
  fail(tries, {"claire", "192.0.2.1"}, 9);
  CHECK(may_try(tries, {"claire", "192.0.2.1"}));
  fail(tries, {"claire", "192.0.2.1"}, 1);
  const auto refused = tries.check({"claire", "192.0.2.1"}, noon, everybody_knows).error();
  CHECK(refused.kind == base::Kind::too_many);
  CHECK(refused.retry_after == 600);
  CHECK(may_try(tries, {"paul", "192.0.2.1"}));
  CHECK(may_try(tries, {"claire", "192.0.2.2"}));
  CHECK(tries.check({"claire", "192.0.2.1"}, noon + std::chrono::minutes{9}, everybody_knows).error().retry_after == 60);
  CHECK(may_try(tries, {"claire", "192.0.2.1"}, noon + std::chrono::minutes{10}));
}

TEST_CASE("who enters at last has failed nothing") {
  Tries tries{{10, 30, 50}};
  fail(tries, {"claire", "192.0.2.1"}, 10);
  tries.succeeded({"claire", "192.0.2.1"});
  CHECK(may_try(tries, {"claire", "192.0.2.1"}));
}

TEST_CASE("a login that is tried from everywhere waits where nobody knows it, and not where its owner comes from") {
  Tries tries{{10, 30, 50}};
  for (int i = 0; i < 30; ++i) fail(tries, {"claire", fmt::format("198.51.100.{}", i)}, 1);
  CHECK_FALSE(may_try(tries, {"claire", "203.0.113.9"}));
  CHECK(may_try(tries, {"claire", "192.0.2.1"}, noon, everybody_knows));
  CHECK(may_try(tries, {"paul", "203.0.113.9"}));
  CHECK(may_try(tries, {"claire", "203.0.113.9"}, noon + std::chrono::minutes{10}));
}

TEST_CASE("a network that tries many logins waits, those excepted that are known there, and so the service is not locked out") {
  Tries tries{{10, 30, 50}};
  for (int i = 0; i < 49; ++i) fail(tries, {fmt::format("essai{}", i), "192.0.2.1"}, 2);
  CHECK(may_try(tries, {"claire", "192.0.2.1"}));
  fail(tries, {"essai49", "192.0.2.1"}, 1);
  CHECK_FALSE(may_try(tries, {"claire", "192.0.2.1"}));
  CHECK(may_try(tries, {"paul", "192.0.2.1"}, noon, everybody_knows));
  CHECK(may_try(tries, {"claire", "192.0.2.2"}));
}

TEST_CASE("who has all the addresses of an IPv6 network has one") {
  CHECK(casework::network_of("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
  CHECK(casework::network_of("2001:db8:1:2::9") == casework::network_of("2001:0db8:0001:0002::7"));
  CHECK(casework::network_of("2001:db8:1:3::9") != casework::network_of("2001:db8:1:2::9"));
  for (const char* alone : {"192.0.2.1", "", "inconnue"}) CHECK(casework::network_of(alone) == alone);
}

TEST_CASE("a flood of invented logins fills no more than its share of memory, and makes wait only who is known nowhere") {
  Tries tries{{10, 30, 50, 100}};
  for (int i = 0; i < 1000; ++i) fail(tries, {fmt::format("invente{}", i), fmt::format("198.51.{}.{}", i / 250, i % 250)}, 1);
  CHECK_FALSE(may_try(tries, {"claire", "192.0.2.1"}));
  CHECK(may_try(tries, {"claire", "192.0.2.1"}, noon, everybody_knows));
  CHECK(may_try(tries, {"claire", "192.0.2.1"}, noon + std::chrono::minutes{10}));
}

TEST_CASE("a login is read no further than an account can be long") {
  Tries tries{{10, 30, 50}};
  fail(tries, {std::string(100, 'a') + "b", "192.0.2.1"}, 10);
  CHECK_FALSE(may_try(tries, {std::string(100'000, 'a'), "192.0.2.1"}));
}
