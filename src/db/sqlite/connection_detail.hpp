#pragma once
#include <sqlite3.h>

#include <unordered_map>

#include "db/connection.hpp"
#include "db/sqlite/connection.hpp"
#include "db/sqlite/log_ahead.hpp"

namespace vigie::db::sqlite {

/// A connection with its cache of prepared statements, keyed by the address of their literal.
class OpenConnection final : public Connection {
 public:
  OpenConnection(const std::string& path, int flags, Options options);
  ~OpenConnection() override;
  OpenConnection(const OpenConnection&) = delete;
  OpenConnection& operator=(const OpenConnection&) = delete;

  using Connection::each;
  void each(Sql sql, std::span<const Value> values, const OnRow& on_row) override;
  void begin_reading() override { run("BEGIN"); }
  void begin_writing() override { run("BEGIN IMMEDIATE"); }
  void savepoint() override { run("SAVEPOINT act"); }
  void release() override { run("RELEASE act"); }
  void roll_back_to() override {
    run("ROLLBACK TO act");
    run("RELEASE act");
  }
  void commit() override { run("COMMIT"); }
  void roll_back() override;
  bool in_transaction() const override { return sqlite3_get_autocommit(handle_) == 0; }
  std::int64_t rows_written() const override { return sqlite3_total_changes64(handle_); }
  void script(std::string_view statements) override;

  bool migrating() const { return migrating_; }
  sqlite3* handle() { return handle_; }
  /// Of the one that writes.
  void fetch_log_ahead(const std::string& database) { log_ahead_ = std::make_unique<LogAhead>(handle_, database); }

 private:
  [[noreturn]] void fail(int code, const char* doing) const;
  /// A prepared statement, with the place of each parameter: "$1" is a name to SQLite, its place need not be 1.
  struct Prepared {
    sqlite3_stmt* statement = nullptr;
    std::vector<int> places;
  };
  const Prepared& prepared(Sql sql);
  void bind(const Prepared& prepared, std::span<const Value> values) const;

  sqlite3* handle_ = nullptr;
  bool migrating_ = false;
  std::unique_ptr<LogAhead> log_ahead_;
  std::unordered_map<const char*, Prepared> statements_;
};

}  // namespace vigie::db::sqlite
