#include "episodes/merge.hpp"

namespace vigie::episodes {

namespace {

base::Date local_day(base::Instant instant) { return base::to_local(instant, base::paris).date; }

base::Date add_months(base::Date date, int months) {
  const auto moved = date.year() / date.month() + std::chrono::months{months};
  const base::Date same_day = moved / date.day();
  return same_day.ok() ? same_day : base::Date{moved / std::chrono::last};
}

bool faded(const Voice& voice, const std::string& field, int months, base::Instant at) {
  const auto observed = base::date_of(voice.facts, field + "_observe_le");
  const base::Date since = observed.value_or(local_day(voice.signed_at));
  return std::chrono::sys_days{add_months(since, months)} < std::chrono::sys_days{local_day(at)};
}

int rank(base::Tri tri) { return tri == base::Tri::yes ? 2 : tri == base::Tri::no ? 1 : 0; }

void hear(Merged& merged, const std::string& field, const base::FactValue& value, base::DeclarationId by) {
  auto& sources = merged.sources[field];
  const auto known = merged.facts.find(field);
  if (known == merged.facts.end()) {
    merged.facts.emplace(field, value);
    sources.push_back({by, value});
    return;
  }
  const base::Tri* told = std::get_if<base::Tri>(&value);
  const base::Tri* stands = std::get_if<base::Tri>(&known->second);
  if (told && stands && rank(*told) < rank(*stands)) return;
  if (!told || !stands || rank(*told) > rank(*stands)) sources.clear();
  known->second = value;
  sources.push_back({by, value});
}

}  // namespace

Merged merge(std::span<const Voice> voices, base::EpisodeId episode, const Fades& fades, base::Instant at) {
  std::vector<const Voice*> ordered;
  for (const Voice& voice : voices)
    if (!voice.silenced) ordered.push_back(&voice);
  std::sort(ordered.begin(), ordered.end(), [](const Voice* a, const Voice* b) { return a->order < b->order; });
  Merged merged;
  for (const Voice* voice : ordered) {
    const bool of_this_absence = voice->episode == episode;
    for (const auto& [field, value] : voice->facts) {
      const auto fade = fades.find(field);
      const bool carries_over = fade != fades.end() && std::holds_alternative<base::Tri>(value);
      if (!of_this_absence && !carries_over) continue;
      if (carries_over && faded(*voice, field, fade->second, at)) continue;
      hear(merged, field, value, voice->id);
    }
  }
  return merged;
}

}  // namespace vigie::episodes
