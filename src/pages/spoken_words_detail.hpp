#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace vigie::pages::detail {

/// The words of what was typed: lower case, without accents; « à », « vers », « le » and commas left out; « avant-hier »,
/// « aujourd’hui » one word each; « 18 h 05 » made « 18h05 ».
std::vector<std::string> words_of(std::string_view text);

/// Part of a day said with it: its hours, both ends taken.
struct PartOfDay {
  std::string_view word;
  int from, to;
};

/// A day as said, with the words that follow it; nothing when no day comes first.
struct SpokenDay {
  enum class Sort { none, day, impossible, ambiguous_weekday } sort = Sort::none;
  base::Date date;
  const PartOfDay* part = nullptr;
  std::size_t words = 0;  // how many it took
};
SpokenDay take_day(const std::vector<std::string>& words, base::Date today, bool planned);

/// A time of day as said in one word: 18h05, 18h, 1805, 18:05, 9h, midi. -1 hour: not a time.
struct SpokenTime {
  int hour = -1, minute = 0;
};
SpokenTime read_time(std::string_view word);

}  // namespace vigie::pages::detail
