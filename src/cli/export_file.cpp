#include "cli/export_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace vigie::cli {

base::Result<ExportFile> ExportFile::make(const std::string& path) {
  if (path.empty() || path == "-") return ExportFile(STDOUT_FILENO);
  const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (file >= 0) return ExportFile(file);
  return base::Error{base::Kind::conflict, "fichier_existe", fmt::format("Le fichier {} existe déjà ou ne peut pas être écrit.", path)};
}

void ExportFile::add(std::string_view line) {
  waiting_ += line;
  waiting_ += '\n';
  if (waiting_.size() > (1 << 18)) flush();
}

void ExportFile::flush() {
  for (std::string_view left = waiting_; !left.empty();) {
    const auto put = ::write(file_, left.data(), left.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) throw base::Fault(fmt::format("export: {}", std::strerror(errno)));
    left.remove_prefix(static_cast<std::size_t>(put));
  }
  waiting_.clear();
}

void ExportFile::finish() {
  flush();
  if (file_ != STDOUT_FILENO && (::fsync(file_) != 0 || ::close(file_) != 0)) throw base::Fault("export: the file could not be written");
}

}  // namespace vigie::cli
