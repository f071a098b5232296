#pragma once
// db: the port to a database, at the statement.
// 1. SQL is a literal: a text made at run time does not compile. Values travel as parameters $1 $2 …
// 2. SQL is written once, in what SQLite 3.40 and PostgreSQL 15 both accept; only db/sqlite knows SQLite.
// 3. A failure is a db::Failure (a fault); nobody recognises an error by its text.
// 4. Migrations go forward only, are recorded with their hash, and an edited or newer one stops the start.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/error.hpp"

namespace vigie::db {

/// A statement. Its address keys the cache of prepared statements.
struct Sql {
  consteval Sql(const char* literal) : text(literal) {}
  const char* text;
};

/// Raw bytes (BYTEA), apart from text.
struct Bytes {
  std::string bytes;
};

/// A parameter: null, an integer, a real number, a text, or bytes.
class Value {
 public:
  Value(std::nullopt_t) {}
  Value(std::int64_t integer) : content_(integer) {}
  Value(int integer) : content_(static_cast<std::int64_t>(integer)) {}
  Value(bool truth) : content_(static_cast<std::int64_t>(truth)) {}
  Value(double real) : content_(real) {}
  Value(std::string text) : content_(std::move(text)) {}
  Value(std::string_view text) : content_(std::string(text)) {}
  Value(const char* text) : content_(std::string(text)) {}
  Value(Bytes bytes) : content_(std::move(bytes)) {}
  template <class T>
  Value(const std::optional<T>& maybe) {
    if (maybe) *this = Value(*maybe);
  }
  const auto& content() const { return content_; }

 private:
  std::variant<std::monostate, std::int64_t, double, std::string, Bytes> content_;
};

/// What went wrong in the database, for those who decide what to do next.
enum class Trouble { busy, full, corrupt, constraint, newer, other };

struct Failure : base::Fault {
  Failure(Trouble which, const std::string& what) : Fault(what), trouble(which) {}
  Trouble trouble;
};

}  // namespace vigie::db
