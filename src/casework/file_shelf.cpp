#include "casework/file_shelf.hpp"

namespace vigie::casework {

namespace {
std::int64_t last_told(const store::Reading& reading, base::MinorId minor) {
  std::int64_t number = 0;
  reading.sql.first("SELECT number FROM declaration WHERE minor = $1 ORDER BY number DESC LIMIT 1", {minor.text()},
                    [&](const db::Row& row) { number = row.integer(0); });
  return number;
}
}  // namespace

File FileShelf::take(const store::Reading& reading, base::MinorId minor) {
  const auto place = places_.find(minor);
  if (place == places_.end()) return load_file(reading, minor);
  File file = std::move(*place->second);
  voices_ -= file.voices.size();
  files_.erase(place->second);
  places_.erase(place);
  if (file.voices.empty() || file.voices.back().order != last_told(reading, minor)) return load_file(reading, minor);
  return file;
}

void FileShelf::forget(base::MinorId minor) {
  const auto place = places_.find(minor);
  if (place == places_.end()) return;
  voices_ -= place->second->voices.size();
  files_.erase(place->second);
  places_.erase(place);
}

void FileShelf::put(File file) {
  if (file.family.size() != 1) return;  // of merged files, each row has its last declaration
  forget(file.minor);
  voices_ += file.voices.size();
  files_.push_front(std::move(file));
  places_[files_.front().minor] = files_.begin();
  while (voices_ > most_voices_ && files_.size() > 1) {
    voices_ -= files_.back().voices.size();
    places_.erase(files_.back().minor);
    files_.pop_back();
  }
}

}  // namespace vigie::casework
