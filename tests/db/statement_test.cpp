#include <doctest/doctest.h>

#include "db/sqlite/connection.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace vigie;
using namespace vigie::tests;
using db::Bytes;
using db::Row;
using db::Trouble;

namespace {

struct Table {
  TemporaryDirectory directory;
  std::unique_ptr<db::Database> database =
      db::sqlite::open(directory.file("base.db"), {.durable = false, .busy_wait_ms = 0});
  std::unique_ptr<db::Connection> sql = database->connect_writer();
  Table() {
    sql->script("CREATE TABLE t (k TEXT PRIMARY KEY, i BIGINT, r DOUBLE PRECISION, s TEXT, b BYTEA)");
  }

  std::int64_t count() const {
    std::int64_t rows = -1;
    sql->first("SELECT count(*) FROM t", {}, [&](const Row& row) { rows = row.integer(0); });
    return rows;
  }
};

template <class F>
std::optional<Trouble> trouble_of(const F& act) {
  try {
    act();
    return std::nullopt;
  } catch (const db::Failure& failure) {
    return failure.trouble;
  }
}

}  // namespace

TEST_CASE("parameters find their place by their number, out of order and repeated") {
  const Table table;
  std::string read;
  table.sql->first("SELECT $3, $1, $2, $1, $3", {"un", "deux", "trois"}, [&](const Row& row) {
    for (int column = 0; column < 5; ++column) read += row.text(column) + " ";
  });
  CHECK(read == "trois un deux un trois ");
}

TEST_CASE("twelve parameters do not mix $1 with $10, $11 and $12") {
  const Table table;
  table.sql->first("SELECT $12, $1, $11, $10, $2 + $3 + $4 + $5 + $6 + $7 + $8 + $9",
                   {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, [](const Row& row) {
                     CHECK(row.integer(0) == 12);
                     CHECK(row.integer(1) == 1);
                     CHECK(row.integer(2) == 11);
                     CHECK(row.integer(3) == 10);
                     CHECK(row.integer(4) == 44);
                   });
}

TEST_CASE("a value without a parameter and a parameter without a value are bugs") {
  const Table table;
  CHECK_THROWS_AS(table.sql->run("SELECT $1", {1, 2}), base::Bug);
  CHECK_THROWS_AS(table.sql->run("SELECT $1, $2", {1}), base::Bug);
  CHECK_NOTHROW(table.sql->run("SELECT $1, $2", {1, 2}));
}

TEST_CASE("values come back as they went: integers, reals, texts and bytes, nuls and empties among them") {
  const Table table;
  const std::string nul("a\0b\xff", 4);
  const std::int64_t large = std::numeric_limits<std::int64_t>::min();
  table.sql->run("INSERT INTO t (k, i, r, s, b) VALUES ($1, $2, $3, $4, $5)",
                 {"plein", large, 0.1, "Œ l'été; --", Bytes{nul}});
  table.sql->run("INSERT INTO t (k, i, r, s, b) VALUES ($1, $2, $3, $4, $5)",
                 {"vide", true, -0.0, std::string(), Bytes{{}}});
  table.sql->first("SELECT i, r, s, b FROM t WHERE k = $1", {"plein"}, [&](const Row& row) {
    CHECK(row.integer(0) == large);
    CHECK(row.real(1) == 0.1);
    CHECK(row.text(2) == "Œ l'été; --");
    CHECK(row.bytes(3) == nul);
  });
  table.sql->first("SELECT i, s, b FROM t WHERE k = $1", {"vide"}, [&](const Row& row) {
    CHECK(row.integer(0) == 1);
    CHECK_FALSE(row.is_null(1));
    CHECK(row.text(1).empty());
    CHECK_FALSE(row.is_null(2));
    CHECK(row.bytes(2).empty());
  });
}

TEST_CASE("null is neither zero nor empty, and reading it as a value is a bug") {
  const Table table;
  const std::optional<std::string> nothing;
  table.sql->run("INSERT INTO t (k, i, s) VALUES ($1, $2, $3)", {"rien", std::nullopt, nothing});
  table.sql->first("SELECT i, r, s, b FROM t WHERE s IS NULL", {}, [&](const Row& row) {
    for (int column = 0; column < 4; ++column) CHECK(row.is_null(column));
    CHECK_THROWS_AS(row.integer(0), base::Bug);
    CHECK_THROWS_AS(row.real(1), base::Bug);
    CHECK_THROWS_AS(row.text(2), base::Bug);
    CHECK_THROWS_AS(row.bytes(3), base::Bug);
    CHECK_FALSE(row.maybe_integer(0));
    CHECK_FALSE(row.maybe_text(2));
    CHECK(row.text_or_empty(2).empty());
  });
}

TEST_CASE("a statement leaves nothing of its values to its next run") {
  const Table table;
  for (int i = 0; i < 3; ++i)
    table.sql->run("INSERT INTO t (k, s) VALUES ($1, $2)",
                   {std::to_string(i), i == 1 ? db::Value("un") : db::Value(std::nullopt)});
  std::string texts;
  table.sql->each("SELECT s FROM t ORDER BY k", {},
                  [&](const Row& row) { texts += row.text_or_empty(0) + ","; });
  CHECK(texts == ",un,,");
}

TEST_CASE("a statement may run again after its rows threw, and not inside its own rows") {
  const Table table;
  table.sql->run("INSERT INTO t (k) VALUES ($1)", {"a"});
  const auto list = [&](const db::OnRow& on_row) { table.sql->each("SELECT k FROM t", {}, on_row); };
  CHECK_THROWS_AS(list([&](const Row&) { list([](const Row&) {}); }), base::Bug);
  CHECK_NOTHROW(list([](const Row&) {}));
}

TEST_CASE("going back to the savepoint keeps what came before it, rolling back keeps nothing") {
  const Table table;
  table.sql->begin_writing();
  table.sql->run("INSERT INTO t (k) VALUES ($1)", {"avant"});
  table.sql->savepoint();
  table.sql->run("INSERT INTO t (k) VALUES ($1)", {"pendant"});
  table.sql->roll_back_to();
  CHECK(table.count() == 1);
  table.sql->savepoint();
  table.sql->run("INSERT INTO t (k) VALUES ($1)", {"gardé"});
  table.sql->release();
  CHECK(table.count() == 2);
  CHECK(table.sql->in_transaction());
  table.sql->roll_back();
  CHECK_FALSE(table.sql->in_transaction());
  CHECK(table.count() == 0);
  CHECK_NOTHROW(table.sql->roll_back());
}

TEST_CASE("a reader sees its snapshot until it ends, and cannot write") {
  const Table table;
  const auto reader = table.database->connect_reader();
  const auto seen = [&] {
    std::int64_t rows = 0;
    reader->first("SELECT count(*) FROM t", {}, [&](const Row& row) { rows = row.integer(0); });
    return rows;
  };
  reader->begin_reading();
  CHECK(seen() == 0);
  table.sql->run("INSERT INTO t (k) VALUES ($1)", {"a"});
  CHECK(seen() == 0);
  reader->roll_back();
  CHECK(seen() == 1);
  CHECK(trouble_of([&] { reader->run("DELETE FROM t"); }));
  CHECK(table.count() == 1);
}

TEST_CASE("a second writer and a broken constraint are told apart by their trouble") {
  const Table table;
  const auto other = table.database->connect_writer();
  table.sql->begin_writing();
  CHECK(trouble_of([&] { other->begin_writing(); }) == Trouble::busy);
  table.sql->commit();
  table.sql->run("INSERT INTO t (k) VALUES ($1)", {"a"});
  CHECK(trouble_of([&] { other->run("INSERT INTO t (k) VALUES ($1)", {"a"}); }) == Trouble::constraint);
  CHECK(trouble_of([&] { other->run("SELECT x FROM nowhere"); }) == Trouble::other);
}

TEST_CASE("a statement that a partial index might serve is planned once, whatever is bound") {
  const Table table;
  table.sql->script("CREATE INDEX open_ones ON t (i) WHERE s = 'ouvert' OR s = 'localise'");
  static constexpr db::Sql asked = "SELECT k FROM t WHERE i = $1 AND (s = $2 OR $2 = '')";
  for (const char* state : {"ouvert", "clos", ""}) table.sql->each(asked, {1, state}, [](const Row&) {});
  std::int64_t plans = -1;  // of one statement, after its first
  table.sql->first("SELECT MAX(reprep) FROM sqlite_stmt WHERE sql LIKE 'SELECT k FROM t WHERE i =%'", {},
                   [&](const Row& row) { plans = row.integer(0); });
  CHECK(plans == 0);
}
