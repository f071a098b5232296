#include <sqlite3.h>

#include <algorithm>

#include "base/error.hpp"
#include "tests/bench/bare.hpp"
#include "tests/bench/sqlite_detail.hpp"

namespace vigie::bench {

namespace {

// Each table's rows, the first column being a change of the declaration's act: an act's first change tells its
// declaration, and one writer makes its changes follow one another. The order is that of the references.
struct Source {
  const char* table;
  const char* rows;
};
constexpr Source sources[] = {
    {"minor", "SELECT (SELECT min(d.number) FROM declaration d WHERE d.minor = m.id), m.* FROM minor m"},
    {"declaration", "SELECT number, * FROM declaration"},
    {"identity", "SELECT d.number, i.* FROM identity i JOIN declaration d ON d.id = i.declaration"},
    {"likeness", "SELECT d.number, l.* FROM likeness l JOIN declaration d ON d.id = l.declaration"},
    {"mark", "SELECT d.number, m.* FROM mark m JOIN declaration d ON d.id = m.declaration"},
    {"episode", "SELECT f.number, e.* FROM episode e JOIN first_change f ON f.subject = e.id"},
    {"assessment", "SELECT number, * FROM assessment"},
    {"alert", "SELECT f.number, a.* FROM alert a JOIN first_change f ON f.subject = a.id"},
    {"change", "SELECT number, * FROM change WHERE number >= (SELECT min(number) FROM declaration)"},
    {"audit", "SELECT d.number, a.* FROM audit a JOIN declaration d ON d.id = a.subject_id WHERE a.act = 'declaration'"},
};

Cell cell_in(sqlite3_stmt* statement, int column) {
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER: return sqlite3_column_int64(statement, column);
    case SQLITE_FLOAT: return sqlite3_column_double(statement, column);
    case SQLITE_TEXT: return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)), size);
    case SQLITE_BLOB: return Blob{std::string(static_cast<const char*>(sqlite3_column_blob(statement, column)), size)};
    default: return std::monostate{};
  }
}

std::vector<Cell> cells_in(sqlite3_stmt* statement, int from) {
  std::vector<Cell> cells;
  for (int i = from; i < sqlite3_column_count(statement); ++i) cells.push_back(cell_in(statement, i));
  return cells;
}

void read_people(Sqlite& source, Written& written) {
  for (const char* table : {"organisation", "account"}) {
    Prepared rows(source, "SELECT * FROM " + std::string(table));
    written.tables.push_back({table, rows.columns()});
    while (rows.step()) written.people.push_back({written.tables.size() - 1, cells_in(rows.statement(), 0)});
  }
}

std::vector<std::int64_t> numbers_of_declarations(Sqlite& source) {
  std::vector<std::int64_t> numbers;
  Prepared rows(source, "SELECT number FROM declaration ORDER BY number");
  while (rows.step()) numbers.push_back(sqlite3_column_int64(rows.statement(), 0));
  return numbers;
}

}  // namespace

std::size_t Written::rows() const {
  std::size_t count = 0;
  for (const auto& one : declarations) count += one.size();
  return count;
}

Written read_written(const std::string& database) {
  Sqlite source(database);
  source.run("BEGIN");
  source.run("CREATE TEMP TABLE first_change AS SELECT subject, min(number) AS number FROM change GROUP BY subject");
  source.run("CREATE INDEX temp.first_change_subject ON first_change (subject)");
  Written written;
  read_people(source, written);
  const auto numbers = numbers_of_declarations(source);
  written.declarations.resize(numbers.size());
  for (const Source& one : sources) {
    Prepared rows(source, one.rows);
    written.tables.push_back({one.table, rows.columns() - 1});
    while (rows.step()) {
      const auto act = std::upper_bound(numbers.begin(), numbers.end(), sqlite3_column_int64(rows.statement(), 0));
      base::require(act != numbers.begin(), "every row belongs to a declaration");
      written.declarations[static_cast<std::size_t>(act - numbers.begin()) - 1].push_back(
          {written.tables.size() - 1, cells_in(rows.statement(), 1)});
    }
  }
  return written;
}

}  // namespace vigie::bench
