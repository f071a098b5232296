#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "db/migrate.hpp"
#include "tests/bench/bare.hpp"
#include "tests/bench/sqlite_detail.hpp"

namespace vigie::bench {

namespace {

struct Bind {
  sqlite3_stmt* statement;
  int place;
  int operator()(std::monostate) const { return sqlite3_bind_null(statement, place); }
  int operator()(std::int64_t integer) const { return sqlite3_bind_int64(statement, place, integer); }
  int operator()(double real) const { return sqlite3_bind_double(statement, place, real); }
  int operator()(const std::string& text) const {
    return sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  int operator()(const Blob& blob) const {
    return sqlite3_bind_blob(statement, place, blob.bytes.data(), static_cast<int>(blob.bytes.size()), SQLITE_STATIC);
  }
};

/// A new database with the schema of the program, and one statement a table.
class Bare {
 public:
  Bare(const std::string& path, const std::vector<Written::Table>& tables) : sqlite_(path) {
    sqlite_.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000");
    for (const auto& step : db::migrations_for(db::embedded_migrations(), "sqlite")) sqlite_.run(step.text);
    for (const auto& table : tables) {
      std::string places = "?";
      for (std::size_t i = 1; i < table.columns; ++i) places += ", ?";
      inserts_.emplace_back(sqlite_, "INSERT INTO " + table.name + " VALUES (" + places + ")");
    }
  }

  void write(const std::vector<Written::Row>& rows) {
    begin_.run();
    for (const auto& row : rows) {
      Prepared& insert = inserts_[row.table];
      for (std::size_t i = 0; i < row.cells.size(); ++i) std::visit(Bind{insert.statement(), static_cast<int>(i) + 1}, row.cells[i]);
      insert.run();
    }
    commit_.run();
  }

 private:
  Sqlite sqlite_;
  Prepared begin_{sqlite_, "BEGIN IMMEDIATE"}, commit_{sqlite_, "COMMIT"};
  std::vector<Prepared> inserts_;
};

}  // namespace

Figures write_bare(const Written& written, const std::string& database, std::size_t untimed, double at_most) {
  for (const char* rest : {"", "-wal", "-shm"}) std::filesystem::remove(database + rest);
  Bare bare(database, written.tables);
  bare.write(written.people);
  Figures figures;
  auto start = Clock::now();
  for (std::size_t i = 0; i < written.declarations.size(); ++i) {
    if (i == untimed) start = Clock::now();
    const auto begun = Clock::now();
    bare.write(written.declarations[i]);
    if (i < untimed) continue;
    figures.ms.push_back(ms_since(begun));
    figures.seconds = ms_since(start) / 1000;
    if (figures.seconds > at_most) break;
  }
  return figures;
}

Figures write_and_sync(const std::string& path, double seconds) {
  constexpr std::size_t block = 4096;
  constexpr int blocks = 1024;
  const int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  const std::string bytes(block, 'v');
  for (int i = 0; i < blocks; ++i)
    if (::pwrite(file, bytes.data(), block, static_cast<off_t>(i) * static_cast<off_t>(block)) < 0) break;
  ::fsync(file);
  Figures figures;
  const auto start = Clock::now();
  for (int i = 0; figures.seconds < seconds; i = (i + 1) % blocks) {
    const auto begun = Clock::now();
    const bool written = ::pwrite(file, bytes.data(), block, static_cast<off_t>(i) * static_cast<off_t>(block)) > 0;
    if (!written || ::fdatasync(file) != 0) throw base::Fault("the disk refuses");
    figures.ms.push_back(ms_since(begun));
    figures.seconds = ms_since(start) / 1000;
  }
  ::close(file);
  std::filesystem::remove(path);
  return figures;
}

}  // namespace vigie::bench
