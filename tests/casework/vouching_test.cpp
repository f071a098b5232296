#include <doctest/doctest.h>

#include "casework/administer_account.hpp"
#include "casework/manage_vouchings.hpp"
#include "casework/second_factor.hpp"
#include "casework/sign_in_vouched.hpp"
#include "tests/casework/whole_room.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

constexpr const char* issuer = "https://id.example";
constexpr std::string_view known_word = "une phrase assez longue 116";

struct VouchingRoom : WholeOrNothingRoom {
  access::Actor claire = casework::add_account(desk, admin, "claire", access::Role::police, "BPM", known_word).value().actor;

  base::Result<std::variant<casework::SignedIn, casework::Waiting>> come(std::string subject, bool at_level = true, const casework::Arrival& arrival = {}) {
    return casework::sign_in_vouched(desk, {issuer, std::move(subject), at_level}, arrival);
  }
  casework::Waiting wait(const std::string& subject) { return std::get<casework::Waiting>(come(subject).value()); }
  casework::SignedIn enter(const std::string& subject) { return std::get<casework::SignedIn>(come(subject).value()); }
  std::vector<store::Vouching> all() const {
    return look([](const store::Reading& reading) { return store::list_vouchings(reading.sql); });
  }
  /// The request of that reference.
  base::VouchingId request(const std::string& reference) const {
    for (const store::Vouching& one : all())
      if (one.reference() == reference) return one.id;
    FAIL("no such request");
    return {};
  }
  base::VouchingId ask(const std::string& subject) { return request(wait(subject).reference); }
};

}  // namespace

TEST_CASE("who is vouched for asks once, and what the provider calls them is nowhere in the file") {
  VouchingRoom room;
  const auto first = room.wait("alix.zylmaison@fournisseur.example"), again = room.wait("alix.zylmaison@fournisseur.example"), other = room.wait("autre");
  CHECK(first.reference == again.reference);
  CHECK(first.reference != other.reference);
  CHECK_FALSE(first.refused);
  CHECK(room.all().size() == 2);
  CHECK(room.everything().find("zylmaison") == std::string::npos);
}

TEST_CASE("the same name from another issuer is another person") {
  VouchingRoom room;
  const auto here = room.wait("7f3a");
  const auto there = std::get<casework::Waiting>(casework::sign_in_vouched(room.desk, {"https://ailleurs.example", "7f3a", true}).value());
  CHECK(here.reference != there.reference);
  REQUIRE(casework::link_vouching(room.desk, room.admin, room.request(here.reference), "claire").ok());
  CHECK(std::holds_alternative<casework::Waiting>(casework::sign_in_vouched(room.desk, {"https://ailleurs.example", "7f3a", true}).value()));
}

TEST_CASE("linked to an account it opens that account, in place of the session that the browser held") {
  VouchingRoom room;
  REQUIRE(casework::link_vouching(room.desk, room.admin, room.ask("7f3a"), "claire").ok());
  const auto session = room.enter("7f3a");
  CHECK(casework::find_actor(room.desk, session.token)->login == "claire");
  CHECK(session.expires_at == noon + std::chrono::hours{12});
  const auto next = std::get<casework::SignedIn>(room.come("7f3a", true, {"Firefox", session.token, "192.0.2.1"}).value());
  CHECK_FALSE(casework::find_actor(room.desk, session.token).ok());
  CHECK(casework::find_actor(room.desk, next.token).ok());
}

TEST_CASE("an account that is made for it has a role, an organisation, and no password that anybody knows") {
  VouchingRoom room;
  REQUIRE(casework::make_account_for(room.desk, room.admin, room.ask("7f3a"), "agent", access::Role::foyer, " Les Mimosas ").ok());
  const auto session = room.enter("7f3a");
  CHECK(session.actor.role == access::Role::foyer);
  CHECK(session.actor.organisation == room.mimosas.organisation);
  const auto taken = casework::make_account_for(room.desk, room.admin, room.ask("autre"), "claire", access::Role::police, "BPM");
  CHECK(taken.error().code == "login_pris");
  CHECK(room.all().front().waits());
}

TEST_CASE("what leads to an account already, or to nobody, is not linked") {
  VouchingRoom room;
  const auto id = room.ask("7f3a");
  CHECK(casework::link_vouching(room.desk, room.admin, id, "personne").error().fields.at(0).code == "compte_inconnu");
  CHECK(casework::link_vouching(room.desk, room.admin, id, "horloge").error().fields.at(0).code == "compte_inconnu");
  CHECK(casework::link_vouching(room.desk, room.admin, base::VouchingId{}, "claire").error().kind == base::Kind::not_found);
  REQUIRE(casework::link_vouching(room.desk, room.admin, id, "claire").ok());
  CHECK(casework::link_vouching(room.desk, room.admin, id, "claire").error().code == "deja_decide");
  CHECK(casework::make_account_for(room.desk, room.admin, id, "autre", access::Role::police, "BPM").error().code == "deja_decide");
}

TEST_CASE("refused, it opens nothing; taken away, the sessions of the account end; and it can be linked again") {
  VouchingRoom room;
  const auto id = room.ask("7f3a");
  REQUIRE(casework::refuse_vouching(room.desk, room.admin, id).ok());
  CHECK(room.wait("7f3a").refused);
  REQUIRE(casework::link_vouching(room.desk, room.admin, id, "claire").ok());
  const auto session = room.enter("7f3a");
  REQUIRE(casework::refuse_vouching(room.desk, room.admin, id).ok());
  CHECK_FALSE(casework::find_actor(room.desk, session.token).ok());
  CHECK(room.wait("7f3a").refused);
}

TEST_CASE("a closed account does not open, nor one that is asked for a code when no level was proved") {
  VouchingRoom room;
  REQUIRE(casework::link_vouching(room.desk, room.admin, room.ask("7f3a"), "claire").ok());
  CHECK(std::holds_alternative<casework::SignedIn>(room.come("7f3a", false).value()));
  room.desk.coded = access::any_of({access::Role::police});
  CHECK(room.come("7f3a", false).error().code == "second_facteur_exige");
  CHECK(std::holds_alternative<casework::SignedIn>(room.come("7f3a", true).value()));
  REQUIRE(casework::close_account(room.desk, room.admin, room.claire.account).ok());
  CHECK(room.come("7f3a").error().code == "compte_ferme");
}

TEST_CASE("a crowd that asks is bounded, and those who asked before are still known") {
  VouchingRoom room;
  const auto first = room.wait("0");
  for (int i = 1; i < 1000; ++i) room.wait(std::to_string(i));
  CHECK(room.come("de trop").error().code == "trop_de_demandes");
  CHECK(room.wait("0").reference == first.reference);
  REQUIRE(casework::refuse_vouching(room.desk, room.admin, room.request(first.reference)).ok());
  CHECK(room.come("de trop").ok());
}

TEST_CASE("failing at any statement leaves no trace: a request, its account, its session, its end") {
  VouchingRoom room;
  CHECK(room.fail_everywhere([&] { return room.come("7f3a").ok(); }) > 2);
  const auto id = room.all().at(0).id;
  CHECK(room.fail_everywhere([&] { return casework::make_account_for(room.desk, room.admin, id, "agent", access::Role::police, "Neuve").ok(); }) > 5);
  CHECK(room.fail_everywhere([&] { return room.come("7f3a").ok(); }) > 2);
  CHECK(room.fail_everywhere([&] { return casework::refuse_vouching(room.desk, room.admin, id).ok(); }) > 3);
  CHECK(room.fail_everywhere([&] { return casework::link_vouching(room.desk, room.admin, id, "claire").ok(); }) > 3);
}
