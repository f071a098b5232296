#include "db/sqlite/log_ahead.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace vigie::db::sqlite {

namespace {
constexpr off_t ahead = 2 << 20;  // bytes: twice what a group of acts writes
constexpr off_t frame = 24 + 4096;  // a page of the log and what stands before it: sqlite.org/fileformat2.html#walformat
}  // namespace

LogAhead::LogAhead(sqlite3* writer, const std::string& database) : log_(database + "-wal") {
  const auto on_commit = [](void* self, sqlite3*, const char*, int pages) {
    static_cast<LogAhead*>(self)->committed(pages);
    return SQLITE_OK;
  };
  sqlite3_wal_hook(writer, on_commit, this);
}

LogAhead::~LogAhead() {
  if (file_ >= 0) ::close(file_);
}

void LogAhead::committed(int pages) {
  if (file_ < 0) file_ = ::open(log_.c_str(), O_RDONLY | O_CLOEXEC);
  if (file_ < 0) return;
  const off_t end = pages * frame;
  ::posix_fadvise(file_, end, ahead, POSIX_FADV_WILLNEED);
  if (end > ahead) ::posix_fadvise(file_, 0, ahead, POSIX_FADV_WILLNEED);  // the next commit may start the log again
}

}  // namespace vigie::db::sqlite
