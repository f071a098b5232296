#include "cohort/cohort.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "cohort/cases.hpp"
#include "cohort/child.hpp"
#include "cohort/tell.hpp"
#include "cohort/voice.hpp"

namespace vigie::cohort {
namespace {

std::string key_of(const Child& child, std::size_t rank, std::string_view what) {
  return fmt::format("{}-a{:02}-{}", child.key, rank + 1, what);
}

Told from_voice(const Child& child, const Voice& voice, std::string key, boost::json::object answers) {
  return {.key = std::move(key),
          .form = std::string(voice.form),
          .organisation = std::string(voice.organisation),
          .role = std::string(voice.role),
          .signed_at = voice.at,
          .minor_key = voice.recognised ? child.key : std::string(),
          .answers = std::move(answers),
          .act = "declaration"};
}

Told from_return(const Child& child, const ReturnVoice& voice, std::string key, boost::json::object answers) {
  return {.key = std::move(key),
          .form = "retour",
          .organisation = std::string(voice.organisation),
          .role = std::string(voice.role),
          .signed_at = voice.at,
          .minor_key = child.key,
          .answers = std::move(answers),
          .act = "return"};
}

/// When a return is told. Published: children are often back without anybody telling (police, Le Parisien
/// 2020). Invented: the delays; one in ten comes days late, never after half of the gap to the next
/// departure.
base::Instant draw_return_telling(Random& random, const Child& child, std::size_t rank, bool by_foyer) {
  const auto& absence = child.absences[rank];
  const bool late = random.chance(0.1);
  const double soon = by_foyer ? 0.2 + random.exponential(0.5) : 0.5 + random.exponential(4);
  double delay = late ? 24 + random.exponential(60) : soon;
  if (rank + 1 < child.absences.size()) {
    const double gap = base::hours_of(child.absences[rank + 1].left - absence.back);
    delay = std::min(delay, gap / 2);
  }
  return absence.back + std::max(minutes(5), hours(std::min(delay, 12 * 24.0)));
}

void add_returns(Random& random, const Child& child, std::size_t rank, base::Instant since,
                 std::vector<Told>& told) {
  const auto& absence = child.absences[rank];
  const bool by_foyer = child.foyer_tells && random.chance(0.8);
  const bool found_before = random.chance(child.exploited ? 0.03 : 0.003);
  const auto at = draw_return_telling(random, child, rank, by_foyer);
  if (!absence.return_told) return;
  const auto police = police_of(child.departement());
  if (found_before && absence.back - since > hours(24)) {
    const auto seen = since + hours(base::hours_of(absence.back - since) / 2);
    const ReturnVoice found{police, "police", "police", since, seen, seen + minutes(50), true};
    told.push_back(
        from_return(child, found, key_of(child, rank, "localise"), tell_return(random, child, rank, found)));
    since = found.at;
  }
  ReturnVoice voice{police, "police", "police", since, absence.back, at, false};
  if (by_foyer) {
    voice.organisation = child.foyer->name;
    voice.role = "foyer";
    voice.quality = random.chance(0.7) ? "educateur" : "veilleur";
  }
  told.push_back(
      from_return(child, voice, key_of(child, rank, "retour"), tell_return(random, child, rank, voice)));
}

void add_child(const Plan& plan, const std::vector<Child>& children, std::size_t index,
               std::vector<Told>& told) {
  const auto& child = children[index];
  // Streams 1 to minors drew the children; each child's voices have their own, far above.
  Random random(plan.seed, 1'000'000 + index);
  if (const auto voice = draw_preventive(random, child)) {
    auto answers = tell_preventive(random, child, *voice);
    told.push_back(from_voice(child, *voice, child.key + "-preventive", std::move(answers)));
  }
  for (std::size_t rank = 0; rank < child.absences.size(); ++rank) {
    const auto voices = draw_voices(random, child, rank);
    for (std::size_t i = 0; i < voices.size(); ++i) {
      const auto& voice = voices[i];
      auto key = key_of(child, rank, fmt::format("{}-{}", i + 1, voice.form));
      told.push_back(from_voice(child, voice, std::move(key), tell(random, child, rank, voice, children)));
    }
    add_returns(random, child, rank, voices.back().at, told);
  }
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
