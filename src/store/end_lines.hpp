#pragma once
#include "store/unit.hpp"

namespace vigie::store {

/// What some steps of the audit hold that reached the end of its retention.
struct EndedCount {
  std::int64_t lines = 0;
  std::optional<std::int64_t> looked_at;  // the last line that was looked at; nothing: there is none further
};
/// How many lines after that number would end, of the next `at_most`; the last line of the audit never does.
EndedCount count_ending_lines(const Reading& reading, std::int64_t after, int at_most);
/// Ends them: a signed row stands for each range, and the chain still verifies.
EndedCount end_lines(Unit& unit, std::int64_t after, int at_most);

}  // namespace vigie::store
