#include <doctest/doctest.h>
#include <liboath/oath.h>

#include "casework/administer_account.hpp"
#include "casework/second_factor.hpp"
#include "casework/sign_in.hpp"
#include "tests/casework/whole_room.hpp"

using namespace vigie;
using namespace vigie::tests;

TEST_CASE("failing at any statement leaves no trace: what an administrator does to an account") {
  WholeOrNothingRoom room;
  constexpr std::string_view word = "une phrase assez longue 116";
  const auto id = casework::add_account(room.desk, room.admin, "claire", access::Role::police, "BPM", word).value().actor.account;
  REQUIRE(casework::issue_token(room.desk, room.admin, "claire", "import").ok());
  CHECK(room.fail_everywhere([&] { return casework::issue_token(room.desk, room.admin, "claire", "autre").ok(); }) > 3);
  const auto token = casework::show_account(room.desk, room.admin, id)->tokens.at(0).id();
  CHECK(room.fail_everywhere([&] { return casework::revoke_token(room.desk, room.admin, id, token).ok(); }) > 3);
  CHECK(room.fail_everywhere([&] { return casework::reset_password(room.desk, room.admin, id).ok(); }) > 3);
  CHECK(room.fail_everywhere([&] { return casework::close_account(room.desk, room.admin, id).ok(); }) > 5);
  CHECK(room.fail_everywhere([&] { return casework::reopen_account(room.desk, room.admin, id).ok(); }) > 3);
}

TEST_CASE("failing at any statement leaves no trace: a second factor set up on the way in, then taken away") {
  WholeOrNothingRoom room;
  constexpr std::string_view word = "une phrase assez longue 116";
  room.desk.coded = access::any_of({access::Role::police});
  const auto id = casework::add_account(room.desk, room.admin, "claire", access::Role::police, "BPM", word).value().actor.account;
  casework::Throttle throttle;
  const auto somebody = casework::recognise(room.desk, throttle, "claire", word, {}).value();
  const auto offer = casework::offer_second_factor(room.desk, id);
  std::array<char, 7> code{};
  REQUIRE(oath_totp_generate(offer.secret.data(), offer.secret.size(), static_cast<time_t>(noon.ms / 1000), 30, 0, 6, code.data()) == OATH_OK);
  CHECK(room.fail_everywhere([&] { return casework::enter(room.desk, throttle, somebody, {{}, code.data(), offer.ticket}, {}).ok(); }) > 15);
  CHECK(room.fail_everywhere([&] { return casework::forget_second_factor(room.desk, room.admin, id).ok(); }) > 5);
}
