#include "cli/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>

namespace vigie::cli {

base::Result<DirectoryLock> DirectoryLock::take(const std::string& directory, const char* name) {
  if (std::filesystem::create_directories(directory))
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all);
  const int file = ::open(fmt::format("{}/{}", directory, name).c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) throw base::Fault(fmt::format("cannot open {}/{}", directory, name));
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    ::close(file);
    return base::Error{base::Kind::conflict, "repertoire_occupe",
                       fmt::format("Le répertoire {} est déjà servi par un autre processus.", directory)};
  }
  return DirectoryLock(file);
}

DirectoryLock::DirectoryLock(DirectoryLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
DirectoryLock::~DirectoryLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace vigie::cli
