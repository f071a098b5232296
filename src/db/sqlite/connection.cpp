#include "db/sqlite/connection.hpp"

#include "db/sqlite/connection_detail.hpp"

namespace vigie::db::sqlite {

namespace {

Trouble trouble_of(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Trouble::busy;
    case SQLITE_FULL: return Trouble::full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Trouble::corrupt;
    case SQLITE_CONSTRAINT: return Trouble::constraint;
    case SQLITE_IOERR: return code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC ? Trouble::full : Trouble::other;
    default: return Trouble::other;
  }
}

/// What takes lines of the audit away: the trigger that answers to a signed row of audit_ended.
constexpr std::string_view end_of_retention = "audit_end_of_retention";

int authorize(void* self, int action, const char* first, const char* second, const char*, const char* trigger) {
  // SQLite names the table second when it alters it or drops its trigger.
  const char* table = action == SQLITE_ALTER_TABLE || action == SQLITE_DROP_TRIGGER ? second : first;
  const bool on_audit = table && std::string_view(table) == "audit";
  const bool destroys = action == SQLITE_UPDATE || action == SQLITE_DELETE || action == SQLITE_DROP_TABLE ||
                        action == SQLITE_ALTER_TABLE || action == SQLITE_DROP_TRIGGER;
  if (on_audit && action == SQLITE_DELETE && trigger && trigger == end_of_retention) return SQLITE_OK;
  if (on_audit && destroys && !static_cast<OpenConnection*>(self)->migrating()) return SQLITE_DENY;
  return SQLITE_OK;
}

class OpenRow final : public Row {
 public:
  explicit OpenRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override { return not_null(column), sqlite3_column_int64(statement_, column); }
  double real(int column) const override { return not_null(column), sqlite3_column_double(statement_, column); }
  std::string text(int column) const override { return std::string(text_in_place(column)); }
  std::string_view text_in_place(int column) const override {
    not_null(column);
    const auto* start = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  std::string bytes(int column) const override {
    not_null(column);
    const auto* start = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return start ? std::string(start, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string();
  }

 private:
  void not_null(int column) const { base::require(!is_null(column), "the column is not null"); }
  sqlite3_stmt* statement_;
};

/// Puts a statement back into its resting state, whatever happens.
struct Rest {
  sqlite3_stmt* statement;
  ~Rest() {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
  }
};

}  // namespace

OpenConnection::OpenConnection(const std::string& path, int flags, Options options) {
  const int code = sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) {
    const Failure failure(trouble_of(code), fmt::format("open {}: {}", path, sqlite3_errstr(code)));
    sqlite3_close_v2(handle_);
    throw failure;
  }
  sqlite3_busy_timeout(handle_, options.busy_wait_ms);
  // A plan holds whatever values are bound: without it a statement that a partial index might serve is planned again each time.
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
  sqlite3_set_authorizer(handle_, authorize, this);
}

OpenConnection::~OpenConnection() {
  for (const auto& [text, prepared] : statements_) sqlite3_finalize(prepared.statement);
  sqlite3_close_v2(handle_);
}

void OpenConnection::fail(int code, const char* doing) const {
  throw Failure(trouble_of(code), fmt::format("sqlite {} ({}): {}", code, doing, sqlite3_errstr(code)));
}

void OpenConnection::script(std::string_view statements) {
  migrating_ = true;
  const int code = sqlite3_exec(handle_, std::string(statements).c_str(), nullptr, nullptr, nullptr);
  migrating_ = false;
  if (code != SQLITE_OK)
    throw Failure(trouble_of(code), fmt::format("sqlite {} (script): {}", code, sqlite3_errmsg(handle_)));
}

const OpenConnection::Prepared& OpenConnection::prepared(Sql sql) {
  const auto known = statements_.find(sql.text);
  if (known != statements_.end()) return known->second;
  Prepared made;
  const int code = sqlite3_prepare_v3(handle_, sql.text, -1, SQLITE_PREPARE_PERSISTENT, &made.statement, nullptr);
  if (code != SQLITE_OK)
    throw Failure(trouble_of(code), fmt::format("sqlite {}: {} in: {}", code, sqlite3_errmsg(handle_), sql.text));
  for (int i = 1; i <= sqlite3_bind_parameter_count(made.statement); ++i)
    made.places.push_back(sqlite3_bind_parameter_index(made.statement, fmt::format("${}", i).c_str()));
  return statements_.emplace(sql.text, std::move(made)).first->second;
}

void OpenConnection::bind(const Prepared& prepared, std::span<const Value> values) const {
  base::require(prepared.places.size() == values.size(), "every parameter has its value");
  for (std::size_t i = 0; i < values.size(); ++i) {
    base::require(prepared.places[i] != 0, "every value has its parameter");
    struct Bind {
      sqlite3_stmt* statement;
      int place;
      int operator()(std::monostate) const { return sqlite3_bind_null(statement, place); }
      int operator()(std::int64_t integer) const { return sqlite3_bind_int64(statement, place, integer); }
      int operator()(double real) const { return sqlite3_bind_double(statement, place, real); }
      int operator()(const std::string& text) const {
        return sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
      }
      int operator()(const Bytes& bytes) const {
        return sqlite3_bind_blob(statement, place, bytes.bytes.data(), static_cast<int>(bytes.bytes.size()), SQLITE_STATIC);
      }
    };
    if (const int code = std::visit(Bind{prepared.statement, prepared.places[i]}, values[i].content()); code != SQLITE_OK) fail(code, "bind");
  }
}

void OpenConnection::each(Sql sql, std::span<const Value> values, const OnRow& on_row) {
  const Prepared& ready = prepared(sql);
  sqlite3_stmt* statement = ready.statement;
  base::require(!sqlite3_stmt_busy(statement), "a statement does not run inside its own rows");
  const Rest rest{statement};
  bind(ready, values);
  const OpenRow row(statement);
  for (;;) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) return;
    if (code != SQLITE_ROW) fail(code, sql.text);
    on_row(row);
  }
}

void OpenConnection::roll_back() {
  if (in_transaction()) run("ROLLBACK");
}

}  // namespace vigie::db::sqlite
