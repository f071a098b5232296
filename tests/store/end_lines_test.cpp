#include "store/end_lines.hpp"

#include <doctest/doctest.h>

#include "tests/store/audit_room.hpp"

using namespace vigie;
using namespace vigie::tests;
using base::Result;
using audit::Harm;
using Findings = std::vector<audit::Finding>;

namespace {

constexpr std::chrono::hours a_year_on{24 * 367}, three_years_on{24 * 1097};

/// Four searches among the six lines, and what comes a year later.
struct EndingRoom : AuditChainRoom {
  EndingRoom() {
    for (int i = 0; i < 2; ++i) write_one();  // 7, 8
  }
  std::int64_t end() {
    const auto ended = store->write<std::int64_t>(police, [](store::Unit& unit) -> Result<std::int64_t> {
      const std::int64_t lines = store::end_lines(unit, 0, 1000).lines;
      unit.commit({"fin_de_conservation", "audit", "", "", ""});
      return lines;
    });
    return ended.value();
  }
  std::vector<std::string> kept() const { return RawDatabase(file()).rows("SELECT number FROM audit ORDER BY number"); }
  std::vector<std::string> ended() const { return RawDatabase(file()).rows("SELECT first_number || '-' || last_number FROM audit_ended ORDER BY 1"); }
};

}  // namespace

TEST_CASE("lines leave at the end of what they were kept for, and what is left verifies, copies included") {
  EndingRoom room;
  CHECK(room.end() == 0);  // adds line 9
  room.clock.pass(a_year_on);
  CHECK(room.look([](const store::Reading& reading) { return store::count_ending_lines(reading, 0, 1000).lines; }) == 2);
  CHECK(room.end() == 2);  // the searches; adds line 10
  CHECK(room.ended() == std::vector<std::string>{"7-8"});
  CHECK(room.findings().empty());
  const auto verified = room.look([](const store::Reading& reading) { return store::verify_audit(reading.sql, reading.vault); });
  CHECK(verified.lines == 8);
  CHECK(verified.ended == 2);
  room.clock.pass(three_years_on);
  CHECK(room.end() == 7);  // all but the last there was, and the one that says so
  CHECK(room.ended() == std::vector<std::string>{"1-9"});
  CHECK(room.kept() == std::vector<std::string>{"10", "11"});
  CHECK(room.findings().empty());
  room.reopen();
  room.write_one();
  CHECK(room.findings().empty());
}

TEST_CASE("the end of a retention excuses no other line, and no row that is not signed so") {
  EndingRoom room;
  room.end();  // adds line 9
  room.clock.pass(a_year_on);
  REQUIRE(room.end() == 2);
  const std::string signature = RawDatabase(room.file()).one("SELECT quote(signature) FROM audit_ended");
  SUBCASE("the row is gone") {
    room.tamper("DELETE FROM audit_ended");
    CHECK(room.findings() == Findings{{Harm::removed, 7, 8}});
  }
  SUBCASE("it covers one more") {
    room.tamper("DELETE FROM audit WHERE number = 6; UPDATE audit_ended SET first_number = 6");
    CHECK(room.findings() == Findings{{Harm::removed, 6, 8}});
  }
  SUBCASE("its signature is used again") {
    room.tamper("INSERT INTO audit_ended SELECT 3, 3, hash, " + signature + " FROM audit WHERE number = 3; DELETE FROM audit WHERE number = 3");
    CHECK(room.findings() == Findings{{Harm::removed, 3, 3}});
  }
  SUBCASE("a line is put back") {
    room.tamper("INSERT INTO audit SELECT 7, at, account, organisation, act, subject, subject_id, motive, detail, hash FROM audit WHERE number = 2");
    CHECK(room.findings() == Findings{{Harm::added, 7, 7}});
  }
  SUBCASE("a line beside it is changed") {
    room.tamper("UPDATE audit SET motive = 'autre' WHERE number = 6");
    CHECK(room.findings() == Findings{{Harm::changed, 6, 6}});
  }
}

TEST_CASE("an anchor of a line that has ended says so, and that of the last of them still holds") {
  EndingRoom room;
  const auto hash_of = [&](int number) { return RawDatabase(room.file()).one("SELECT lower(hex(hash)) FROM audit WHERE number = " + std::to_string(number)); };
  const std::string seventh = "7:" + hash_of(7), eighth = "8:" + hash_of(8);
  room.clock.pass(a_year_on);
  REQUIRE(room.end() == 1);  // the eighth was the last
  room.write_one();
  REQUIRE(room.end() == 1);
  const auto against = [&](const std::string& noted) {
    return room.look([&](const store::Reading& reading) { return store::verify_audit(reading.sql, reading.vault, store::parse_anchor(noted)); });
  };
  CHECK(against(eighth).findings.empty());
  CHECK_FALSE(against(eighth).anchor_ended);
  CHECK(against(seventh).findings.empty());
  CHECK(against(seventh).anchor_ended);
}
