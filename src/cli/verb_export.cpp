#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "casework/export_past.hpp"
#include "casework/manage_accounts.hpp"
#include "cli/service.hpp"
#include "cli/verbs.hpp"

namespace vigie::cli {

namespace {

/// Lines to a file descriptor, a good many at a time; a disk that is full or a pipe that closed is a Fault.
class Output {
 public:
  explicit Output(int file) : file_(file) {}
  void add(std::string_view line) {
    waiting_ += line;
    waiting_ += '\n';
    if (waiting_.size() > (1 << 18)) flush();
  }
  void flush() {
    for (std::string_view left = waiting_; !left.empty();) {
      const auto put = ::write(file_, left.data(), left.size());
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) throw base::Fault(fmt::format("export: {}", std::strerror(errno)));
      left.remove_prefix(static_cast<std::size_t>(put));
    }
    waiting_.clear();
  }

 private:
  int file_;
  std::string waiting_;
};

}  // namespace

int run_export(const Config& config, const ExportWords& words) {
  const auto cannot = [](const base::Error& error) { return refused(error), 2; };
  if (!config.data.empty() && !std::filesystem::exists(config.data + "/vigie.db"))
    return cannot({base::Kind::not_found, "donnees_absentes", fmt::format("Le répertoire {} ne contient pas de données.", config.data)});
  const auto opened = open_directory(config, false);
  if (!opened) return cannot(opened.error());
  int file = STDOUT_FILENO;
  if (!words.file.empty() && words.file != "-") {
    file = ::open(words.file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0) return cannot({base::Kind::conflict, "fichier_existe", fmt::format("Le fichier {} existe déjà ou ne peut pas être écrit.", words.file)});
  }
  const casework::Desk& desk = *(*opened)->desk;
  Output output(file);
  const std::size_t said = casework::export_past(desk, casework::system_actor(desk, "console"), {words.everything},
                                                 [&](const boost::json::object& line) { output.add(base::to_text(line)); });
  output.flush();
  if (file != STDOUT_FILENO && (::fsync(file) != 0 || ::close(file) != 0)) throw base::Fault("export: the file could not be written");
  std::cerr << fmt::format("Export : {} lignes. Elles sont en clair : elles nomment des mineurs.\n", said);
  return 0;
}

}  // namespace vigie::cli
