#pragma once
// db/sqlite: the only room that knows SQLite. WAL, synchronous=FULL, foreign keys; one writer, many readers.
// 1. An authorizer lets no statement update, delete from or drop the audit table, migrations apart.
// 2. Checkpoints run on a connection of their own, never inside a commit.
#include <memory>
#include <string>

#include "db/connection.hpp"

namespace vigie::db::sqlite {

struct Options {
  bool durable = true;           // false: synchronous=OFF, for the tests of the tests
  int writer_cache_kib = 8000;   // pages the writer keeps; changed ones spill into the log when there are more
  int busy_wait_ms = 10'000;     // how long to wait for another process that writes
};

/// The database in the file `path`, created when absent (mode 0600).
std::unique_ptr<Database> open(const std::string& path, Options options = {});
/// A copy, to be read as it lies: nothing is made or written beside it, unless its log lies there.
std::unique_ptr<Connection> open_copy(const std::string& path);

}  // namespace vigie::db::sqlite
