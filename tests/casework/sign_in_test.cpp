#include "casework/sign_in.hpp"

#include <doctest/doctest.h>

#include "casework/manage_accounts.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

constexpr const char* password = "une phrase assez longue 116";

struct SignInRoom : House {
  casework::Throttle throttle;
  SignInRoom() {
    REQUIRE(casework::add_account(desk, admin, "claire", access::Role::police, " BPM ", password).ok());
  }
  base::Result<casework::SignedIn> enter(std::string_view login, std::string_view word) {
    return casework::sign_in(desk, throttle, login, word);
  }
};

}  // namespace

TEST_CASE("a session opens with the password, lasts twelve hours, and closes when asked") {
  SignInRoom room;
  const auto session = room.enter("claire", password);
  REQUIRE(session.ok());
  CHECK(session->actor.organisation == room.police.organisation);
  CHECK(session->expires_at == noon + std::chrono::hours{12});
  CHECK(casework::find_actor(room.desk, session->token)->login == "claire");
  CHECK(casework::find_actor(room.desk, session->token + "x").error().code == "jeton_invalide");
  CHECK(room.everything().find(session->token) == std::string::npos);
  const auto other = room.enter("claire", password);
  CHECK(casework::sign_out(room.desk, session->actor, session->token).ok());
  CHECK_FALSE(casework::find_actor(room.desk, session->token).ok());
  CHECK(casework::find_actor(room.desk, other->token).ok());
  room.clock.pass(std::chrono::hours{12});
  CHECK_FALSE(casework::find_actor(room.desk, other->token).ok());
}

TEST_CASE(
    "an unknown login, a wrong password and an account that cannot log in are refused in the same words") {
  SignInRoom room;
  const auto wrong = room.enter("claire", "autre chose").error(),
             unknown = room.enter("personne", password).error(), system = room.enter("police", "").error();
  CHECK(wrong.code == "identifiants_invalides");
  CHECK(wrong.kind == base::Kind::unauthenticated);
  for (const auto& refusal : {unknown, system}) {
    CHECK(refusal.code == wrong.code);
    CHECK(refusal.text == wrong.text);
    CHECK(refusal.kind == wrong.kind);
  }
}

TEST_CASE("after ten failures a login waits, even with its password, and no other does; ten minutes later it may try again") {
  SignInRoom room;
  REQUIRE(casework::add_account(room.desk, room.admin, "paul", access::Role::police, "BPM", password).ok());
  for (int i = 0; i < 10; ++i) CHECK(room.enter("claire", "autre chose").error().code == "identifiants_invalides");
  const auto refused = room.enter("claire", password);
  CHECK(refused.error().code == "trop_de_tentatives");
  CHECK(refused.error().retry_after > 590);
  CHECK(room.enter("paul", password).ok());
  room.clock.pass(std::chrono::minutes{10});
  CHECK(room.enter("claire", password).ok());
}

TEST_CASE("a login that is taken, or badly formed, and a weak password are refused before anything is made") {
  SignInRoom room;
  const auto refusal = [&](std::string_view login, std::string_view organisation, std::string_view word) {
    const auto made =
        casework::add_account(room.desk, room.admin, login, access::Role::police, organisation, word);
    REQUIRE_FALSE(made.ok());
    return made.error().fields.empty() ? made.error().code : made.error().fields[0].code;
  };
  const std::string before = room.everything();
  CHECK(refusal("claire", "Neuve", password) == "login_pris");
  CHECK(refusal("c", "BPM", password) == "login_invalide");
  CHECK(refusal("é t", "BPM", password) == "login_invalide");
  CHECK(refusal("paul", "  ", password) == "organisation_invalide");
  CHECK(refusal("paul", "BPM", "court").starts_with("mot_de_passe"));
  CHECK(room.everything() == before);
}

TEST_CASE("a token of a program opens for a year, and its secret is kept nowhere") {
  SignInRoom room;
  const auto token = casework::issue_token(room.desk, room.admin, "claire", "import");
  REQUIRE(token.ok());
  CHECK(casework::find_actor(room.desk, *token)->login == "claire");
  CHECK(room.everything().find(*token) == std::string::npos);
  room.clock.pass(std::chrono::hours{24 * 364});
  CHECK(casework::find_actor(room.desk, *token).ok());
  room.clock.pass(std::chrono::hours{48});
  CHECK_FALSE(casework::find_actor(room.desk, *token).ok());
  CHECK_FALSE(casework::issue_token(room.desk, room.admin, "personne", "x").ok());
}
