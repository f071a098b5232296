#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "db/sqlite/connection_detail.hpp"

namespace vigie::db::sqlite {

namespace {

/// Made before SQLite opens it, so that no other user can ever read it.
void make_private(const std::string& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) throw Failure(Trouble::other, fmt::format("cannot create {}", path));
  ::close(file);
}

void sync_path(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

class OpenDatabase final : public Database {
 public:
  OpenDatabase(std::string path, Options options) : path_(std::move(path)), options_(options) {
    make_private(path_);
    checkpointer_ = connect(SQLITE_OPEN_READWRITE);
    checkpointer_->script("PRAGMA journal_mode=WAL");
  }

  std::unique_ptr<Connection> connect_writer() override {
    auto writer = connect(SQLITE_OPEN_READWRITE);
    writer->script(options_.durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF");
    writer->script(fmt::format("PRAGMA cache_size=-{}", options_.writer_cache_kib));
    writer->script("PRAGMA secure_delete=FAST");  // a key that is destroyed leaves nothing in its page
    writer->script("PRAGMA temp_store=MEMORY");  // what a savepoint may undo is not written to a file
    writer->fetch_log_ahead(path_);
    return writer;
  }

  std::unique_ptr<Connection> connect_reader() override {
    auto reader = connect(SQLITE_OPEN_READWRITE);  // a WAL reader writes the shared memory file
    reader->script("PRAGMA query_only=ON");
    reader->script("PRAGMA cache_size=-4000");  // holds while nobody writes; pages are then not asked of the system again
    return reader;
  }

  Log checkpoint() override {
    const std::lock_guard alone(checkpointing_);  // the writer and the checkpoint thread share this connection
    int pages = 0, moved = 0;
    const int code = sqlite3_wal_checkpoint_v2(checkpointer_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &moved);
    return {pages, code == SQLITE_OK ? moved : -1};
  }

  void copy_to(const std::string& path) override {
    const std::string unfinished = path + ".partial";
    std::filesystem::remove(unfinished);
    make_private(unfinished);
    connect(SQLITE_OPEN_READWRITE)->run("VACUUM INTO $1", {unfinished});  // a query_only reader may not
    sync_path(unfinished);
    std::filesystem::rename(unfinished, path);
    const auto folder = std::filesystem::path(path).parent_path();
    sync_path(folder.empty() ? "." : folder.string());
  }

  std::vector<std::string> check() override {
    std::vector<std::string> problems;
    try {
      auto reader = connect_reader();
      reader->each("PRAGMA integrity_check", {}, [&](const Row& row) {
        if (row.text(0) != "ok") problems.push_back(row.text(0));
      });
      reader->each("PRAGMA foreign_key_check", {},
                   [&](const Row& row) { problems.push_back("foreign key broken in table " + row.text(0)); });
    } catch (const Failure& failure) {
      if (failure.trouble != Trouble::corrupt) throw;
      problems.push_back(failure.what());
    }
    return problems;
  }

  std::string_view dialect() const override { return "sqlite"; }

 private:
  std::unique_ptr<OpenConnection> connect(int flags) const {
    auto connection = std::make_unique<OpenConnection>(path_, flags, options_);
    connection->script("PRAGMA foreign_keys=ON");
    connection->script("PRAGMA trusted_schema=OFF");
    connection->script("PRAGMA wal_autocheckpoint=0");
    connection->script("PRAGMA cache_size=-1000");
    return connection;
  }

  std::string path_;
  Options options_;
  std::mutex checkpointing_;
  std::unique_ptr<OpenConnection> checkpointer_;
};

}  // namespace

std::unique_ptr<Database> open(const std::string& path, Options options) {
  // Nobody asks SQLite how much memory it takes: without its count, threads allocate without a lock of all. Before the
  // first connection of the program, or it stays as it is.
  [[maybe_unused]] static const int counted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  return std::make_unique<OpenDatabase>(path, options);
}

std::unique_ptr<Connection> open_copy(const std::string& path) {
  const auto log = std::filesystem::path(path + "-wal");
  if (std::filesystem::exists(log) && !std::filesystem::is_empty(log)) return open(path)->connect_reader();
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(path).string())
    if (c == '%' || c == '?' || c == '#') uri += fmt::format("%{:02x}", static_cast<unsigned>(c));
    else uri += c;
  uri += "?immutable=1";
  return std::make_unique<OpenConnection>(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, Options{});
}

}  // namespace vigie::db::sqlite
