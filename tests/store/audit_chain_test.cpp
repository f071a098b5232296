#include <doctest/doctest.h>

#include "store/traces.hpp"
#include "tests/store/audit_room.hpp"

using namespace vigie;
using namespace vigie::tests;
using base::Done;
using base::Result;
using audit::Harm;
using Findings = std::vector<audit::Finding>;

TEST_CASE("an audit trail nobody touched holds, line after line") {
  const AuditChainRoom room;
  CHECK(room.findings().empty());
  room.look([&](const store::Reading& reading) {
    CHECK(store::verify_audit(reading.sql, reading.vault).lines == 6);
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
    for (std::int64_t number = 1; number <= 6; ++number) {
      const std::string where = " WHERE number = " + std::to_string(number);
      const std::string name = column;
      RawDatabase raw(room.file());
      const std::string was = raw.one("SELECT quote(" + name + ") FROM audit" + where);
      room.tamper("UPDATE audit SET " + name + (name == "at" ? " = 1" : " = 'x'") + where);
      CAPTURE(name);
      CHECK(room.findings() == Findings{{Harm::changed, number, number}});
      room.tamper("UPDATE audit SET " + name + " = " + was + where);
    }
  CHECK(room.findings().empty());
}

TEST_CASE("removing a line is found, renumbering the others too") {
  AuditChainRoom room;
  SUBCASE("first") {
    room.tamper("DELETE FROM audit WHERE number = 1");
    CHECK(room.findings() == Findings{{Harm::removed, 1, 1}});
  }
  SUBCASE("middle") {
    room.tamper("DELETE FROM audit WHERE number = 3");
    CHECK(room.findings() == Findings{{Harm::removed, 3, 3}});
  }
  SUBCASE("renumbered") {
    room.tamper("DELETE FROM audit WHERE number = 3");
    for (const char* number : {"4", "5", "6"})
      room.tamper(std::string("UPDATE audit SET number = number - 1 WHERE number = ") + number);
    CHECK(room.findings() == Findings{{Harm::changed, 3, 3}, {Harm::changed, 4, 4}, {Harm::changed, 5, 5}, {Harm::cut, 6, 6}});
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
  CHECK(room.findings() == Findings{{Harm::swapped, 3, 4}});
}

TEST_CASE("moving text from one column to the next is found") {
  AuditChainRoom room;
  room.tamper("UPDATE audit SET motive = motive || detail, detail = '' WHERE number = 5");
  CHECK(room.findings() == Findings{{Harm::changed, 5, 5}});
}

TEST_CASE("inserting a line is found") {
  AuditChainRoom room;
  room.tamper(
      "INSERT INTO audit SELECT number + 100, at, account, organisation, act, subject, subject_id, motive, "
      "detail, "
      "hash FROM audit WHERE number = 2");
  CHECK(room.findings() == Findings{{Harm::added, 7, 102}});
}

TEST_CASE("cutting the last lines is found, and stays found once the program has gone on writing") {
  AuditChainRoom room;
  room.tamper("DELETE FROM audit WHERE number > 4");
  CHECK(room.findings() == Findings{{Harm::cut, 5, 6}});
  room.reopen();
  for (int i = 0; i < 3; ++i) room.write_one();
  const auto found = room.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].harm == Harm::noticed);
  CHECK(RawDatabase(room.file()).one("SELECT detail FROM audit WHERE act = 'journal_rompu'") == "signee=6 derniere=5");
}

TEST_CASE("replacing the last line by the next act is found") {
  AuditChainRoom room;
  room.tamper("DELETE FROM audit WHERE number = 6");
  room.write_one();
  CHECK(room.findings().size() == 1);
  room.write_one();
  REQUIRE(room.findings().size() == 1);
  CHECK(room.findings()[0].harm == Harm::noticed);
}

TEST_CASE("a signature that is taken away, changed, or brought back from an earlier day is found") {
  AuditChainRoom room;
  RawDatabase raw(room.file());
  const std::string earlier = raw.one("SELECT quote(signature) || ', hash = ' || quote(hash) || ', number = ' || number FROM audit_head");
  room.write_one();
  CHECK(room.findings().empty());
  SUBCASE("taken away") {
    room.tamper("DELETE FROM audit_head");
    CHECK(room.findings() == Findings{{Harm::unsigned_, 7, 7}});
  }
  SUBCASE("changed") {
    room.tamper("UPDATE audit_head SET keyed_from = 7");
    CHECK(room.findings() == Findings{{Harm::unsigned_, 7, 7}});
  }
  SUBCASE("brought back") {
    room.tamper("UPDATE audit_head SET signature = " + earlier);
    CHECK(room.findings() == Findings{{Harm::added, 7, 7}});
    return;
  }
  room.write_one();
  const auto found = room.findings();
  REQUIRE(found.size() == 1);
  CHECK(found[0].harm == Harm::noticed);
}

TEST_CASE("an anchor noted elsewhere tells whether the lines up to it still stand") {
  AuditChainRoom room;
  const auto verify = [&](const std::string& noted) {
    return room.look([&](const store::Reading& reading) { return store::verify_audit(reading.sql, reading.vault, store::parse_anchor(noted)); });
  };
  const std::string noted = store::to_text(verify("").end);
  CHECK(noted.starts_with("6:"));
  room.write_one();
  CHECK(verify(noted).findings.empty());
  std::string other = noted;
  other.back() = other.back() == '0' ? '1' : '0';
  CHECK(verify(other).findings == Findings{{Harm::elsewhere, 6, 6}});
  CHECK_FALSE(store::parse_anchor("6:abc"));
  CHECK_FALSE(store::parse_anchor("x" + noted));
}

TEST_CASE("acts that share a commit are signed once, and those that are refused sign nothing") {
  AuditChainRoom room;
  const auto head = [&] { return RawDatabase(room.file()).one("SELECT number FROM audit_head"); };
  CHECK(head() == "6");
  CHECK_FALSE(room.store->write<Done>(room.police, [](store::Unit&) -> Result<Done> { return refused(); }).ok());
  CHECK(head() == "6");
  room.write_one();
  CHECK(head() == "7");
}

TEST_CASE("no statement of the program takes a line away") {
  AuditChainRoom room;
  const auto refused_by_database = [&](const std::function<void(db::Connection&)>& run) {
    CHECK_THROWS_AS((void)room.store->write<Done>(room.police, [&](store::Unit& unit) -> Result<Done> {
      run(unit.sql());
      return Done{};
    }), db::Failure);
  };
  refused_by_database([](db::Connection& sql) { sql.run("DELETE FROM audit WHERE number = 1"); });
  refused_by_database([](db::Connection& sql) { sql.run("UPDATE audit SET motive = '' WHERE number = 1"); });
  CHECK(room.findings().empty());
}
