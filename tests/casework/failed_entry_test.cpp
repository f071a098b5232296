#include <doctest/doctest.h>

#include "casework/manage_accounts.hpp"
#include "casework/present_password.hpp"
#include "casework/sign_in_vouched.hpp"
#include "store/journal.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

constexpr std::string_view claire_word = "une phrase assez longue 116";

struct FailedEntryRoom : House {
  casework::Throttle throttle;
  access::Actor claire = casework::add_account(desk, admin, "claire", access::Role::police, "BPM", claire_word).value().actor;

  std::string enter(std::string_view login, std::string_view word, std::string_view address = "192.0.2.7") {
    const auto in = casework::sign_in(desk, throttle, login, word, {{}, {}, address});
    return in ? "done" : in.error().code;
  }
  std::vector<std::string> lines() const {
    return RawDatabase(file()).rows("SELECT subject || ' ' || subject_id || ' ' || detail FROM audit WHERE act = 'connexion_refusee' ORDER BY number");
  }
  int write() { return casework::write_failed_entries(desk); }
  std::string of_claire(std::string_view detail) const { return fmt::format("account {} {}", claire.account.text(), detail); }
};

}  // namespace

TEST_CASE("a wrong password leaves who was named, why and whence, and what was typed for a login that does not exist stays unknown") {
  FailedEntryRoom room;
  CHECK(room.enter("claire", "autre chose") == "identifiants_invalides");
  CHECK(room.enter("mon mot de passe secret", "x") == "identifiants_invalides");
  CHECK(room.enter("police", "x") == "identifiants_invalides");
  CHECK(room.write() == 3);
  const auto lines = room.lines();
  CHECK(std::ranges::count(lines, room.of_claire("mot_de_passe reseau=192.0.2.7")) == 1);
  CHECK(std::ranges::count(lines, fmt::format("account {} compte_systeme reseau=192.0.2.7", room.police.account.text())) == 1);
  const auto unknown = std::ranges::find_if(lines, [](const std::string& one) { return one.starts_with("login "); });
  REQUIRE(unknown != lines.end());
  CHECK(unknown->size() == std::string("login  identifiant_inconnu reseau=192.0.2.7").size() + 64);
  CHECK(room.everything().find("secret") == std::string::npos);
  CHECK(room.look([](const store::Reading& reading) { return store::verify_audit(reading.sql, reading.vault).findings.empty(); }));
}

TEST_CASE("repeats within ten minutes are one line with their number, those that had to wait apart") {
  FailedEntryRoom room;
  for (int i = 0; i < 25; ++i) room.enter("claire", "autre chose", "2001:db8:1:2::9");
  CHECK(room.write() == 2);
  CHECK(room.lines() == std::vector{room.of_claire("attente fois=15 reseau=2001:db8:1:2::/64"), room.of_claire("mot_de_passe fois=10 reseau=2001:db8:1:2::/64")});
  for (int i = 0; i < 5; ++i) room.enter("claire", "autre chose", "2001:db8:1:2::9");
  CHECK(room.write() == 0);
  room.clock.pass(std::chrono::minutes{10});
  CHECK(room.write() == 1);
  CHECK(room.lines().back() == room.of_claire("attente fois=5 reseau=2001:db8:1:2::/64"));
  CHECK(room.write() == 0);
}

TEST_CASE("who signs out, and what is still counted when the service ends, is written") {
  FailedEntryRoom room;
  room.enter("claire", "autre chose");
  room.write();
  room.enter("claire", "autre chose");
  CHECK(room.write() == 0);
  CHECK(casework::write_failed_entries(room.desk, true) == 1);
  const auto session = casework::sign_in(room.desk, room.throttle, "claire", claire_word);
  REQUIRE(casework::sign_out(room.desk, session->actor, session->token).ok());
  const auto acts = RawDatabase(room.file()).rows("SELECT act FROM audit ORDER BY number DESC LIMIT 2");
  CHECK(acts == std::vector<std::string>{"session_fermee", "session_ouverte"});
}

TEST_CASE("a closed account, a given password out of its time and a wrong present password each say so") {
  FailedEntryRoom room;
  CHECK_FALSE(casework::check_present_password(room.desk, room.throttle, room.claire, "autre chose").ok());
  RawDatabase(room.file()).run("UPDATE account SET password_until = 1 WHERE login = 'claire'");
  room.enter("claire", claire_word);
  RawDatabase(room.file()).run("UPDATE account SET disabled_at = 1 WHERE login = 'claire'");
  room.enter("claire", claire_word);
  CHECK(room.write() == 3);
  CHECK(room.lines() == std::vector{room.of_claire("compte_ferme reseau=192.0.2.7"), room.of_claire("mot_de_passe_actuel"),
                                    room.of_claire("mot_de_passe_expire reseau=192.0.2.7")});
}

TEST_CASE("a flood of logins from everywhere costs a bounded number of lines, and hides no account that is tried meanwhile") {
  casework::FailedEntries failures;
  for (int i = 0; i < 30'000; ++i) failures.note({"login", std::to_string(i), "attente", "192.0.2.7"});
  auto due = failures.take_due(noon);
  REQUIRE(due.size() == 11);
  CHECK(due.back().entry.reason == "autres");
  CHECK(due.back().times == 30'000 - 10);
  failures.note({"account", "claire", "mot_de_passe", "192.0.2.7"});
  for (int i = 0; i < 30'000; ++i) failures.note({"login", std::to_string(i), "attente", "192.0.2.8"});
  due = failures.take_due(noon + std::chrono::seconds{2});
  REQUIRE(due.size() == 1);
  CHECK(due[0].entry.id == "claire");
  due = failures.take_due(noon + std::chrono::minutes{1});
  REQUIRE(due.size() == 1);
  CHECK(due[0].times == 30'000);
}

TEST_CASE("accounts that are tried all at once wait their turn, and none is left out") {
  casework::FailedEntries failures;
  for (int i = 0; i < 100; ++i) failures.note({"account", std::to_string(i), "mot_de_passe", "192.0.2.7"}, 2);
  std::size_t lines = 0;
  for (int minute = 0; minute < 4; ++minute) {
    const auto due = failures.take_due(noon + std::chrono::minutes{minute});
    CHECK(due.size() <= 30);
    lines += due.size();
  }
  CHECK(lines == 100);
}

TEST_CASE("whom a provider vouches for and who has no account, or a closed one, leaves a line") {
  FailedEntryRoom room;
  const casework::Vouched who{"https://id.example", "sujet-1", false};
  REQUIRE(casework::sign_in_vouched(room.desk, who, {{}, {}, "192.0.2.7"}).ok());  // the request itself has its own line
  REQUIRE(casework::sign_in_vouched(room.desk, who, {{}, {}, "192.0.2.7"}).ok());
  CHECK(room.write() == 1);
  CHECK(room.lines().at(0).starts_with("vouching "));
  CHECK(room.lines().at(0).ends_with(" rattachement_demande reseau=192.0.2.7"));
}
