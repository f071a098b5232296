#pragma once
#include <string>

#include "base/result.hpp"

namespace vigie::cli {

/// A lock on a directory, released at the end of its life. serve, import, restore and purge hold the first: one of them at
/// a time; changing the key has its own.
class DirectoryLock {
 public:
  /// Refusal: repertoire_occupe (409).
  static base::Result<DirectoryLock> take(const std::string& directory, const char* name = "lock");
  DirectoryLock(DirectoryLock&& other) noexcept;
  DirectoryLock& operator=(DirectoryLock&&) = delete;
  ~DirectoryLock();

 private:
  explicit DirectoryLock(int file) : file_(file) {}
  int file_;
};

}  // namespace vigie::cli
