#include <doctest/doctest.h>

#include "casework/change_password.hpp"
#include "casework/live.hpp"
#include "casework/manage_accounts.hpp"
#include "casework/sessions.hpp"
#include "casework/sign_in.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

constexpr std::string_view first_word = "une phrase assez longue 116", second_word = "une autre phrase, plus longue";

struct OwnAccountRoom : House {
  casework::Throttle throttle;
  OwnAccountRoom() {
    REQUIRE(casework::add_account(desk, admin, "claire", access::Role::police, "BPM", first_word).ok());
    REQUIRE(casework::add_account(desk, admin, "paul", access::Role::police, "BPM", first_word).ok());
  }
  casework::SignedIn enter(std::string_view login, std::string_view word, const casework::Arrival& arrival = {}) {
    auto opened = casework::sign_in(desk, throttle, login, word, arrival);
    if (!opened) throw base::Bug(opened.error().code);
    return *opened;
  }
  bool opens(std::string_view token, casework::Sender sender = casework::Sender::somebody) {
    return casework::find_actor(desk, token, sender).ok();
  }
  base::Status change(const casework::SignedIn& by, std::string_view present, std::string_view wanted) {
    return casework::change_password(desk, throttle, by.actor, {present, wanted, by.token});
  }
  std::string refusal(const casework::SignedIn& by, std::string_view present, std::string_view wanted) {
    const auto changed = change(by, present, wanted);
    if (changed) return "changed";
    const base::Error& error = changed.error();
    return error.fields.empty() ? error.code : error.fields[0].pointer + " " + error.fields[0].code;
  }
  std::string last_line() const { return RawDatabase(file()).rows("SELECT act || ' ' || detail FROM audit ORDER BY number DESC LIMIT 1").at(0); }
};

}  // namespace

TEST_CASE("a changed password opens, the former no more, and every other session of the account has ended") {
  OwnAccountRoom room;
  const auto here = room.enter("claire", first_word), there = room.enter("claire", first_word), other = room.enter("paul", first_word);
  const auto token = casework::issue_token(room.desk, room.admin, "claire", "import").value();
  REQUIRE(room.change(here, first_word, second_word).ok());
  CHECK(room.last_line() == "mot_de_passe_change sessions_fermees=1");
  CHECK(room.opens(here.token));
  CHECK_FALSE(room.opens(there.token));
  CHECK(room.opens(other.token));
  CHECK(room.opens(token));
  CHECK_FALSE(casework::sign_in(room.desk, room.throttle, "claire", first_word).ok());
  CHECK(casework::sign_in(room.desk, room.throttle, "claire", second_word).ok());
  CHECK(room.everything().find(second_word) == std::string::npos);
}

TEST_CASE("a wrong present password, a weak one and the same one change nothing, and wrong ones make the login wait") {
  OwnAccountRoom room;
  const auto here = room.enter("claire", first_word), there = room.enter("claire", first_word);
  const std::string before = room.everything();
  CHECK(room.refusal(here, "autre chose", second_word) == "/password mot_de_passe_incorrect");
  CHECK(room.refusal(here, first_word, "court") == "/new_password mot_de_passe_faible");
  CHECK(room.refusal(here, first_word, first_word) == "/new_password mot_de_passe_identique");
  for (int i = 0; i < 10; ++i) (void)room.change(here, "autre chose", second_word);
  CHECK(room.refusal(here, first_word, second_word) == "trop_de_tentatives");
  CHECK(room.everything() == before);
  CHECK(room.opens(there.token));
}

TEST_CASE("one lists one's own open sessions, ends one or all the others, and never somebody else's") {
  OwnAccountRoom room;
  const auto here = room.enter("claire", first_word, {"Firefox", {}});
  room.clock.pass(std::chrono::minutes{2});
  const auto there = room.enter("claire", first_word, {"Chrome", {}}), third = room.enter("claire", first_word), other = room.enter("paul", first_word);
  REQUIRE(casework::issue_token(room.desk, room.admin, "claire", "import").ok());
  const auto listed = casework::list_sessions(room.desk, here.actor, here.token);
  REQUIRE(listed.size() == 3);
  CHECK(listed[2].browser == "Firefox");
  CHECK(listed[2].current);
  CHECK(listed[2].opened_at == noon);
  CHECK(listed[2].ends_at == noon + std::chrono::hours{12});
  CHECK(std::ranges::count_if(listed, &casework::Session::current) == 1);
  const auto of_paul = casework::list_sessions(room.desk, other.actor, other.token);
  REQUIRE(of_paul.size() == 1);
  CHECK(casework::end_session(room.desk, here.actor, of_paul[0].id).error().code == "introuvable");
  const auto chrome = std::ranges::find(listed, "Chrome", &casework::Session::browser);
  REQUIRE(casework::end_session(room.desk, here.actor, chrome->id).ok());
  CHECK(room.last_line() == "session_fermee session=" + chrome->id.text());
  CHECK(casework::end_session(room.desk, here.actor, chrome->id).error().code == "introuvable");
  CHECK_FALSE(room.opens(there.token));
  CHECK(room.opens(third.token));
  CHECK(casework::end_other_sessions(room.desk, here.actor, here.token).value() == 1);
  CHECK_FALSE(room.opens(third.token));
  CHECK(room.opens(here.token));
  CHECK(room.opens(other.token));
}

TEST_CASE("to sign in ends the session that the browser held, and gives another id; a program's token stays") {
  OwnAccountRoom room;
  const auto before = room.enter("claire", first_word);
  const auto token = casework::issue_token(room.desk, room.admin, "claire", "import").value();
  const auto after = room.enter("paul", first_word, {"Firefox", before.token});
  CHECK(after.token != before.token);
  CHECK_FALSE(room.opens(before.token));
  (void)room.enter("paul", first_word, {"Firefox", token});
  CHECK(room.opens(token));
}

TEST_CASE("a session that goes unused for thirty minutes has ended, and a page that asks by itself does not use it") {
  OwnAccountRoom room;
  const auto session = room.enter("claire", first_word);
  const auto token = casework::issue_token(room.desk, room.admin, "claire", "import").value();
  room.clock.pass(std::chrono::minutes{29});
  CHECK(room.opens(session.token));
  room.clock.pass(std::chrono::minutes{29});
  CHECK(room.opens(session.token, casework::Sender::page));
  room.clock.pass(std::chrono::minutes{1});
  CHECK_FALSE(room.opens(session.token));
  CHECK(room.opens(token));
  CHECK(casework::list_sessions(room.desk, session.actor, session.token).empty());
}

TEST_CASE("when sessions were last seen is written once a minute at most, outlives the program, and adds no audit line") {
  OwnAccountRoom room;
  const auto session = room.enter("claire", first_word);
  const auto lines = room.count("audit");
  CHECK(casework::write_presence(room.desk) == 0);
  room.clock.pass(std::chrono::minutes{20});
  REQUIRE(room.opens(session.token));
  CHECK(casework::write_presence(room.desk) == 1);
  room.clock.pass(std::chrono::seconds{30});
  REQUIRE(room.opens(session.token));
  CHECK(casework::write_presence(room.desk) == 0);
  room.clock.pass(std::chrono::seconds{30});
  CHECK(casework::write_presence(room.desk) == 1);
  CHECK(casework::write_presence(room.desk) == 0);
  CHECK(room.count("audit") == lines);
  room.desk.presence = std::make_shared<casework::Presence>();  // as after a restart
  room.clock.pass(std::chrono::minutes{29});
  CHECK(room.opens(session.token));
}

TEST_CASE("who only listens is told no more once the session went unused too long") {
  OwnAccountRoom room;
  casework::Live live(*room.store, [](const store::Change&) { return std::string("x"); }, {}, room.desk.presence);
  const auto session = room.enter("claire", first_word);
  const auto listener = live.listen(session.actor, session.token, std::nullopt).value();
  CHECK(listener->take());
  room.clock.pass(std::chrono::minutes{30});
  bool ended = false;
  for (int i = 0; i < 100 && !ended; ++i) {
    ended = !listener->take();
    if (!ended) std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  CHECK(ended);
}
