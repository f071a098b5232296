#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>

#include "db/migrate.hpp"
#include "db/sqlite/connection.hpp"
#include "tests/support/raw_database.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

struct Whole {
  TemporaryDirectory directory;
  std::string path = directory.file("base.db");
  std::unique_ptr<db::Database> database = db::sqlite::open(path, {.durable = false});
  std::unique_ptr<db::Connection> sql = database->connect_writer();
  Whole() {
    sql->script("CREATE TABLE p (k BIGINT PRIMARY KEY); CREATE TABLE t (k BIGINT REFERENCES p (k), s TEXT)");
    sql->run("INSERT INTO p (k) VALUES (1)");
  }
  void add(int rows) {
    for (int i = 0; i < rows; ++i) sql->run("INSERT INTO t (k, s) VALUES (1, $1)", {std::string(200, 'x')});
  }
};

unsigned mode_of(const std::string& path) {
  struct stat found {};
  REQUIRE(::stat(path.c_str(), &found) == 0);
  return found.st_mode & 0777u;
}

}  // namespace

TEST_CASE("the database file can be read by nobody else") {
  const Whole whole;
  CHECK(mode_of(whole.path) == 0600);
}

TEST_CASE("a copy made while somebody writes is whole, holds what was committed, and is private") {
  Whole whole;
  whole.add(50);
  whole.sql->begin_writing();
  whole.add(1);
  const std::string copy = whole.directory.file("copie.db");
  whole.database->copy_to(copy);
  whole.sql->roll_back();
  CHECK(RawDatabase(copy).count("t") == 50);
  CHECK(RawDatabase(copy).one("PRAGMA integrity_check") == "ok");
  CHECK(mode_of(copy) == 0600);
  CHECK_FALSE(std::filesystem::exists(copy + ".partial"));
}

TEST_CASE("a copy replaces the one before it, and an unfinished one, whole") {
  Whole whole;
  const std::string copy = whole.directory.file("copie.db");
  std::ofstream(copy + ".partial") << "interrompu";
  whole.database->copy_to(copy);
  whole.add(3);
  whole.database->copy_to(copy);
  CHECK(RawDatabase(copy).count("t") == 3);
}

TEST_CASE("a copy that cannot be made leaves the one before it") {
  Whole whole;
  const std::string copy = whole.directory.file("copie.db");
  whole.database->copy_to(copy);
  CHECK_THROWS(whole.database->copy_to(whole.directory.file("nulle/part.db")));
  CHECK(RawDatabase(copy).count("p") == 1);
}

TEST_CASE("a checkpoint moves what is committed into the file, once nobody reads an older state") {
  Whole whole;
  whole.add(10);
  const auto reader = whole.database->connect_reader();
  reader->begin_reading();
  reader->run("SELECT count(*) FROM t");
  whole.add(10);
  CHECK_FALSE(whole.database->checkpoint().all_moved());
  reader->roll_back();
  CHECK(whole.database->checkpoint().all_moved());
}

TEST_CASE("a sound file has no problem; a broken reference and a damaged page are found") {
  Whole whole;
  whole.add(200);
  CHECK(whole.database->check().empty());
  SUBCASE("a broken reference") {
    RawDatabase(whole.path).run("PRAGMA foreign_keys = OFF; INSERT INTO t (k, s) VALUES (2, 'orphelin')");
    CHECK(whole.database->check().size() == 1);
  }
  SUBCASE("a damaged page") {
    REQUIRE(whole.database->checkpoint().all_moved());
    whole.sql.reset();
    whole.database.reset();
    std::fstream file(whole.path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-4096, std::ios::end);
    file << std::string(64, '\xff');
    file.close();
    CHECK_FALSE(db::sqlite::open(whole.path)->check().empty());
  }
}

TEST_CASE("no statement changes, removes or replaces an audit line, or lifts what forbids it") {
  Whole whole;
  db::migrate(*whole.sql, db::migrations_for(db::embedded_migrations(), "sqlite"), {}, [] {});
  const auto add = [&](const char* act) {
    whole.sql->run(
        "INSERT INTO audit (number, at, account, organisation, act, subject, subject_id, motive, detail, "
        "hash) "
        "VALUES (1, 0, '', '', $1, '', '', '', '', $2)",
        {act, db::Bytes{"hash"}});
  };
  add("premier");
  CHECK_THROWS_AS(add("double"), db::Failure);
  const auto refused = [&](db::Sql sql) {
    CAPTURE(sql.text);
    CHECK_THROWS_AS(whole.sql->run(sql), db::Failure);
  };
  refused("UPDATE audit SET act = 'autre'");
  refused("DELETE FROM audit");
  refused("DELETE FROM audit WHERE number = 1");
  refused(
      "INSERT OR REPLACE INTO audit (number, at, account, organisation, act, subject, subject_id, motive, "
      "detail, "
      "hash) VALUES (1, 0, '', '', 'autre', '', '', '', '', 'x')");
  refused(
      "INSERT INTO audit (number, at, account, organisation, act, subject, subject_id, motive, detail, hash) "
      "VALUES (1, 0, '', '', 'autre', '', '', '', '', 'x') ON CONFLICT (number) DO UPDATE SET act = "
      "excluded.act");
  refused("DROP TABLE audit");
  refused("ALTER TABLE audit RENAME TO oubli");
  refused("ALTER TABLE audit DROP COLUMN detail");
  refused("DROP TRIGGER audit_no_update");
  refused("DROP TRIGGER audit_no_delete");
  refused("DROP TRIGGER audit_no_replace");
  CHECK(RawDatabase(whole.path).one("SELECT act FROM audit") == "premier");
  CHECK(RawDatabase(whole.path).one("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'") == "4");
}
