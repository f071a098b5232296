#include "cohort/roll.hpp"

#include <algorithm>

#include "cohort/taken.hpp"
#include "cohort/voice.hpp"

namespace vigie::cohort {
namespace {

base::Instant begin_of(const NationalPlan& plan, const Group& group, std::uint32_t number) {
  auto begins = base::Instant{INT64_MAX};
  for (std::size_t which = 0; which < group.size(); ++which) {
    const auto& child = group[which];
    if (child.absences.empty()) continue;
    begins = std::min(begins, child.absences.front().left);
    Random random = voices_of(plan, number, which, 0);
    if (const auto sheet = draw_preventive(random, child)) begins = std::min(begins, sheet->at);
  }
  return begins;
}

}  // namespace

Roll call_roll(const NationalPlan& plan, const Calendar& calendar) {
  Roll roll;
  Taken taken;
  int left = plan.episodes;
  for (std::uint32_t number = 0; left > 0; ++number) {
    std::uint32_t attempt = 0;
    auto group = draw_group(plan, calendar, number, attempt);
    while (!taken.take(group)) {
      group = draw_group(plan, calendar, number, ++attempt);
      ++roll.redrawn;
    }
    const int count = count_absences(group);
    if (count == 0) continue;
    roll.last = number;
    roll.left_of_last = std::min(count, left);
    if (count > left) shorten(group, left);
    left -= roll.left_of_last;
    roll.entries.push_back({begin_of(plan, group, number), number, attempt});
  }
  std::sort(roll.entries.begin(), roll.entries.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.begins, a.number) < std::tie(b.begins, b.number);
  });
  return roll;
}

}  // namespace vigie::cohort
