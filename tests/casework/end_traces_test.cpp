#include "casework/end_traces.hpp"

#include <doctest/doctest.h>

#include "casework/manage_accounts.hpp"
#include "casework/sign_in.hpp"
#include "store/journal.hpp"
#include "tests/casework/drafting.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

constexpr base::Duration a_day = std::chrono::hours{24};

struct TracesEndRoom : House {
  casework::Throttle throttle;
  TracesEndRoom() { REQUIRE(casework::add_account(desk, admin, "claire", access::Role::police, "BPM", "une phrase assez longue 116").ok()); }
  bool enter() { return casework::sign_in(desk, throttle, "claire", "une phrase assez longue 116", {{}, {}, "192.0.2.7"}).ok(); }
  void begin(const object& said) { REQUIRE(casework::begin_draft(desk, mimosas, said).ok()); }
  casework::EndedTraces end() { return casework::end_traces(desk, admin).value(); }
  std::int64_t lines_of(std::string_view act) const {
    return std::stoll(RawDatabase(file()).one(fmt::format("SELECT COUNT(*) FROM audit WHERE act = '{}'", act)));
  }
  bool verifies() const {
    return look([](const store::Reading& reading) { return store::verify_audit(reading.sql, reading.vault).findings.empty(); });
  }
};

}  // namespace

TEST_CASE("sign-ins are forgotten after a year and readings stay; an FPR entry that stands keeps what was done about it") {
  TracesEndRoom room;
  REQUIRE(room.enter());
  const auto stands = room.sign(room.police, "classique", left(ines, at(-3)));
  casework::FprEntry entry;
  entry.inscrit_le = noon;
  REQUIRE(casework::record_fpr(room.desk, room.police, *stands.episode, entry, std::nullopt).ok());
  REQUIRE(casework::open_minor(room.desk, room.police, *stands.minor, "consultation").ok());
  CHECK(casework::foresee_end_of_traces(room.desk).lines == 0);
  room.clock.pass(a_day * 367);
  CHECK(casework::foresee_end_of_traces(room.desk).lines == 1);
  CHECK(room.end().lines == 1);
  CHECK(room.lines_of("session_ouverte") == 0);
  CHECK(room.lines_of("consultation") == 1);
  CHECK(room.verifies());
  room.clock.pass(a_day * 1100);
  CHECK(room.end().lines > 5);
  CHECK(room.lines_of("consultation") == 0);
  CHECK(room.lines_of("fpr_inscription") == 1);
  CHECK(room.verifies());
}

TEST_CASE("a session that ended is forgotten when its network no longer counts, and one that lasts stays") {
  TracesEndRoom room;
  REQUIRE(room.enter());
  room.clock.pass(a_day * 31);
  CHECK(room.end().passes == 0);
  room.clock.pass(a_day);
  REQUIRE(room.enter());
  CHECK(casework::foresee_end_of_traces(room.desk).passes == 1);
  CHECK(room.end().passes == 1);
  CHECK(room.count("pass") == 1);
}

TEST_CASE("a draft that nobody takes up ends, unless the child that it is about is away") {
  TracesEndRoom room;
  const auto away = room.sign(room.mimosas, "classique", left(ines, at(-3)));
  const object answers{{"nom", "Kervadec"}};
  room.begin({{"form", "classique"}, {"answers", answers}});
  room.begin({{"form", "retour"}, {"answers", object()}, {"minor", away.minor->text()}});
  room.clock.pass(a_day * 89);
  room.begin({{"form", "classique"}, {"answers", answers}});
  CHECK(room.end().drafts == 0);
  room.clock.pass(a_day * 2);
  CHECK(casework::foresee_end_of_traces(room.desk).drafts == 1);
  CHECK(room.end().drafts == 1);
  CHECK(room.count("draft") == 2);
  CHECK(room.lines_of("fin_de_conservation") >= 2);
}
