#pragma once
#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/error.hpp"

namespace vigie::tests {

/// A directory of its own, removed with what it holds.
class TemporaryDirectory {
 public:
  TemporaryDirectory() : path_((std::filesystem::temp_directory_path() / "vigie-test-XXXXXX").string()) {
    base::require(::mkdtemp(path_.data()) != nullptr, "a temporary directory can be made");
  }
  ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  std::string file(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  std::string path_;
};

}  // namespace vigie::tests
