#include "cohort/cohort.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "cohort/cases.hpp"
#include "cohort/child.hpp"
#include "cohort/told.hpp"

namespace vigie::cohort {
namespace {

void add_child(const Plan& plan, const std::vector<Child>& children, std::size_t index,
               std::vector<Told>& told) {
  const auto& child = children[index];
  // Streams 1 to minors drew the children; each child's voices have their own, far above.
  Random random(plan.seed, 1'000'000 + index);
  tell_sheet(random, child, told);
  for (std::size_t rank = 0; rank < child.absences.size(); ++rank)
    tell_absence(random, of_demo, children, child, rank, told);
}

}  // namespace

std::vector<Told> make(const Plan& plan) {
  base::require(plan.minors >= 1 && plan.days >= 60, "a cohort has a minor and 60 days");
  std::vector<Child> children;
  for (int i = 0; i < plan.minors; ++i) {
    Random random(plan.seed, static_cast<std::uint64_t>(i) + 1);
    const bool chronic =
        i % 25 == 7;  // 4 %: published, see draw_count; a quota, so that the volume stays put
    children.push_back(draw_child(random, plan, i, chronic));
  }
  Random together(plan.seed, 900'001);
  shape_hard_cases(children, plan);
  leave_together(together, children);
  share_contacts(together, children);

  std::vector<Told> told;
  for (std::size_t i = 0; i < children.size(); ++i) add_child(plan, children, i, told);
  Random stray(plan.seed, 900'002);
  for (auto& call : draw_stray_calls(stray, plan)) told.push_back(std::move(call));
  std::erase_if(told, [&](const Told& one) { return one.signed_at >= plan.until; });
  std::sort(told.begin(), told.end(), [](const Told& a, const Told& b) {
    return a.signed_at != b.signed_at ? a.signed_at < b.signed_at : a.key < b.key;
  });
  return told;
}

}  // namespace vigie::cohort
