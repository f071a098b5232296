#pragma once
#include <sqlite3.h>

#include <string>

#include "base/error.hpp"

namespace vigie::bench {

/// SQLite itself, with nothing of the service between.
class Sqlite {
 public:
  explicit Sqlite(const std::string& path) {
    if (sqlite3_open_v2(path.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
      throw base::Fault("cannot open " + path);
    sqlite3_busy_timeout(handle_, 5000);
  }
  ~Sqlite() { sqlite3_close_v2(handle_); }
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;

  void run(const std::string& statements) {
    if (sqlite3_exec(handle_, statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      throw base::Fault(std::string("sqlite: ") + sqlite3_errmsg(handle_));
  }
  sqlite3* handle() { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};

class Prepared {
 public:
  Prepared(Sqlite& sqlite, const std::string& text) : sqlite_(sqlite) {
    if (sqlite3_prepare_v3(sqlite.handle(), text.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) != SQLITE_OK)
      throw base::Fault(std::string("sqlite: ") + sqlite3_errmsg(sqlite.handle()));
  }
  Prepared(Prepared&& other) noexcept : sqlite_(other.sqlite_), statement_(std::exchange(other.statement_, nullptr)) {}
  Prepared& operator=(Prepared&&) = delete;
  ~Prepared() { sqlite3_finalize(statement_); }

  /// True for a row, false at the end; what fails is a fault.
  bool step() {
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) throw base::Fault(std::string("sqlite: ") + sqlite3_errmsg(sqlite_.handle()));
    return code == SQLITE_ROW;
  }
  /// Runs a statement without rows, ready for the next time.
  void run() {
    step();
    sqlite3_reset(statement_);
  }
  std::size_t columns() const { return static_cast<std::size_t>(sqlite3_column_count(statement_)); }
  sqlite3_stmt* statement() { return statement_; }

 private:
  Sqlite& sqlite_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace vigie::bench
