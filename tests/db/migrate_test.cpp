#include "db/migrate.hpp"

#include <doctest/doctest.h>

#include "db/sqlite/connection.hpp"
#include "tests/support/raw_database.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace vigie;
using namespace vigie::tests;
using base::EmbeddedFile;

namespace {

constexpr base::Instant now{1'780'308'000'000};
constexpr EmbeddedFile first{"schemas/sql/0001_first.sql", "CREATE TABLE a (x BIGINT);\n"};
constexpr EmbeddedFile second{"schemas/sql/0002_second.sql", "CREATE TABLE b (x BIGINT);\n"};
constexpr EmbeddedFile third{"schemas/sql/0003_third.sql", "CREATE TABLE c (x BIGINT);\n"};

using Files = std::vector<EmbeddedFile>;

struct Base {
  TemporaryDirectory directory;
  std::string path = directory.file("base.db");
  std::unique_ptr<db::Database> database = db::sqlite::open(path, {.durable = false});
  int backups = 0;

  /// What went wrong, or nothing.
  std::optional<db::Trouble> migrate(const Files& files) {
    const auto connection = database->connect_writer();
    try {
      db::migrate(*connection, db::migrations_for(files, "sqlite"), now, [this] { ++backups; });
      return std::nullopt;
    } catch (const db::Failure& failure) {
      return failure.trouble;
    }
  }
  std::string tables() const {
    std::string names;
    for (const auto& name : RawDatabase(path).rows("SELECT name FROM sqlite_master WHERE type = 'table' AND "
                                                   "name NOT LIKE 'sqlite_%' ORDER BY name"))
      names += name + " ";
    return names;
  }
};

}  // namespace

TEST_CASE("a new database takes every migration in order, records each, and asks for no backup") {
  Base base;
  CHECK_FALSE(base.migrate({second, first}));
  CHECK(base.tables() == "a b migration ");
  CHECK(base.backups == 0);
  CHECK(RawDatabase(base.path).rows("SELECT number, name, at FROM migration ORDER BY number") ==
        std::vector<std::string>{"1|0001_first.sql|1780308000000", "2|0002_second.sql|1780308000000"});
}

TEST_CASE("migrating a second time changes nothing") {
  Base base;
  CHECK_FALSE(base.migrate({first, second}));
  const std::string before = dump(base.path);
  CHECK_FALSE(base.migrate({first, second}));
  CHECK(dump(base.path) == before);
  CHECK(base.backups == 0);
}

TEST_CASE("an older database is saved once, before anything in it changes") {
  Base base;
  CHECK_FALSE(base.migrate({first}));
  const auto connection = base.database->connect_writer();
  db::migrate(*connection, db::migrations_for(Files{first, second, third}, "sqlite"), now, [&] {
    ++base.backups;
    CHECK(base.tables() == "a migration ");
  });
  CHECK(base.backups == 1);
  CHECK(base.tables() == "a b c migration ");
}

TEST_CASE("an edited migration is refused and nothing is applied") {
  Base base;
  CHECK_FALSE(base.migrate({first}));
  const EmbeddedFile edited{first.path, "CREATE TABLE a (x BIGINT, y BIGINT);\n"};
  CHECK(base.migrate({edited, second}) == db::Trouble::other);
  CHECK(base.tables() == "a migration ");
  CHECK(base.backups == 0);
}

TEST_CASE("a database newer than the program is refused as such") {
  Base base;
  CHECK_FALSE(base.migrate({first, second}));
  CHECK(base.migrate({first}) == db::Trouble::newer);
}

TEST_CASE("a migration that fails leaves the database as it was") {
  Base base;
  CHECK_FALSE(base.migrate({first}));
  const EmbeddedFile bad{"schemas/sql/0003_bad.sql", "CREATE TABLE c (x BIGINT); CREATE TABLE a (x BIGINT);"};
  CHECK(base.migrate({first, second, bad}) == db::Trouble::other);
  CHECK(base.tables() == "a migration ");
  CHECK_FALSE(base.migrate({first, second, third}));
}

TEST_CASE("the files must be numbered from 1 without a gap or a double") {
  CHECK_THROWS_AS(db::migrations_for(Files{first, third}, "sqlite"), base::Fault);
  CHECK_THROWS_AS(db::migrations_for(Files{second, third}, "sqlite"), base::Fault);
  const EmbeddedFile twice{"schemas/sql/0001_again.sql", ""};
  CHECK_THROWS_AS(db::migrations_for(Files{first, twice}, "sqlite"), base::Fault);
  const EmbeddedFile unnumbered{"schemas/sql/first.sql", ""};
  CHECK_THROWS_AS(db::migrations_for(Files{unnumbered}, "sqlite"), base::Fault);
}

TEST_CASE("a migration takes its twin of the dialect and of no other, and both count in its hash") {
  const EmbeddedFile twin{"schemas/sql/sqlite/0001_first.sql", "CREATE INDEX a_x ON a (x);\n"};
  const EmbeddedFile foreign{"schemas/sql/postgresql/0001_first.sql", "CREATE EXTENSION a;\n"};
  const auto alone = db::migrations_for(Files{first}, "sqlite");
  const auto both = db::migrations_for(Files{twin, foreign, first}, "sqlite");
  REQUIRE(both.size() == 1);
  CHECK(both[0].text == std::string(first.content) + std::string(twin.content));
  CHECK(both[0].hash != alone[0].hash);
}

TEST_CASE("a file of the dialect without its portable twin is refused, not recorded under another number") {
  const EmbeddedFile orphan{"schemas/sql/sqlite/0002_second.sql", "CREATE INDEX a_x ON a (x);\n"};
  CHECK_THROWS_AS(db::migrations_for(Files{first, orphan}, "sqlite"), base::Fault);
}

TEST_CASE("the migrations of the program make a sound database") {
  Base base;
  const auto connection = base.database->connect_writer();
  db::migrate(*connection, db::migrations_for(db::embedded_migrations(), base.database->dialect()), now,
              [] {});
  CHECK(base.database->check().empty());
}
