#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "tests/bench/figures.hpp"

namespace vigie::bench {

/// One value of a row, as SQLite keeps it.
struct Blob {
  std::string bytes;
};
using Cell = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

/// The rows that a service wrote, table by table, those of one declaration together, in the order of its changes.
struct Written {
  struct Row {
    std::size_t table;
    std::vector<Cell> cells;
  };
  struct Table {
    std::string name;
    std::size_t columns;
  };
  std::vector<Table> tables;
  std::vector<Row> people;                      // organisations and accounts, which all of them refer to
  std::vector<std::vector<Row>> declarations;
  std::size_t rows() const;
};
/// Reads them from a database that may be in use.
Written read_written(const std::string& database);

/// Bare SQLite (WAL, synchronous=FULL, foreign keys, the service's own schema and indexes, prepared statements) into a new
/// file: one transaction a declaration, one thread. The first `untimed` declarations are written but not counted, and it
/// stops after `at_most` seconds.
Figures write_bare(const Written& written, const std::string& database, std::size_t untimed, double at_most);

/// What the disk does: 4 KiB written over in place, then fdatasync, for so many seconds.
Figures write_and_sync(const std::string& file, double seconds);

}  // namespace vigie::bench
