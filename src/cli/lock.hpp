#pragma once
#include <string>

#include "base/result.hpp"

namespace vigie::cli {

/// The lock on a directory that serve, import and restore hold: one of them at a time. Released at the end of its life.
class DirectoryLock {
 public:
  /// Refusal: repertoire_occupe (409).
  static base::Result<DirectoryLock> take(const std::string& directory);
  DirectoryLock(DirectoryLock&& other) noexcept;
  DirectoryLock& operator=(DirectoryLock&&) = delete;
  ~DirectoryLock();

 private:
  explicit DirectoryLock(int file) : file_(file) {}
  int file_;
};

}  // namespace vigie::cli
