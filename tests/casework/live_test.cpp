#include "casework/live.hpp"

#include <doctest/doctest.h>

#include "access/password.hpp"
#include "casework/draft.hpp"
#include "casework/manage_accounts.hpp"
#include "casework/merge_minors.hpp"
#include "casework/retract.hpp"
#include "casework/sign_in.hpp"
#include "store/assessments.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;
using namespace std::chrono_literals;

namespace {

std::string line(const store::Change& change) { return fmt::format("{} {} {}\n", change.number, change.kind, change.subject); }

struct LiveRoom : House {
  std::shared_ptr<casework::Live> live = std::make_shared<casework::Live>(*store, line);

  std::string token(const access::Actor& of) { return casework::issue_token(desk, admin, of.login, "essai").value(); }
  std::shared_ptr<casework::Listener> listen(const access::Actor& actor, std::optional<std::int64_t> after = 0) {
    return live->listen(actor, token(actor), after).value();
  }
  std::int64_t head() const { return look(store::last_change); }
  std::vector<store::Change> log() const {
    return look([](const store::Reading& reading) { return store::list_changes(reading, 0, 1'000'000'000); });
  }
  /// All that it hears until it has come to the end that the log has now.
  std::string hear(casework::Listener& listener) const {
    const std::int64_t end = head();
    std::string heard;
    for (int i = 0; i < 10'000; ++i) {
      const auto more = listener.take();
      heard += more.value();
      if (more->empty() && listener.cursor() >= end) return heard;
      if (more->empty()) std::this_thread::sleep_for(2ms);
    }
    return heard + "never comes to the end";
  }
  std::string hear(const access::Actor& actor, std::int64_t after = 0) { return hear(*listen(actor, after)); }
  bool ends(casework::Listener& listener) const {
    for (int i = 0; i < 1000; ++i) {
      if (!listener.take()) return true;
      std::this_thread::sleep_for(5ms);
    }
    return false;
  }
  void write(const std::function<void(store::Unit&)>& act) {
    REQUIRE(store->write<base::Done>(admin, [&](store::Unit& unit) -> base::Result<base::Done> {
      act(unit);
      unit.commit({"essai", "essai", "", "", ""});
      return base::Done{};
    }).ok());
  }
  void change_many(int count, std::string_view kind = "account") {
    write([&](store::Unit& unit) {
      for (int i = 0; i < count; ++i) unit.change(kind, "x", i, std::nullopt);
    });
  }

  /// Whether the reads of the house show this subject to the actor: what the feed must agree with.
  bool may_read(const access::Actor& actor, const store::Change& change) const {
    return store->read(access::scope_of(actor), [&](const store::Reading& reading) {
      const auto sees = [&](base::EpisodeId id) { return store::find_episode(reading, id).has_value(); };
      if (change.kind == "declaration")
        return store::find_declaration(reading, base::DeclarationId::parse(change.subject).value()).has_value();
      if (change.kind == "episode") return sees(base::EpisodeId::parse(change.subject).value());
      if (change.kind == "alert")
        return store::find_alert(reading, actor, base::AlertId::parse(change.subject).value()).has_value();
      if (change.kind == "minor") return store::find_minor(reading, base::MinorId::parse(change.subject).value()).has_value();
      if (change.kind == "merge") return actor.role == access::Role::police;
      if (change.kind == "draft")
        return casework::open_draft(desk, actor, base::DraftId::parse(change.subject).value(), "consultation").ok();
      if (change.kind == "assessment")
        return actor.role != access::Role::analyste &&
               sees(store::find_assessment(reading, base::AssessmentId::parse(change.subject).value())->episode);
      return actor.role == access::Role::admin;  // accounts and organisations
    });
  }
  std::string readable(const access::Actor& actor) const {
    std::string lines;
    for (const store::Change& change : log())
      if (may_read(actor, change)) lines += line(change);
    return lines;
  }
  void check_everyone() {
    for (const access::Actor* actor : {&police, &ecoutant, &mimosas, &tilleuls, &analyste, &admin}) {
      CAPTURE(actor->login);
      const std::string heard = hear(*actor);
      CHECK(heard == readable(*actor));
      CHECK_FALSE(heard.empty());
    }
  }
};

/// A week of two homes: calls, an alert handled, a return, a child known to both, drafts, merges.
struct PlayedRoom : LiveRoom {
  PlayedRoom() {
    const auto first = sign(mimosas, "inquietante", with(left(ines, at(-9)), {{"revelation", "oui"}}));
    sign(tilleuls, "classique", left(child("PETIT", "Tom", "2011-02-20"), at(-7)));
    sign(ecoutant, "appel", with(left(child("PETIT", "Tom", "2011-02-20"), at(-7)),
                                 {{"appelant_qualite", "ami"}, {"categorie", "fugue"}, {"annonce_escort", "oui"}}));
    sign(ecoutant, "appel", {{"appelant_qualite", "autre"}, {"categorie", "information"}});
    sign(mimosas, "preventive", child("ROY", "Ana", "2012-04-04"));
    sign(tilleuls, "classique", left(ines, at(-8)));
    sign(police, "classique", with(left(ines, at(-8)), {{"hotel_ou_location", "oui"}}));
    const auto critique = alert(*first.episode, "critique")->id;
    REQUIRE(casework::acknowledge_alert(desk, police, critique, {}).ok());
    REQUIRE(casework::assign_alert(desk, police, critique, "mimosas", {}).ok());
    REQUIRE(returns(mimosas, *first.episode, back(at(-1), "inconnu")).ok());
    const auto withdrawn = sign(tilleuls, "classique", left(child("LEROY", "Max", "2011-02-20"), at(-7)));
    REQUIRE(casework::withdraw_declaration(desk, tilleuls, withdrawn.declaration, "Un autre enfant.").ok());
    type_drafts();
    merge_files();
  }

  void type_drafts() {
    for (const access::Actor* who : {&mimosas, &ecoutant, &police}) {
      const casework::DraftPatch typed{{"form", who == &ecoutant ? "appel" : "classique"}, {"answers", object{{"nom", "Du"}}}};
      const auto draft = casework::begin_draft(desk, *who, typed);
      REQUIRE(draft.ok());
      REQUIRE(casework::save_draft(desk, *who, draft->draft.id, {{"answers", object{{"nom", "Dup"}}}}, {true, 1}).ok());
    }
  }

  /// A home's file absorbed into another's, and two whose merge is undone.
  void merge_files() {
    const auto one = sign(tilleuls, "classique", left(child("MOREL", "Lou", "2010-03-03"), at(-70)));
    const auto same = sign(mimosas, "classique", left(child("MAUREL", "Lou", "2010-03-30"), at(-40)));
    REQUIRE(casework::merge_minors(desk, police, *one.minor, *same.minor, "Même enfant.", {}, {}).ok());
    const auto other = sign(tilleuls, "classique", left(child("BLIN", "Eve", "2010-07-03"), at(-70)));
    const auto none = sign(mimosas, "classique", left(child("BELIN", "Eve", "2010-07-30"), at(-40)));
    const auto merge = casework::merge_minors(desk, police, *other.minor, *none.minor, "Même enfant.", {}, {});
    REQUIRE(merge.ok());
    REQUIRE(casework::undo_merge(desk, police, merge->id).ok());
  }
};

}  // namespace

TEST_CASE("each account hears of everything that it may read, of nothing else, in order") {
  PlayedRoom room;
  room.check_everyone();
}

TEST_CASE("an analyst hears of absences only, an administrator of accounts and organisations only") {
  PlayedRoom room;
  const std::string analyste = room.hear(room.analyste), admin = room.hear(room.admin), police = room.hear(room.police);
  for (const char* kind : {" declaration ", " assessment ", " alert ", " minor ", " draft "})
    CHECK((analyste + admin).find(kind) == std::string::npos);
  CHECK(admin.find(" episode ") == std::string::npos);
  CHECK((analyste + police).find(" account ") == std::string::npos);
}

TEST_CASE("a minor becomes a home's own as it happens") {
  LiveRoom room;
  const auto hears = room.listen(room.tilleuls, std::nullopt);
  room.sign(room.mimosas, "classique", left(ines, at(-9)));
  CHECK(room.hear(*hears).empty());
  const auto receipt = room.sign(room.tilleuls, "classique", left(ines, at(-8)));
  const std::string own = room.hear(*hears);
  CHECK(own.find(" declaration " + receipt.declaration.text()) != std::string::npos);
  CHECK(own.find(" episode " + receipt.episode->text()) != std::string::npos);
  room.sign(room.mimosas, "classique", left(ines, at(-8)));
  const std::string later = room.hear(*hears);
  CHECK(later.find(" episode " + receipt.episode->text()) != std::string::npos);
  CHECK(later.find(" declaration ") == std::string::npos);
}

TEST_CASE("an alert is heard by its audience, whatever its role, organisation and bearer") {
  PlayedRoom room;
  for (const access::Role role : {access::Role::ecoutant, access::Role::foyer, access::Role::admin, access::Role::analyste})
    for (const auto& organisation : {std::optional<base::OrganisationId>(), std::optional(room.tilleuls.organisation),
                                     std::optional(room.analyste.organisation)})
      for (const auto& bearer : {std::optional<base::AccountId>(), std::optional(room.mimosas.account), std::optional(room.admin.account)})
        room.write([&](store::Unit& unit) {
          alerts::Alert alert;
          alert.id = base::AlertId::make(unit.now());
          alert.kind = "a_examiner";
          alert.role = role;
          alert.organisation = organisation;
          alert.assigned_to = bearer;
          store::add_alert(unit, alert);
        });
  room.check_everyone();
}

TEST_CASE("a kind of change that the table does not know is heard by nobody") {
  LiveRoom room;
  room.change_many(3, "mystere");
  for (const access::Actor* actor : {&room.police, &room.mimosas, &room.analyste, &room.admin})
    CHECK(room.hear(*actor).find("mystere") == std::string::npos);
}

TEST_CASE("a listener that says nothing of the past hears from now on") {
  LiveRoom room;
  const auto hears = room.listen(room.admin, std::nullopt);
  const std::int64_t head = hears->cursor();
  CHECK(room.hear(*hears).empty());
  room.change_many(1);
  CHECK(room.hear(*hears) == fmt::format("{} account x\n", head + 1));
}

TEST_CASE("whoever comes back hears exactly what it missed, however far behind") {
  LiveRoom room;
  for (int i = 0; i < 9; ++i) room.change_many(5'000);
  std::string all;
  std::vector<std::size_t> starts;  // of each line of the log
  for (const store::Change& change : room.log()) {
    starts.push_back(all.size());
    if (room.may_read(room.admin, change)) all += line(change);
  }
  starts.push_back(all.size());
  const auto after = [&](std::int64_t number) { return all.substr(starts[static_cast<std::size_t>(number)]); };
  for (const std::int64_t number : {0, 1, 1023, 1024, 1025, 20'000, 45'000}) CHECK(room.hear(room.admin, number) == after(number));
  CHECK(room.hear(room.admin, room.head()).empty());
}

TEST_CASE("a number that the log has not reached is another past: the listener is lost, and hears from now on") {
  LiveRoom room;
  const auto lost = room.listen(room.admin, room.head() + 1);
  CHECK(lost->lost());
  CHECK(lost->cursor() == room.head());
  CHECK_FALSE(room.listen(room.admin, room.head())->lost());
}

TEST_CASE("what four accounts write at once is heard once each, in the order of the log") {
  LiveRoom room;
  const auto hears = room.listen(room.police, std::nullopt);
  const std::int64_t before = room.head();
  std::vector<std::thread> writers;
  std::atomic<int> done = 0;
  for (int i = 0; i < 4; ++i)
    writers.emplace_back([&, i] {
      for (int j = 0; j < 15; ++j) {
        const auto who = child(fmt::format("NOM{}", char('A' + i)), fmt::format("Prénom{}", char('a' + j)), "2011-05-14");
        (void)room.submit(room.police, "classique", left(who, at(-8)));
      }
      ++done;
    });
  std::string heard;
  while (done < 4) heard += room.hear(*hears);
  for (std::thread& writer : writers) writer.join();
  heard += room.hear(*hears);
  std::string expected;
  for (const store::Change& change : room.log())
    if (change.number > before && room.may_read(room.police, change)) expected += line(change);
  CHECK(heard == expected);
}

TEST_CASE("a session or token that ends, ends its listeners and no others") {
  LiveRoom room;
  const std::string token = room.token(room.police);
  const auto ended = room.live->listen(room.police, token, {}).value();
  const auto stays = room.listen(room.police);
  CHECK(casework::sign_out(room.desk, room.police, token).ok());
  CHECK(room.ends(*ended));
  CHECK(stays->take().has_value());
  room.clock.pass(std::chrono::hours{24 * 366});
  CHECK(room.ends(*stays));
}

TEST_CASE("listeners are counted, per account and in all, and leave their place") {
  LiveRoom room;
  room.live = std::make_shared<casework::Live>(*room.store, line, casework::Live::Limits{3, 2});
  auto first = room.listen(room.police), second = room.listen(room.police), third = room.listen(room.admin);
  const auto refused = [&](const access::Actor& actor) { return room.live->listen(actor, "", {}).error(); };
  CHECK(refused(room.police).code == "trop_de_flux");
  CHECK(refused(room.police).kind == base::Kind::too_many);
  CHECK(refused(room.admin).code == "flux_complet");
  CHECK(refused(room.admin).kind == base::Kind::unavailable);
  first.reset();
  CHECK(room.live->listen(room.police, "", {}).ok());
}

TEST_CASE("a read that fails is tried again, and nothing is missed") {
  LiveRoom room;
  const auto hears = room.listen(room.admin, std::nullopt);
  const std::int64_t head = room.head();
  room.failing.lasting = false;
  std::string heard;
  for (int i = 0; i < 3; ++i) {
    room.change_many(2);
    room.failing.left = 1;  // whoever reads next: the feed, or this test
    try {
      heard += room.hear(*hears);
    } catch (const db::Failure&) {
    }
  }
  room.failing.rest();
  heard += room.hear(*hears);
  std::string expected;
  for (std::int64_t number = head + 1; number <= head + 6; ++number) expected += fmt::format("{} account x\n", number);
  CHECK(heard == expected);
}
