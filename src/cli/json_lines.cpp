#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cli/import_source.hpp"

namespace vigie::cli {

namespace {

constexpr std::size_t chunk = 1 << 20;

base::Error unreadable(const std::string& path) {
  return {base::Kind::invalid, "fichier_illisible", fmt::format("Le fichier {} ne peut pas être lu : {}.", path, std::strerror(errno))};
}

/// A file descriptor, closed at the end of its life.
class OpenFile {
 public:
  explicit OpenFile(int file) : file_(file) {}
  OpenFile(OpenFile&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  OpenFile& operator=(OpenFile&&) = delete;
  ~OpenFile() {
    if (file_ >= 0) ::close(file_);
  }
  int get() const { return file_; }
  std::size_t read_at(std::size_t offset, char* into, std::size_t most) const {
    const auto got = ::pread(file_, into, most, static_cast<off_t>(offset));
    if (got < 0) throw base::Fault(fmt::format("reading what is imported: {}", std::strerror(errno)));
    return static_cast<std::size_t>(got);
  }

 private:
  int file_;
};

/// Where a line lies in the file, and among the others.
struct Entry {
  imports::Place place;
  std::size_t offset = 0;
  std::size_t length = 0;
  std::size_t number = 0;
};

std::string_view without_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
  return line;
}

/// Cuts a file into lines, and finds the place of each among the others.
class Index {
 public:
  std::vector<Entry> of(const OpenFile& file) {
    std::string buffer(chunk, '\0');
    for (std::size_t offset = 0;;) {
      const std::size_t got = file.read_at(offset, buffer.data(), chunk);
      if (got == 0) break;
      cut({buffer.data(), got}, offset);
      offset += got;
    }
    if (length_ > 0) end_line();
    std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.place < b.place; });
    return std::move(entries_);
  }

 private:
  void cut(std::string_view part, std::size_t offset) {
    while (!part.empty()) {
      if (length_ == 0) start_ = offset;
      const std::size_t end = part.find('\n');
      const std::size_t taken = end == std::string_view::npos ? part.size() : end + 1;
      if (line_.size() <= imports::longest_line) line_.append(part.substr(0, taken));
      length_ += taken;
      offset += taken;
      part.remove_prefix(taken);
      if (end != std::string_view::npos) end_line();
    }
  }
  void end_line() {
    ++number_;
    std::string_view text = without_end(line_);
    std::size_t mark = 0;
    if (number_ == 1 && text.starts_with("\xEF\xBB\xBF")) mark = 3;
    text.remove_prefix(mark);
    const bool whole = line_.size() == length_;
    if (!whole || text.find_first_not_of(" \t") != std::string_view::npos)
      entries_.push_back({whole ? imports::place_of(text) : imports::Place{}, start_ + mark, whole ? text.size() : length_, number_});
    line_.clear();
    length_ = 0;
  }

  std::vector<Entry> entries_;
  std::string line_;
  std::size_t start_ = 0, length_ = 0, number_ = 0;
};

class JsonLines final : public ImportSource {
 public:
  explicit JsonLines(OpenFile file) : file_(std::move(file)), entries_(Index().of(file_)) {}

  std::optional<ToldLine> next() override {
    if (at_ == entries_.size()) return std::nullopt;
    const Entry& entry = entries_[at_++];
    return ToldLine{entry.number, imports::parse_line(text_of(entry))};
  }

 private:
  /// Too long a line is read just far enough to be refused.
  std::string_view text_of(const Entry& entry) {
    const std::size_t length = std::min(entry.length, imports::longest_line + 1);
    if (entry.offset < window_at_ || entry.offset + length > window_at_ + window_.size()) {
      window_.resize(std::max(length, chunk / 4));
      window_.resize(file_.read_at(entry.offset, window_.data(), window_.size()));
      window_at_ = entry.offset;
    }
    return std::string_view(window_).substr(entry.offset - window_at_, length);
  }

  OpenFile file_;
  std::vector<Entry> entries_;
  std::size_t at_ = 0;
  std::string window_;
  std::size_t window_at_ = 0;
};

/// Standard input, in a file without a name: it can be read twice, and is gone whatever happens.
base::Result<OpenFile> spool_standard_input(const std::string& directory) {
  OpenFile file(::open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file.get() < 0) return unreadable("-");
  std::string buffer(chunk, '\0');
  for (;;) {
    const auto got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable("-");
    if (got == 0) return file;
    for (std::size_t written = 0; written < static_cast<std::size_t>(got);) {
      const auto put = ::write(file.get(), buffer.data() + written, static_cast<std::size_t>(got) - written);
      if (put < 0) return unreadable("-");
      written += static_cast<std::size_t>(put);
    }
  }
}

base::Result<OpenFile> open_file(const std::string& path) {
  OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat about {};
  if (file.get() < 0 || ::fstat(file.get(), &about) != 0) return unreadable(path);
  if (S_ISDIR(about.st_mode)) return errno = EISDIR, unreadable(path);
  return file;
}

}  // namespace

base::Result<std::unique_ptr<ImportSource>> open_json_lines(const std::string& path, const std::string& spool) {
  auto file = path == "-" ? spool_standard_input(spool) : open_file(path);
  if (!file) return file.error();
  return std::unique_ptr<ImportSource>(std::make_unique<JsonLines>(std::move(*file)));
}

}  // namespace vigie::cli
