#include "casework/live_log.hpp"

#include <algorithm>
#include <iterator>

namespace vigie::casework {

namespace {
constexpr std::int64_t numbers_in_stretch = 1024;
constexpr std::size_t stretches_kept = 32;

std::int64_t stretch_after(std::int64_t cursor) { return cursor / numbers_in_stretch; }
}  // namespace

std::optional<LiveLog::Gap> LiveLog::missing_after(std::int64_t cursor, std::int64_t head) const {
  if (cursor >= head) return std::nullopt;
  const std::int64_t start = stretch_after(cursor) * numbers_in_stretch;
  const std::int64_t end = std::min(head, start + numbers_in_stretch);
  const auto found = stretches_.find(stretch_after(cursor));
  if (found == stretches_.end()) return Gap{start, end};
  if (found->second.read_to > cursor) return std::nullopt;
  return Gap{found->second.read_to, end};
}

void LiveLog::add(const Gap& gap, std::vector<Told> told) {
  Stretch& stretch = stretches_[stretch_after(gap.after)];
  stretch.read_to = gap.until;
  stretch.used = ++uses_;
  stretch.told.insert(stretch.told.end(), std::make_move_iterator(told.begin()), std::make_move_iterator(told.end()));
  if (stretches_.size() > stretches_kept) drop_oldest();
}

void LiveLog::drop_oldest() {
  stretches_.erase(std::min_element(stretches_.begin(), stretches_.end(), [](const auto& one, const auto& other) {
    return one.second.used < other.second.used;
  }));
}

std::string LiveLog::take(std::int64_t& cursor, const access::Actor& who, std::size_t bytes) {
  std::string texts;
  while (texts.size() < bytes) {
    const auto found = stretches_.find(stretch_after(cursor));
    if (found == stretches_.end() || found->second.read_to <= cursor) break;
    Stretch& stretch = found->second;
    stretch.used = ++uses_;
    auto next = std::upper_bound(stretch.told.begin(), stretch.told.end(), cursor,
                                 [](std::int64_t number, const Told& told) { return number < told.number; });
    for (; next != stretch.told.end() && texts.size() < bytes; ++next) {
      if (hears(who, next->audience)) texts += next->text;
      cursor = next->number;
    }
    if (next == stretch.told.end()) cursor = stretch.read_to;
  }
  return texts;
}

}  // namespace vigie::casework
