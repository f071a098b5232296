#pragma once
#include <string>

#include "base/result.hpp"

namespace vigie::cli {

/// Where an export goes: lines to a new file of its owner alone, or to standard output, a good many at a time. A disk that
/// is full or a pipe that closed is a Fault.
class ExportFile {
 public:
  /// `path` empty or "-": standard output. Refusal: fichier_existe.
  static base::Result<ExportFile> make(const std::string& path);
  void add(std::string_view line);
  /// All that was added is on disk when this returns.
  void finish();

 private:
  explicit ExportFile(int file) : file_(file) {}
  void flush();
  int file_;
  std::string waiting_;
};

}  // namespace vigie::cli
