#include "casework/second_factor.hpp"

#include <doctest/doctest.h>
#include <liboath/oath.h>

#include "casework/administer_account.hpp"
#include "casework/sign_in.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

constexpr std::string_view own_word = "une phrase assez longue 116", next_word = "une autre phrase, plus longue";

/// What an authenticator shows.
std::string code_at(std::string_view secret, base::Instant now) {
  std::array<char, 7> code{};
  REQUIRE(oath_totp_generate(secret.data(), secret.size(), static_cast<time_t>(now.ms / 1000), 30, 0, 6, code.data()) == OATH_OK);
  return code.data();
}

struct CodedRoom : House {
  casework::Throttle throttle;
  access::Actor claire = casework::add_account(desk, admin, "claire", access::Role::police, "BPM", own_word).value().actor;
  std::string secret;
  std::vector<std::string> recovery;

  std::string code() { return code_at(secret, clock.now()); }
  void set_up() {
    const auto offer = casework::offer_second_factor(desk, claire.account);
    secret = offer.secret;
    recovery = casework::add_second_factor(desk, throttle, claire, {own_word, {}}, offer.ticket, code()).value();
  }
  /// Another authenticator, `proof` being a code of the first.
  base::Result<std::vector<std::string>> replace(std::string_view proof) {
    const auto offer = casework::offer_second_factor(desk, claire.account);
    auto codes = casework::add_second_factor(desk, throttle, claire, {own_word, {}, proof}, offer.ticket, code_at(offer.secret, clock.now()));
    if (codes) secret = offer.secret;
    return codes;
  }
  void pass_a_step() { clock.pass(std::chrono::seconds{30}); }
  base::Result<casework::SignedIn> enter(std::string_view code, std::optional<std::string_view> chosen = {}, std::string_view word = own_word) {
    return casework::sign_in(desk, throttle, "claire", word, {}, {chosen, code, {}});
  }
  template <class T>
  static std::string refusal(const T& result) {
    if (result.ok()) return "done";
    return result.error().fields.empty() ? result.error().code : result.error().fields[0].pointer + " " + result.error().fields[0].code;
  }
  std::string factor_line() const { return RawDatabase(file()).rows("SELECT act || ' ' || detail FROM audit ORDER BY number DESC LIMIT 1").at(0); }
};

}  // namespace

TEST_CASE("a second factor is set up by a code of it and the present password, and nothing of it is in the clear") {
  CodedRoom room;
  const auto session = room.enter({});
  const auto offer = casework::offer_second_factor(room.desk, room.claire.account);
  const std::string code = code_at(offer.secret, noon);
  const auto add = [&](std::string_view word, std::string_view ticket, std::string_view typed) {
    return casework::add_second_factor(room.desk, room.throttle, room.claire, {word, {}}, ticket, typed);
  };
  const std::string before = room.everything();
  CHECK(room.refusal(add("autre chose", offer.ticket, code)) == "/password mot_de_passe_incorrect");
  CHECK(room.refusal(add(own_word, offer.ticket, "000000")) == "/code code_incorrect");
  CHECK(room.refusal(add(own_word, "x", code)) == "/offer offre_expiree");
  CHECK(room.refusal(add(own_word, casework::offer_second_factor(room.desk, room.police.account).ticket, code)) == "/offer offre_expiree");
  CHECK(room.everything() == before);
  CHECK_FALSE(casework::show_second_factor(room.desk, room.claire).since);
  const auto codes = add(own_word, offer.ticket, code).value();
  CHECK(codes.size() == 10);
  CHECK(room.factor_line() == "second_facteur_active sessions_fermees=1");
  CHECK_FALSE(casework::find_actor(room.desk, session->token).ok());
  const auto view = casework::show_second_factor(room.desk, room.claire);
  CHECK(view.since == noon);
  CHECK(view.recovery_codes == 10);
  const std::string kept = room.everything();
  for (const std::string& secret : {offer.secret, codes[0], codes[9]}) CHECK(kept.find(secret) == std::string::npos);
  room.clock.pass(std::chrono::minutes{30});
  CHECK(room.refusal(add(own_word, offer.ticket, code_at(offer.secret, room.clock.now()))) == "/offer offre_expiree");
}

TEST_CASE("the code is asked after the password, is used once, and does not open without it") {
  CodedRoom room;
  room.set_up();
  CHECK(room.refusal(room.enter({})) == "code_demande");
  CHECK(room.refusal(room.enter(room.code())) == "code_incorrect");  // it was used to set the factor up
  room.pass_a_step();
  const std::string code = room.code();
  CHECK(room.refusal(room.enter(code, {}, "autre chose")) == "identifiants_invalides");
  REQUIRE(room.enter(code).ok());
  CHECK(room.factor_line() == "session_ouverte second_facteur");
  CHECK(room.refusal(room.enter(code)) == "code_incorrect");
  room.pass_a_step();
  REQUIRE(room.enter(room.code()).ok());
  CHECK(room.refusal(room.enter(code)) == "code_incorrect");  // one step late, but one that came after was used
}

TEST_CASE("a recovery code stands in for a code, once, and of its account alone") {
  CodedRoom room;
  room.set_up();
  const auto first = room.recovery;
  REQUIRE(room.enter(first[3]).ok());
  CHECK(room.factor_line() == "session_ouverte code_de_secours restants=9");
  CHECK(room.refusal(room.enter(first[3])) == "code_incorrect");
  CHECK(casework::show_second_factor(room.desk, room.claire).recovery_codes == 9);
  const auto paul = casework::add_account(room.desk, room.admin, "paul", access::Role::police, "BPM", own_word).value().actor;
  const auto offer = casework::offer_second_factor(room.desk, paul.account);
  REQUIRE(casework::add_second_factor(room.desk, room.throttle, paul, {own_word, {}}, offer.ticket, code_at(offer.secret, room.clock.now())).ok());
  CHECK(room.refusal(casework::sign_in(room.desk, room.throttle, "paul", own_word, {}, {{}, first[4], {}})) == "code_incorrect");
  const auto renew = [&](std::string_view word, std::string_view code) { return casework::renew_recovery_codes(room.desk, room.throttle, room.claire, {word, {}, code}); };
  CHECK(room.refusal(renew("autre chose", first[6])) == "/password mot_de_passe_incorrect");
  CHECK(room.refusal(renew(own_word, {})) == "/present_code code_demande");
  const auto second = renew(own_word, first[6]).value();
  CHECK(room.refusal(room.enter(first[5])) == "code_incorrect");
  CHECK(room.enter(second[5]).ok());
}

TEST_CASE("wrong codes make the login wait, the right one too, and its password is not what waits") {
  CodedRoom room;
  room.set_up();
  room.pass_a_step();
  for (int i = 0; i < 5; ++i) CHECK(room.refusal(room.enter("000000")) == "code_incorrect");
  const auto refused = room.enter(room.code());
  CHECK(room.refusal(refused) == "trop_de_tentatives");
  CHECK(refused.error().retry_after > 500);
  CHECK(room.refusal(room.enter({})) == "code_demande");
  room.clock.pass(std::chrono::minutes{10});
  CHECK(room.enter(room.code()).ok());
}

TEST_CASE("a second factor is removed by the present password and a code of it, and then the password opens alone") {
  CodedRoom room;
  room.set_up();
  const auto remove = [&](std::string_view word, std::string_view code = {}) {
    return casework::remove_second_factor(room.desk, room.throttle, room.claire, {word, {}, code});
  };
  const std::string before = room.everything();
  CHECK(room.refusal(remove("autre chose", room.recovery[0])) == "/password mot_de_passe_incorrect");
  CHECK(room.refusal(remove(own_word)) == "/present_code code_demande");
  CHECK(room.refusal(remove(own_word, room.code())) == "/present_code code_incorrect");  // it was used to set the factor up
  CHECK(room.everything() == before);
  REQUIRE(remove(own_word, room.recovery[0]).ok());
  CHECK(room.count("recovery_code") == 0);
  CHECK(room.enter({}).ok());
  CHECK(room.refusal(remove(own_word)) == "sans_second_facteur");
  CHECK(room.refusal(casework::renew_recovery_codes(room.desk, room.throttle, room.claire, {own_word, {}})) == "sans_second_facteur");
}

TEST_CASE("codes that are tried to remove a second factor make wait, the right one too") {
  CodedRoom room;
  room.set_up();
  room.pass_a_step();
  const auto remove = [&](std::string_view code) { return casework::remove_second_factor(room.desk, room.throttle, room.claire, {own_word, {}, code}); };
  for (int i = 0; i < 5; ++i) CHECK(room.refusal(remove("000000")) == "/present_code code_incorrect");
  CHECK(room.refusal(remove(room.code())) == "trop_de_tentatives");
  CHECK(casework::write_failed_entries(room.desk) == 2);
  CHECK(casework::show_second_factor(room.desk, room.claire).since);
}

TEST_CASE("another authenticator takes the place of the first, and its codes that of the first ones") {
  CodedRoom room;
  room.set_up();
  const auto first = room.secret;
  const auto lost = room.recovery;
  room.pass_a_step();
  CHECK(room.refusal(room.replace({})) == "/present_code code_demande");
  CHECK(room.refusal(room.replace("000000")) == "/present_code code_incorrect");
  REQUIRE(room.replace(lost[1]).ok());
  room.pass_a_step();
  CHECK(room.refusal(room.enter(code_at(first, room.clock.now()))) == "code_incorrect");
  CHECK(room.refusal(room.enter(lost[0])) == "code_incorrect");
  CHECK(room.enter(room.code()).ok());
}

TEST_CASE("an administrator takes the second factor of a lost telephone, never their own") {
  CodedRoom room;
  CHECK(room.refusal(casework::forget_second_factor(room.desk, room.admin, room.claire.account)) == "sans_second_facteur");
  room.set_up();
  room.pass_a_step();
  const auto session = room.enter(room.code());
  REQUIRE(casework::forget_second_factor(room.desk, room.admin, room.claire.account).ok());
  CHECK(room.factor_line() == "second_facteur_retire sessions_fermees=1");
  CHECK_FALSE(casework::find_actor(room.desk, session->token).ok());
  CHECK(room.enter({}).ok());
  CHECK(room.refusal(casework::forget_second_factor(room.desk, room.claire, room.claire.account)) == "compte_propre");
}

TEST_CASE("where a second factor is required one is set up on the way in, and is not removed") {
  CodedRoom room;
  room.desk.coded = access::any_of({access::Role::police});
  CHECK(room.refusal(room.enter({})) == "code_a_configurer");
  const auto offer = casework::offer_second_factor(room.desk, room.claire.account);
  const auto set_up = [&](std::string_view code, std::string_view ticket) {
    return casework::sign_in(room.desk, room.throttle, "claire", own_word, {}, {{}, code, ticket});
  };
  CHECK(room.refusal(set_up("000000", offer.ticket)) == "code_incorrect");
  CHECK(room.refusal(set_up(code_at(offer.secret, noon), "x")) == "/offer offre_expiree");
  CHECK_FALSE(casework::show_second_factor(room.desk, room.claire).since);
  const auto entered = set_up(code_at(offer.secret, noon), offer.ticket);
  REQUIRE(entered.ok());
  CHECK(entered->recovery_codes.size() == 10);
  CHECK(room.factor_line() == "session_ouverte second_facteur_active");
  CHECK(room.refusal(casework::remove_second_factor(room.desk, room.throttle, room.claire, {own_word, {}})) == "second_facteur_exige");
  CHECK(room.refusal(room.enter({})) == "code_demande");
  REQUIRE(casework::add_account(room.desk, room.admin, "veilleur", access::Role::foyer, "Les Mimosas", own_word).ok());
  CHECK(casework::sign_in(room.desk, room.throttle, "veilleur", own_word).ok());
}

TEST_CASE("a given password and a second factor are asked together, and neither is spent when the other is wrong") {
  CodedRoom room;
  room.set_up();
  room.pass_a_step();
  const auto given = casework::reset_password(room.desk, room.admin, room.claire.account).value();
  CHECK(room.refusal(room.enter({}, next_word, given.password)) == "code_demande");
  CHECK(room.refusal(room.enter(room.code(), {}, given.password)) == "mot_de_passe_a_changer");
  CHECK(room.refusal(room.enter(room.code(), "court", given.password)) == "/new_password mot_de_passe_faible");
  CHECK(room.refusal(room.enter("000000", next_word, given.password)) == "code_incorrect");
  REQUIRE(room.enter(room.code(), next_word, given.password).ok());
  CHECK(room.factor_line() == "session_ouverte second_facteur mot_de_passe_choisi");
}

TEST_CASE("who was recognised before their second factor was set up does not enter after without it") {
  CodedRoom room;
  const auto somebody = casework::recognise(room.desk, room.throttle, "claire", own_word, {}).value();
  room.set_up();
  CHECK(room.refusal(casework::enter(room.desk, room.throttle, somebody, {}, {})) == "identifiants_invalides");
}

TEST_CASE("a login that has entered from a network is known there for 30 days, and in no other") {
  CodedRoom room;
  REQUIRE(casework::sign_in(room.desk, room.throttle, "claire", own_word, {{}, {}, "2001:db8:1:2::9"}).ok());
  CHECK(casework::has_entered_from(room.desk, {"claire", "2001:db8:1:2::7"}));
  CHECK_FALSE(casework::has_entered_from(room.desk, {"claire", "2001:db8:1:3::7"}));
  CHECK_FALSE(casework::has_entered_from(room.desk, {"paul", "2001:db8:1:2::7"}));
  CHECK(room.everything().find("2001:db8") == std::string::npos);
  room.clock.pass(std::chrono::hours{24 * 31});
  CHECK_FALSE(casework::has_entered_from(room.desk, {"claire", "2001:db8:1:2::7"}));
}
