#include "cohort/national.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <memory>
#include <queue>

#include "base/error.hpp"
#include "cohort/cases.hpp"
#include "cohort/group.hpp"
#include "cohort/roll.hpp"
#include "cohort/survey.hpp"
#include "cohort/told.hpp"

namespace vigie::cohort {
namespace {

// Invented: calls about no child of the cohort, for each absence.
constexpr double stray_calls = 0.03;
constexpr std::uint64_t stray_stream = 1ULL << 56;

/// The next absence of a child, whose first voice speaks after `at`.
struct Cursor {
  base::Instant at;
  std::uint32_t number;
  std::shared_ptr<const Group> group;
  std::size_t which, rank;
};
struct Later {
  bool operator()(const Cursor& a, const Cursor& b) const {
    return std::tie(a.at, a.number, a.which) > std::tie(b.at, b.number, b.which);
  }
  bool operator()(const Told& a, const Told& b) const {
    return std::tie(a.signed_at, a.key) > std::tie(b.signed_at, b.key);
  }
};
template <class T>
using Soonest = std::priority_queue<T, std::vector<T>, Later>;

template <class T>
T take_top(Soonest<T>& queue) {
  T top = std::move(const_cast<T&>(queue.top()));  // popped at once: the order is never looked at again
  queue.pop();
  return top;
}

/// Three sources in order (groups that begin, absences of those that began, stray calls), one heap of what is
/// told.
class Merge {
 public:
  Merge(const NationalPlan& plan, const std::function<void(const Told&)>& take, Survey* survey)
      : plan_(plan), calendar_(plan), roll_(call_roll(plan, calendar_)), take_(take), survey_(survey) {
    strays_ = static_cast<std::size_t>(plan.episodes * stray_calls);
    if (survey_) survey_->redrawn = roll_.redrawn;
  }

  void run() {
    while (begun_ < roll_.entries.size() || !cursors_.empty() || stray_ < strays_) {
      const auto group = begun_ < roll_.entries.size() ? roll_.entries[begun_].begins : never;
      const auto absence = cursors_.empty() ? never : cursors_.top().at;
      const auto stray = stray_ < strays_ ? stray_at(stray_) : never;
      const auto next = std::min({group, absence, stray});
      tell_before(next);
      if (next == group)
        begin_group(roll_.entries[begun_++]);
      else if (next == absence)
        tell_next(take_top(cursors_));
      else
        tell_stray(stray_++);
    }
    tell_before(never);
  }

 private:
  static constexpr base::Instant never{INT64_MAX};

  void tell_before(base::Instant time) {
    while (!pending_.empty() && pending_.top().signed_at < time) take_(take_top(pending_));
  }
  void keep(const Child& child, std::vector<Told>& told) {
    for (auto& one : told) {
      if (one.signed_at < plan_.from || one.signed_at >= plan_.to) continue;
      if (survey_) survey_->hear(child, one);
      pending_.push(std::move(one));
    }
  }
  void begin_group(const Entry& entry) {
    auto drawn = draw_group(plan_, calendar_, entry.number, entry.attempt);
    if (entry.number == roll_.last) shorten(drawn, roll_.left_of_last);
    const auto group = std::make_shared<const Group>(std::move(drawn));
    for (std::size_t which = 0; which < group->size(); ++which) {
      const auto& child = (*group)[which];
      if (child.absences.empty()) continue;
      if (survey_) survey_->see(child);
      Random random = voices_of(plan_, entry.number, which, 0);
      std::vector<Told> told;
      tell_sheet(random, child, told);
      keep(child, told);
      cursors_.push({child.absences.front().left, entry.number, group, which, 0});
    }
  }
  void tell_next(Cursor cursor) {
    const auto& child = (*cursor.group)[cursor.which];
    Random random = voices_of(plan_, cursor.number, cursor.which, cursor.rank + 1);
    std::vector<Told> told;
    tell_absence(random, of_country, *cursor.group, child, cursor.rank, told);
    keep(child, told);
    if (++cursor.rank == child.absences.size()) return;
    cursor.at = child.absences[cursor.rank].left;
    cursors_.push(std::move(cursor));
  }
  base::Instant stray_at(std::size_t index) const {
    Random random(plan_.seed, stray_stream + index);
    const double place = (static_cast<double>(index) + random.unit()) / static_cast<double>(strays_);
    return plan_.from +
           std::min(hours(place * base::hours_of(plan_.to - plan_.from)), plan_.to - plan_.from - minutes(1));
  }
  void tell_stray(std::size_t index) {
    Random random(plan_.seed, stray_stream + index);
    random.next();  // the time of stray_at
    const auto category = random.pick(stray_categories);
    auto told = draw_stray_call(random, fmt::format("{}.x{:07}-appel", plan_.seed, index + 1),
                                stray_at(index), category);
    if (survey_) survey_->hear_stray(told);
    pending_.push(std::move(told));
  }

  const NationalPlan& plan_;
  const Calendar calendar_;
  const Roll roll_;
  const std::function<void(const Told&)>& take_;
  Survey* survey_;
  std::size_t begun_ = 0, stray_ = 0, strays_ = 0;
  Soonest<Cursor> cursors_;
  Soonest<Told> pending_;
};

}  // namespace

std::string to_line(const Told& told) {
  boost::json::object line{{"key", told.key},
                           {"form", told.form},
                           {"organisation", told.organisation},
                           {"signed_at", base::to_rfc3339(told.signed_at)}};
  if (!told.minor_key.empty()) line["minor_key"] = told.minor_key;
  auto text = boost::json::serialize(line);
  text.pop_back();
  return text + ",\"answers\":" + boost::json::serialize(told.answers) + '}';
}

void tell_national(const NationalPlan& plan, const std::function<void(const Told&)>& take, Survey* survey) {
  base::require(plan.episodes >= 1 && plan.episodes <= 5'000'000, "a cohort has 1 to 5 000 000 absences");
  base::require(plan.to - plan.from >= days(60), "a cohort lasts 60 days");
  Merge(plan, take, survey).run();
}

}  // namespace vigie::cohort
