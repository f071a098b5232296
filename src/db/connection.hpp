#pragma once
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "db/sql.hpp"

namespace vigie::db {

/// One row of an answer; columns count from 0. Reading null as a value is a bug.
class Row {
 public:
  virtual ~Row() = default;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  virtual std::string text(int column) const = 0;
  virtual std::string_view text_in_place(int column) const = 0;  // valid until the next row
  virtual std::string bytes(int column) const = 0;

  std::optional<std::int64_t> maybe_integer(int column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
  }
  std::optional<std::string> maybe_text(int column) const {
    if (is_null(column)) return std::nullopt;
    return text(column);
  }
  std::string text_or_empty(int column) const { return is_null(column) ? std::string() : text(column); }
  std::string bytes_or_empty(int column) const { return is_null(column) ? std::string() : bytes(column); }
};

using OnRow = std::function<void(const Row&)>;

/// A connection, used by one thread at a time.
class Connection {
 public:
  virtual ~Connection() = default;
  /// Calls `on_row` for each row of the answer, in order.
  virtual void each(Sql sql, std::span<const Value> values, const OnRow& on_row) = 0;
  virtual void begin_reading() = 0;  // a snapshot until end()
  virtual void begin_writing() = 0;  // the one writer, waits its turn
  virtual void savepoint() = 0;
  virtual void release() = 0;        // keeps what was done since the savepoint
  virtual void roll_back_to() = 0;   // undoes it, and the savepoint
  virtual void commit() = 0;
  virtual void roll_back() = 0;      // does nothing when no transaction is open
  virtual bool in_transaction() const = 0;
  virtual std::int64_t rows_written() const = 0;  // by all its statements since it opened, those undone since too
  /// Several statements, for migrations only.
  virtual void script(std::string_view statements) = 0;

  void run(Sql sql, std::initializer_list<Value> values = {}) {
    each(sql, std::span(values.begin(), values.size()), [](const Row&) {});
  }
  void run(Sql sql, std::span<const Value> values) {
    each(sql, values, [](const Row&) {});
  }
  void each(Sql sql, std::initializer_list<Value> values, const OnRow& on_row) {
    each(sql, std::span(values.begin(), values.size()), on_row);
  }
  /// Whether the answer has a row; `on_row` sees the first.
  bool first(Sql sql, std::initializer_list<Value> values, const OnRow& on_row) {
    bool found = false;
    each(sql, std::span(values.begin(), values.size()), [&](const Row& row) {
      if (!found) on_row(row);
      found = true;
    });
    return found;
  }
};

/// Opens connections to one directory's database.
class Database {
 public:
  virtual ~Database() = default;
  virtual std::unique_ptr<Connection> connect_writer() = 0;
  virtual std::unique_ptr<Connection> connect_reader() = 0;
  /// Pages that the log is long, and how many of them are in the main file. When all are, the next writer starts the log
  /// again from its head.
  struct Log {
    int pages = 0, moved = 0;
    bool all_moved() const { return pages == moved; }
  };
  /// Moves what the log holds into the main file, as far as nobody reads an older state, without stopping writers. From any
  /// thread.
  virtual Log checkpoint() = 0;
  /// A consistent copy while others read and write; the file appears whole or not at all.
  virtual void copy_to(const std::string& path) = 0;
  /// Problems found in the whole file, one a line; empty when it is sound.
  virtual std::vector<std::string> check() = 0;
  /// What this engine needs besides the portable migrations, by folder name ("sqlite").
  virtual std::string_view dialect() const = 0;
};

}  // namespace vigie::db
