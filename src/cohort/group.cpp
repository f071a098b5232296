#include "cohort/group.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cohort/cases.hpp"
#include "cohort/country.hpp"
#include "cohort/names.hpp"
#include "cohort/voice.hpp"

namespace vigie::cohort {
namespace {

constexpr double pair_share = 0.4;  // of children whose foyer declares: another of the same foyer; invented

// Streams of chance, far from each other and from those of the demo.
constexpr std::uint64_t group_stream = 1ULL << 33;
constexpr std::uint64_t attempt_stream = 1ULL << 40;
constexpr std::uint64_t network_stream = 1ULL << 52;
constexpr std::uint64_t voice_stream = 1ULL << 54;

/// In the same establishment as `mate`, in the same year first.
void place_beside(const Child& mate, Child& child) {
  child.foyer = mate.foyer;
  child.lieu_de_vie = mate.lieu_de_vie;
  child.fondement = mate.fondement;
  child.foyer_tells = true;
}

/// Invented: the car and the phone that exploited children of one establishment share, another each year.
void share_network(Random& random, const NationalPlan& plan, const Calendar& calendar, Child& child) {
  if (!child.exploited || !child.foyer) return;
  const auto foyer = static_cast<std::uint64_t>(child.foyer - country_foyers().data());
  const auto year = static_cast<std::uint64_t>(calendar.year_of(child.absences.front().left));
  Random network(plan.seed, network_stream + foyer * 1000 + year);
  const auto plate = draw_plate(network);
  const auto phone = draw_phone(network, mobile_range);
  if (!child.plate.empty() && random.chance(0.5)) child.plate = plate;
  if (random.chance(0.2)) child.phones.push_back(phone);
}

/// What nobody would tell before the end of the period did not happen for this cohort.
void forget_late(const NationalPlan& plan, std::uint32_t number, std::size_t which, Child& child) {
  while (!child.absences.empty()) {
    const auto& last = child.absences.back();
    if (last.left < plan.to - days(6)) return;  // the first voice speaks within five days
    const auto rank = child.absences.size() - 1;
    if (last.left < plan.to) {
      Random random = voices_of(plan, number, which, rank + 1);
      if (draw_voices(random, of_country, child, rank).front().at < plan.to) return;
    }
    child.absences.pop_back();
  }
}

Child draw_one(Random& random, const NationalPlan& plan, const Calendar& calendar, const Child* mate) {
  Child child;
  auto years = draw_years(random, calendar);
  if (mate) years.first = calendar.year_of(mate->absences.front().left);
  while (years.first + static_cast<int>(years.counts.size()) > calendar.years) years.counts.pop_back();
  child.exploited = draw_exploited(random, of_country, years.most());
  draw_home(random, of_country, child, years.most());
  if (mate) place_beside(*mate, child);
  Course course{.placed = child.placed(),
                .exploited = child.exploited,
                .zone = child.zone(),
                .wandering = of_country.wandering};
  child.absences = draw_absences(random, course, years, calendar);
  for (auto& absence : child.absences) {
    const bool last = &absence == &child.absences.back();
    absence.return_told = !random.chance(last ? of_country.lost_return : 0.03);  // invented
  }
  draw_identity(random, of_country, child);
  draw_age(random, child);
  if (random.chance(0.2)) child.earlier_absences = random.between(1, 4);  // invented
  draw_signs(random, child);
  share_network(random, plan, calendar, child);
  if (random.chance(of_country.nicknamed) && !child.nickname.empty()) child.twist = Twist::nickname_only;
  return child;
}

}  // namespace

Random voices_of(const NationalPlan& plan, std::uint32_t number, std::size_t which, std::size_t rank) {
  return Random(plan.seed, voice_stream + (2ULL * number + which) * 1024 + rank);
}

Group draw_group(const NationalPlan& plan, const Calendar& calendar, std::uint32_t number,
                 std::uint32_t attempt) {
  Random random(plan.seed, group_stream + attempt * attempt_stream + number);
  Group group{draw_one(random, plan, calendar, nullptr)};
  group[0].key = fmt::format("{}.m{:07}", plan.seed, number + 1);
  if (group[0].foyer_tells && random.chance(pair_share)) {
    group.push_back(draw_one(random, plan, calendar, &group[0]));
    group[1].key = group[0].key + "b";
    leave_together(random, group);
  }
  for (std::size_t which = 0; which < group.size(); ++which) forget_late(plan, number, which, group[which]);
  return group;
}

int count_absences(const Group& group) {
  std::size_t count = 0;
  for (const auto& child : group) count += child.absences.size();
  return static_cast<int>(count);
}

void shorten(Group& group, int count) {
  for (auto child = group.rbegin(); child != group.rend(); ++child)
    while (!child->absences.empty() && count_absences(group) > count) child->absences.pop_back();
}

}  // namespace vigie::cohort
