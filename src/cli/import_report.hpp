#pragma once
#include <fstream>

#include "base/result.hpp"

namespace vigie::cli {

/// Says each refused line: on standard error for a person, or in a file as JSON Lines
/// `{"line", "code", "detail", "errors": [{"pointer", "code", "detail"}]}` (mode 0600: a reason may quote what was told).
/// Never its key, which may hold a name.
class ImportReport {
 public:
  /// An empty path: standard error. Refusal: fichier_illisible.
  static base::Result<ImportReport> open(const std::string& path);
  void refuse(std::size_t line, const base::Error& error);
  std::size_t refused() const { return refused_; }

 private:
  std::optional<std::ofstream> file_;
  std::size_t refused_ = 0;
};

}  // namespace vigie::cli
