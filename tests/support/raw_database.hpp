#pragma once
#include <sqlite3.h>

#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

namespace vigie::tests {

/// A database file opened behind the program's back: no authorizer, any SQL.
class RawDatabase {
 public:
  explicit RawDatabase(const std::string& path) {
    base::require(sqlite3_open(path.c_str(), &handle_) == SQLITE_OK, "the file can be opened");
    sqlite3_busy_timeout(handle_, 5000);
  }
  ~RawDatabase() { sqlite3_close(handle_); }
  RawDatabase(const RawDatabase&) = delete;
  RawDatabase& operator=(const RawDatabase&) = delete;

  void run(const std::string& sql) { rows(sql); }
  /// Every row as a text, columns between bars, bytes in hexadecimal.
  std::vector<std::string> rows(const std::string& sql) {
    std::vector<std::string> all;
    const char* rest = sql.c_str();
    while (*rest) {
      sqlite3_stmt* statement = nullptr;
      base::require(sqlite3_prepare_v2(handle_, rest, -1, &statement, &rest) == SQLITE_OK,
                    sqlite3_errmsg(handle_));
      if (!statement) break;
      int code = 0;
      while ((code = sqlite3_step(statement)) == SQLITE_ROW) all.push_back(row_of(statement));
      const std::string trouble = sqlite3_errmsg(handle_);
      sqlite3_finalize(statement);
      base::require(code == SQLITE_DONE, trouble);
    }
    return all;
  }
  std::string one(const std::string& sql) {
    const auto all = rows(sql);
    base::require(all.size() == 1, "one row");
    return all.front();
  }
  std::int64_t count(const std::string& table) { return std::stoll(one("SELECT count(*) FROM " + table)); }

 private:
  static std::string row_of(sqlite3_stmt* statement) {
    std::string row;
    for (int column = 0; column < sqlite3_column_count(statement); ++column) {
      if (column) row += '|';
      const int type = sqlite3_column_type(statement, column);
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
      if (type == SQLITE_NULL)
        row += "null";
      else if (type == SQLITE_BLOB)
        row += base::to_hex({static_cast<const char*>(sqlite3_column_blob(statement, column)), size});
      else
        row += reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    }
    return row;
  }
  sqlite3* handle_ = nullptr;
};

/// Everything that is kept in a database file: every row of every table.
inline std::string dump(const std::string& path) {
  RawDatabase database(path);
  std::string all;
  for (const std::string& table :
       database.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
    all += "== " + table + "\n";
    for (const std::string& row : database.rows("SELECT * FROM " + table)) all += row + "\n";
  }
  return all;
}

}  // namespace vigie::tests
