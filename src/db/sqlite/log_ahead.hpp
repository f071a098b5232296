#pragma once
#include <sqlite3.h>

#include <string>

namespace vigie::db::sqlite {

/// Has the system read ahead, after each commit, what the next one writes over. Pages of SQLite's log do not fall on pages of
/// memory: each one that the system let go of since the log was last there is read from the disk in the middle of a COMMIT.
class LogAhead {
 public:
  LogAhead(sqlite3* writer, const std::string& database);  // must outlive that connection
  ~LogAhead();
  LogAhead(const LogAhead&) = delete;
  LogAhead& operator=(const LogAhead&) = delete;

 private:
  void committed(int pages);

  std::string log_;
  int file_ = -1;
};

}  // namespace vigie::db::sqlite
