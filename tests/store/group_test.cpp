#include <doctest/doctest.h>

#include <thread>

#include "store/journal.hpp"
#include "store/traces.hpp"
#include "tests/store/one_act.hpp"

using namespace vigie;
using namespace vigie::tests;
using base::Done;
using base::Result;

namespace {

/// Acts that are queued at once, so that they make one group.
class Room : public OneStore {
 public:
  using Body = std::function<Result<Done>(store::Unit&)>;
  access::Actor police = add_actor("police", access::Role::police, "BPM");

  /// "fait", "refus" or "panne", of each in its order.
  std::string together(const std::vector<Body>& bodies) {
    std::vector<store::Act> acts(bodies.size());
    std::vector<std::string> answers(bodies.size());
    for (std::size_t i = 0; i < bodies.size(); ++i) {
      acts[i].actor = &police;
      acts[i].body = [&body = bodies[i], &answer = answers[i]](store::Unit& unit) {
        const bool kept = body(unit).ok();
        answer = kept ? "fait" : "refus";
        return kept;
      };
    }
    commits_before = failing.commits;
    try {
      (void)store->write_all(acts);
    } catch (const db::Failure&) {  // of one of the acts, which keeps it
    }
    std::string all;
    for (std::size_t i = 0; i < bodies.size(); ++i) all += (acts[i].fault ? "panne" : answers[i]) + " ";
    return all;
  }
  int commits() const { return failing.commits - commits_before; }

  int commits_before = 0;
};

Room::Body telling(std::string nom) {
  return [nom = std::move(nom)](store::Unit& unit) -> Result<Done> {
    tell_of_new_minor(unit, nom, "Zoé");
    sign(unit);
    return Done{};
  };
}
Result<Done> refuse(store::Unit& unit) {
  tell_of_new_minor(unit, "REFUSEE", "Zoé");
  sign(unit);
  return refused();
}
Result<Done> fall(store::Unit& unit) {
  tell_of_new_minor(unit, "TOMBEE", "Zoé");
  throw base::Fault("disque");
}
/// A statement that makes SQLite roll the whole transaction back, as a full disk may.
Result<Done> lose_the_transaction(store::Unit& unit) {
  tell_of_new_minor(unit, "PERDUE", "Zoé");
  unit.sql().run(
      "INSERT OR ROLLBACK INTO change (number, at, kind, subject, version) "
      "SELECT number, at, kind, subject, version FROM change LIMIT 1");
  return Done{};
}

void check_chain(const Room& room) {
  room.look([](const store::Reading& reading) {
    const auto audit = store::verify_audit(reading.sql, reading.vault);
    CHECK(audit.findings.empty());
    CHECK(audit.lines > 0);
  });
}

}  // namespace

TEST_CASE("acts that wait together share one commit") {
  Room room;
  CHECK(room.together({telling("UN"), telling("DEUX"), telling("TROIS")}) == "fait fait fait ");
  CHECK(room.commits() == 1);
  CHECK(room.store->people().minors() == 3);
}

TEST_CASE("an act that is refused or falls harms no neighbour of its group") {
  Room room;
  CHECK(room.together({telling("UN"), refuse, fall, telling("QUATRE")}) == "fait refus panne fait ");
  CHECK(room.commits() == 1);
  CHECK(RawDatabase(room.file()).count("minor") == 2);
  CHECK(room.store->people().minors() == 2);
  CHECK(found(room, "refusee") == 0);
  CHECK(found(room, "tombee") == 0);
  check_chain(room);
}

TEST_CASE("neighbours of one group see each other") {
  Room room;
  std::size_t seen = 0;
  room.together({telling("UN"), [&](store::Unit& unit) -> Result<Done> {
                   seen = unit.people().minors();
                   sign(unit);
                   return Done{};
                 }});
  CHECK(seen == 1);
}

TEST_CASE("when the engine ends the transaction under one act, its neighbours are kept all the same") {
  Room room;
  CHECK(room.together({telling("UN"), lose_the_transaction, telling("TROIS")}) == "fait panne fait ");
  CHECK(RawDatabase(room.file()).count("minor") == 2);
  CHECK(room.store->people().minors() == 2);
  CHECK(found(room, "perdue") == 0);
  check_chain(room);
}

TEST_CASE("when the commit of a group fails, each act is run again alone, once for all to see") {
  Room room;
  int runs = 0;
  CHECK(room.together({telling("UN"),
                       [&](store::Unit& unit) -> Result<Done> {
                         if (++runs == 1) room.failing.commits_to_fail = 1;
                         return telling("DEUX")(unit);
                       },
                       refuse}) == "fait fait refus ");
  CHECK(runs == 3);  // with its group, in a savepoint, alone
  CHECK(RawDatabase(room.file()).count("minor") == 2);
  CHECK(room.store->people().minors() == 2);
  CHECK(found(room, "deux") == 1);
  check_chain(room);
}

TEST_CASE("an act whose commit fails alone too is a fault, and leaves nothing in memory either") {
  Room room;
  const std::string before = room.everything();
  room.failing.commits_to_fail = 2;
  CHECK_THROWS_AS((void)tell(room, room.police, "MARCHAND"), db::Failure);
  CHECK(room.everything() == before);
  CHECK(room.store->people().minors() == 0);
  CHECK(tell(room, room.police, "MARCHAND").ok());
  CHECK(found(room, "marchand") == 1);
}

TEST_CASE("eight people writing at once are all kept, numbered without a gap, on one chain") {
  Room room;
  constexpr int threads = 8, acts = 50;
  std::vector<std::thread> people;
  std::atomic<int> kept = 0;
  for (int t = 0; t < threads; ++t)
    people.emplace_back([&, t] {
      for (int i = 0; i < acts; ++i)
        if (tell(room, room.police, "N" + std::to_string(t * 1000 + i)).ok()) ++kept;
    });
  for (auto& one : people) one.join();
  CHECK(kept == threads * acts);
  RawDatabase raw(room.file());
  CHECK(raw.count("minor") == threads * acts);
  CHECK(raw.one("SELECT count(*), min(number), max(number) FROM change") == "402|1|402");  // two told of who writes
  CHECK(raw.one("SELECT count(*), min(number), max(number) FROM audit") == "401|1|401");
  CHECK(room.store->people().minors() == threads * acts);
  check_chain(room);
}

TEST_CASE("who follows the log is told after each commit, and no more once it has left") {
  Room room;
  std::atomic<int> told = 0;
  store::Signal signal;
  room.store->on_commit([&] {
    ++told;
    signal.give();
  });
  CHECK_FALSE(signal.await(std::chrono::milliseconds(0)));
  REQUIRE(tell(room, room.police, "UN").ok());
  CHECK(signal.await(std::chrono::seconds(20)));
  CHECK(told == 1);
  room.store->on_commit({});
  REQUIRE(tell(room, room.police, "DEUX").ok());
  CHECK(told == 1);
}
