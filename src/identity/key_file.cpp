#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "identity/key_file_detail.hpp"
#include "identity/vault.hpp"

namespace vigie::identity {
namespace {

constexpr std::size_t most_bytes = 64 * 1024;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(file) == 0;
}

/// A new file survives a power cut only once its directory is on disk too.
bool sync_directory_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string directory = slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
  const Descriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.number() >= 0 && ::fsync(opened.number()) == 0;
}

base::Error unreadable(const std::string& path, std::string_view why) {
  return {base::Kind::unavailable, "cle_illisible",
          fmt::format("Le fichier de clés {} est illisible : {}.", path, why)};
}

}  // namespace

void wipe(std::string& text) { sodium_memzero(text.data(), text.size()); }

base::Result<std::string> read_key_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) {
    if (errno != ENOENT) return unreadable(path, std::strerror(errno));
    return base::Error{base::Kind::not_found, "cle_absente",
                       fmt::format("Le fichier de clés {} est absent.", path)};
  }
  std::string text(most_bytes + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t got = ::read(file.number(), text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(path, std::strerror(errno));
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > most_bytes) return unreadable(path, "trop long pour être un fichier de clés");
  text.resize(size);
  return text;
}

base::Status make_key_file(const std::string& path, std::string_view text) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (file.number() < 0 && errno == EEXIST) {
    return base::Error{base::Kind::conflict, "cle_existe",
                       fmt::format("Le fichier de clés {} existe déjà ; il n'est jamais remplacé.", path)};
  }
  if (file.number() < 0) {
    return base::Error{
        base::Kind::unavailable, "cle_impossible",
        fmt::format("Le fichier de clés {} ne peut être créé : {}.", path, std::strerror(errno))};
  }
  if (!write_all(file.number(), text) || !sync_directory_of(path)) {
    const int reason = errno;
    ::unlink(path.c_str());
    throw base::Fault(fmt::format("writing the key file {}: {}", path, std::strerror(reason)));
  }
  return base::Done{};
}

base::Status replace_key_file(const std::string& path, std::string_view text) {
  const std::string beside = path + ".partial";
  ::unlink(beside.c_str());
  if (const auto made = make_key_file(beside, text); !made) return made.error();
  if (::rename(beside.c_str(), path.c_str()) != 0 || !sync_directory_of(path)) {
    const int reason = errno;
    ::unlink(beside.c_str());
    throw base::Fault(fmt::format("replacing the key file {}: {}", path, std::strerror(reason)));
  }
  return base::Done{};
}

bool has_loose_permissions(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && (status.st_mode & 077) != 0;
}

}  // namespace vigie::identity
