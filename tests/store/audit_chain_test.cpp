#include <doctest/doctest.h>

#include "store/traces.hpp"
#include "tests/store/one_act.hpp"

using namespace vigie;
using namespace vigie::tests;
using base::Done;
using base::Result;

namespace {

/// Six audit lines, and somebody with the file in hand.
struct AuditChainRoom : OneStore {
  access::Actor police = add_actor("police", access::Role::police, "BPM");
  AuditChainRoom() {
    for (int i = 0; i < 5; ++i)
      REQUIRE(store
                  ->write<Done>(police,
                                [&](store::Unit& unit) -> Result<Done> {
                                  unit.commit({"consultation", "minor", "mineur-" + std::to_string(i),
                                               "consultation", "d"});
                                  return Done{};
                                })
                  .ok());
  }
  void tamper(const std::string& sql) {
    RawDatabase raw(file());
    raw.run(
        "DROP TRIGGER IF EXISTS audit_no_update; DROP TRIGGER IF EXISTS audit_no_delete; "
        "DROP TRIGGER IF EXISTS audit_no_replace");
    raw.run(sql);
  }
  std::optional<std::int64_t> broken() const {
    return look([](const store::Reading& reading) {
      std::int64_t lines = 0;
      return store::first_broken_line(reading.sql, lines);
    });
  }
};

}  // namespace

TEST_CASE("an audit trail nobody touched holds, line after line") {
  const AuditChainRoom room;
  CHECK_FALSE(room.broken());
  room.look([&](const store::Reading& reading) {
    std::int64_t lines = 0;
    (void)store::first_broken_line(reading.sql, lines);
    CHECK(lines == 6);
    const auto listed = store::list_audit(reading, "", room.police.account.text(), 1000, 3);
    REQUIRE(listed.size() == 3);
    CHECK(listed[0].number == 6);
    CHECK(listed[0].entry.subject_id == "mineur-4");
    CHECK(store::list_audit(reading, "mineur-2", "", 1000, 50).size() == 1);
    CHECK(store::list_audit(reading, "", "", 4, 50).size() == 3);
  });
}

TEST_CASE("changing any column of any line is found at that line") {
  AuditChainRoom room;
  for (const char* column :
       {"at", "account", "organisation", "act", "subject", "subject_id", "motive", "detail", "hash"})
    for (int number = 1; number <= 6; ++number) {
      const std::string where = " WHERE number = " + std::to_string(number);
      const std::string name = column;
      RawDatabase raw(room.file());
      const std::string was = raw.one("SELECT quote(" + name + ") FROM audit" + where);
      room.tamper("UPDATE audit SET " + name + (name == "at" ? " = 1" : " = 'x'") + where);
      CAPTURE(name);
      CHECK(room.broken() == number);
      room.tamper("UPDATE audit SET " + name + " = " + was + where);
    }
  CHECK_FALSE(room.broken());
}

TEST_CASE("removing a line is found, renumbering the others too") {
  AuditChainRoom room;
  SUBCASE("first") {
    room.tamper("DELETE FROM audit WHERE number = 1");
    CHECK(room.broken() == 2);
  }
  SUBCASE("middle") {
    room.tamper("DELETE FROM audit WHERE number = 3");
    CHECK(room.broken() == 4);
  }
  SUBCASE("renumbered") {
    room.tamper("DELETE FROM audit WHERE number = 3");
    for (const char* number : {"4", "5", "6"})
      room.tamper(std::string("UPDATE audit SET number = number - 1 WHERE number = ") + number);
    CHECK(room.broken() == 3);
  }
}

TEST_CASE("swapping two lines is found, whether their hashes follow or not") {
  AuditChainRoom room;
  SUBCASE("whole lines") {
    room.tamper(
        "UPDATE audit SET number = 99 WHERE number = 3; UPDATE audit SET number = 3 WHERE number = 4; "
        "UPDATE audit SET number = 4 WHERE number = 99");
  }
  SUBCASE("what they say") {
    room.tamper(
        "UPDATE audit SET subject_id = CASE number WHEN 3 THEN 'mineur-2' ELSE 'mineur-1' END "
        "WHERE number IN (3, 4)");
  }
  CHECK(room.broken() == 3);
}

TEST_CASE("moving text from one column to the next is found") {
  AuditChainRoom room;
  room.tamper("UPDATE audit SET motive = motive || detail, detail = '' WHERE number = 5");
  CHECK(room.broken() == 5);
}

TEST_CASE("inserting a line is found") {
  AuditChainRoom room;
  room.tamper(
      "INSERT INTO audit SELECT number + 100, at, account, organisation, act, subject, subject_id, motive, "
      "detail, "
      "hash FROM audit WHERE number = 2");
  CHECK(room.broken() == 102);
}
