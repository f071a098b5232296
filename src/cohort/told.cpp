#include "cohort/told.hpp"

#include <fmt/format.h>

#include <algorithm>

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

}  // namespace

void tell_sheet(Random& random, const Child& child, std::vector<Told>& told) {
  const auto voice = draw_preventive(random, child);
  if (!voice) return;
  auto answers = tell_preventive(random, child, *voice);
  told.push_back(from_voice(child, *voice, child.key + "-preventive", std::move(answers)));
}

void tell_absence(Random& random, const Setting& setting, std::span<const Child> cohort, const Child& child,
                  std::size_t rank, std::vector<Told>& told) {
  const auto voices = draw_voices(random, setting, child, rank);
  for (std::size_t i = 0; i < voices.size(); ++i) {
    const auto& voice = voices[i];
    auto key = key_of(child, rank, fmt::format("{}-{}", i + 1, voice.form));
    told.push_back(from_voice(child, voice, std::move(key), tell(random, child, rank, voice, cohort)));
  }
  add_returns(random, child, rank, voices.back().at, told);
}

}  // namespace vigie::cohort
