#include "casework/administer_account.hpp"

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "casework/sign_in.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

constexpr std::string_view chosen_word = "une phrase assez longue 116", other_word = "une autre phrase, plus longue";

struct AdministeredRoom : House {
  casework::Throttle throttle;
  base::AccountId claire = casework::add_account(desk, admin, "claire", access::Role::police, "BPM", chosen_word).value().actor.account;

  base::Result<casework::SignedIn> enter(std::string_view word, std::optional<std::string_view> new_password = {}) {
    return casework::sign_in(desk, throttle, "claire", word, {}, {new_password});
  }
  std::string refusal(std::string_view word, std::optional<std::string_view> new_password = {}) {
    const auto entered = enter(word, new_password);
    if (entered) return "entered";
    return entered.error().fields.empty() ? entered.error().code : entered.error().fields[0].code;
  }
  bool opens(std::string_view token) { return casework::find_actor(desk, token).ok(); }
  std::string administered_line() const { return RawDatabase(file()).rows("SELECT act || ' ' || detail FROM audit ORDER BY number DESC LIMIT 1").at(0); }
};

}  // namespace

TEST_CASE("a closed account has no session and no token left, and nobody enters it; its name stays in what it signed") {
  AdministeredRoom room;
  const auto session = room.enter(chosen_word);
  const auto token = casework::issue_token(room.desk, room.admin, "claire", "import").value();
  const auto signed_one = room.sign(session->actor, "classique", left(ines, at(-9)));
  REQUIRE(casework::close_account(room.desk, room.admin, room.claire).ok());
  CHECK(room.administered_line() == "compte_ferme sessions_fermees=1 jetons_revoques=1");
  CHECK_FALSE(room.opens(session->token));
  CHECK_FALSE(room.opens(token));
  CHECK(room.refusal(chosen_word) == "identifiants_invalides");
  CHECK(casework::issue_token(room.desk, room.admin, "claire", "autre").error().code == "compte_ferme");
  CHECK(casework::close_account(room.desk, room.admin, room.claire).error().code == "compte_ferme");
  CHECK(RawDatabase(room.file()).rows("SELECT login FROM account a JOIN declaration d ON d.account = a.id WHERE d.id = '" +
                                      signed_one.declaration.text() + "'").at(0) == "claire");
}

TEST_CASE("an account that opens again has its password, and none of the sessions and tokens that ended") {
  AdministeredRoom room;
  const auto session = room.enter(chosen_word);
  const auto token = casework::issue_token(room.desk, room.admin, "claire", "import").value();
  CHECK(casework::reopen_account(room.desk, room.admin, room.claire).error().code == "compte_ouvert");
  REQUIRE(casework::close_account(room.desk, room.admin, room.claire).ok());
  REQUIRE(casework::reopen_account(room.desk, room.admin, room.claire).ok());
  CHECK(room.administered_line() == "compte_rouvert ");
  CHECK_FALSE(room.opens(session->token));
  CHECK_FALSE(room.opens(token));
  CHECK(room.enter(chosen_word).ok());
}

TEST_CASE("a password that is given opens nothing but its own change, once, and replaces the former with its sessions") {
  AdministeredRoom room;
  const auto session = room.enter(chosen_word);
  const auto token = casework::issue_token(room.desk, room.admin, "claire", "import").value();
  const auto given = casework::reset_password(room.desk, room.admin, room.claire).value();
  CHECK(room.administered_line() == "mot_de_passe_remis sessions_fermees=1");
  CHECK(room.everything().find(given.password) == std::string::npos);
  CHECK_FALSE(room.opens(session->token));
  CHECK(room.opens(token));
  CHECK(room.refusal(chosen_word) == "identifiants_invalides");
  CHECK(room.refusal(given.password) == "mot_de_passe_a_changer");
  CHECK(room.refusal(given.password, "court") == "mot_de_passe_faible");
  CHECK(room.refusal(given.password, "claire2026") == "mot_de_passe_faible");
  CHECK(room.refusal(given.password, given.password) == "mot_de_passe_identique");
  CHECK(room.refusal("autre chose", other_word) == "identifiants_invalides");
  REQUIRE(room.enter(given.password, other_word).ok());
  CHECK(room.administered_line() == "session_ouverte mot_de_passe_choisi");
  CHECK(room.refusal(given.password, other_word) == "identifiants_invalides");
  CHECK(room.enter(other_word).ok());
  CHECK(room.refusal(other_word, chosen_word) == "mot_de_passe_non_demande");
}

TEST_CASE("a password that is given is worth nothing after seven days") {
  AdministeredRoom room;
  const auto given = casework::reset_password(room.desk, room.admin, room.claire).value();
  CHECK(given.expires_at == noon + std::chrono::hours{24 * 7});
  room.clock.pass(std::chrono::hours{24 * 7} - std::chrono::milliseconds{1});
  CHECK(room.refusal(given.password) == "mot_de_passe_a_changer");
  room.clock.pass(std::chrono::milliseconds{1});
  CHECK(room.refusal(given.password, other_word) == "identifiants_invalides");
}

TEST_CASE("a second step is worth ten minutes, one account and one password, and is not forged") {
  AdministeredRoom room;
  const auto given = casework::reset_password(room.desk, room.admin, room.claire).value();
  const auto somebody = casework::recognise(room.desk, room.throttle, "claire", given.password, {}).value();
  const std::string ticket = casework::to_ticket(room.desk, somebody);
  CHECK(ticket.find(room.claire.text()) == std::string::npos);
  CHECK(casework::recognise(room.desk, ticket)->account.actor.login == "claire");
  std::string changed = ticket;
  changed[50] = changed[50] == 'A' ? 'B' : 'A';
  for (const std::string& bad : {std::string(), std::string("x"), changed, ticket + "AAAA", ticket.substr(0, 60)})
    CHECK(casework::recognise(room.desk, bad).error().code == "etape_expiree");
  room.clock.pass(std::chrono::minutes{9});
  CHECK(casework::recognise(room.desk, ticket).ok());
  SUBCASE("it is too late") { room.clock.pass(std::chrono::minutes{1}); }
  SUBCASE("another password was chosen") { REQUIRE(casework::enter(room.desk, room.throttle, somebody, {other_word}, {}).ok()); }
  SUBCASE("the account closed") { REQUIRE(casework::close_account(room.desk, room.admin, room.claire).ok()); }
  CHECK(casework::recognise(room.desk, ticket).error().code == "etape_expiree");
}

TEST_CASE("who recognised somebody before the account closed or changed does not enter after") {
  AdministeredRoom room;
  const auto somebody = casework::recognise(room.desk, room.throttle, "claire", chosen_word, {}).value();
  SUBCASE("it closed") { REQUIRE(casework::close_account(room.desk, room.admin, room.claire).ok()); }
  SUBCASE("it has another password") { REQUIRE(casework::reset_password(room.desk, room.admin, room.claire).ok()); }
  CHECK(casework::enter(room.desk, room.throttle, somebody, {}, {}).error().code == "identifiants_invalides");
}

TEST_CASE("nobody closes or resets their own account nor one of the system, and an unknown one is not found") {
  AdministeredRoom room;
  const auto acts = {casework::close_account, casework::reopen_account};
  const auto code = [](const auto& done) { return done.ok() ? std::string("done") : done.error().code; };
  REQUIRE(casework::add_account(room.desk, room.admin, "chef", access::Role::admin, "DSI", chosen_word).ok());
  const auto chef = casework::sign_in(room.desk, room.throttle, "chef", chosen_word)->actor;
  const auto nobody_known = base::AccountId::make(noon);
  for (const auto act : acts) {
    CHECK(code(act(room.desk, chef, chef.account)) == "compte_propre");
    CHECK(code(act(room.desk, chef, room.police.account)) == "compte_systeme");
    CHECK(code(act(room.desk, chef, nobody_known)) == "introuvable");
  }
  CHECK(code(casework::reset_password(room.desk, chef, chef.account)) == "compte_propre");
  CHECK(code(casework::reset_password(room.desk, chef, room.police.account)) == "compte_systeme");
  CHECK(code(casework::reset_password(room.desk, chef, nobody_known)) == "introuvable");
  REQUIRE(casework::close_account(room.desk, chef, room.claire).ok());
  CHECK(code(casework::reset_password(room.desk, chef, room.claire)) == "compte_ferme");
}

TEST_CASE("the tokens of an account are listed, last for their days, and one is revoked at once") {
  AdministeredRoom room;
  const auto year = casework::issue_token(room.desk, room.admin, "claire", "import").value();
  room.clock.pass(std::chrono::minutes{1});
  const auto month = casework::issue_token(room.desk, room.admin, "claire", "tableau", {30, true}).value();
  for (const int days : {0, -1, 3651})
    CHECK(casework::issue_token(room.desk, room.admin, "claire", "x", {days}).error().fields.at(0).code == "duree_invalide");
  CHECK(casework::find_actor(room.desk, month)->reads_only);
  CHECK_FALSE(casework::find_actor(room.desk, year)->reads_only);
  auto shown = casework::show_account(room.desk, room.admin, room.claire).value();
  REQUIRE(shown.tokens.size() == 2);
  CHECK(shown.tokens[0].label == "tableau");
  CHECK(shown.tokens[0].read_only);
  CHECK(shown.tokens[0].expires_at == shown.tokens[0].created_at + std::chrono::hours{24 * 30});
  CHECK(shown.tokens[1].expires_at == noon + std::chrono::hours{24 * 365});
  REQUIRE(casework::revoke_token(room.desk, room.admin, room.claire, shown.tokens[0].id()).ok());
  CHECK(room.administered_line() == "jeton_revoque jeton=" + shown.tokens[0].id().text());
  CHECK_FALSE(room.opens(month));
  CHECK(room.opens(year));
  for (const auto of : {room.claire, room.police.account})
    CHECK(casework::revoke_token(room.desk, room.admin, of, shown.tokens[of == room.claire ? 0 : 1].id()).error().code == "introuvable");
  room.clock.pass(std::chrono::hours{24 * 365});
  CHECK_FALSE(room.opens(year));
}
