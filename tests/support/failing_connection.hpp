#pragma once
#include <atomic>
#include <functional>
#include <memory>

#include "db/connection.hpp"

namespace vigie::tests {

/// When the connections of a database fail. Every BEGIN, SAVEPOINT, statement, RELEASE and COMMIT counts;
/// going back never fails.
struct Failing {
  std::atomic<int> left = -1;                  // statements that still succeed; below 0: all of them
  std::atomic<bool> lasting = true;            // after the first failure everything fails, until rest()
  std::atomic<bool> ends_transaction = false;  // the engine rolls back by itself, as on a full disk
  std::atomic<int> commits_to_fail = 0;
  std::atomic<db::Trouble> trouble = db::Trouble::other;
  std::atomic<int> commits = 0;  // that succeeded

  void at(int statement, bool for_long = true) {
    lasting = for_long;
    left = statement;
  }
  void rest() {
    left = -1;
    ends_transaction = false;
  }
  /// Whether the statement that comes must fail.
  bool next() {
    if (left < 0) return false;
    if (left > 0) {
      --left;
      return false;
    }
    if (!lasting) left = -1;
    return true;
  }
};

/// A connection that fails at the n-th statement, over a real one.
class FailingConnection final : public db::Connection {
 public:
  FailingConnection(std::unique_ptr<db::Connection> real, Failing& failing)
      : real_(std::move(real)), failing_(failing) {}

  using Connection::each;
  void each(db::Sql sql, std::span<const db::Value> values, const db::OnRow& on_row) override {
    count();
    real_->each(sql, values, on_row);
  }
  void begin_reading() override { count(), real_->begin_reading(); }
  void begin_writing() override { count(), real_->begin_writing(); }
  void savepoint() override { count(), real_->savepoint(); }
  void release() override { count(), real_->release(); }
  void roll_back_to() override { real_->roll_back_to(); }
  void commit() override {
    count();
    if (failing_.commits_to_fail > 0) {
      --failing_.commits_to_fail;
      fail();
    }
    real_->commit();
    ++failing_.commits;
  }
  void roll_back() override { real_->roll_back(); }
  bool in_transaction() const override { return real_->in_transaction(); }
  std::int64_t rows_written() const override { return real_->rows_written(); }
  void script(std::string_view statements) override { real_->script(statements); }

 private:
  void count() {
    if (failing_.next()) fail();
  }
  [[noreturn]] void fail() {
    if (failing_.ends_transaction) real_->roll_back();
    throw db::Failure(failing_.trouble, "failing as asked");
  }

  std::unique_ptr<db::Connection> real_;
  Failing& failing_;
};

class FailingDatabase final : public db::Database {
 public:
  FailingDatabase(std::unique_ptr<db::Database> real, Failing& failing)
      : real_(std::move(real)), failing_(failing) {}
  std::unique_ptr<db::Connection> connect_writer() override {
    return std::make_unique<FailingConnection>(real_->connect_writer(), failing_);
  }
  std::unique_ptr<db::Connection> connect_reader() override {
    return std::make_unique<FailingConnection>(real_->connect_reader(), failing_);
  }
  Log checkpoint() override { return real_->checkpoint(); }
  void copy_to(const std::string& path) override { real_->copy_to(path); }
  std::vector<std::string> check() override { return real_->check(); }
  std::string_view dialect() const override { return real_->dialect(); }

 private:
  std::unique_ptr<db::Database> real_;
  Failing& failing_;
};

}  // namespace vigie::tests
