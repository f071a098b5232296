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

/// Whether what a voice told of a field is heard of this absence at this instant.
bool heard(const Voice& voice, const std::string& field, const base::FactValue& value, base::EpisodeId episode,
           const Fades& fades, base::Instant at) {
  const auto fade = fades.find(field);
  const bool carries_over = fade != fades.end() && std::holds_alternative<base::Tri>(value);
  if (!carries_over) return voice.episode == episode;
  return !faded(voice, field, fade->second, at);
}

std::vector<const Voice*> in_order(std::span<const Voice> voices) {
  std::vector<const Voice*> ordered;
  for (const Voice& voice : voices)
    if (!voice.silenced) ordered.push_back(&voice);
  std::sort(ordered.begin(), ordered.end(), [](const Voice* a, const Voice* b) { return a->order < b->order; });
  return ordered;
}

int rank(base::Tri tri) { return tri == base::Tri::yes ? 2 : tri == base::Tri::no ? 1 : 0; }

/// Less than zero: what stands stays; zero: the same is told once more; more: the new telling stands.
int against(const base::FactValue& value, const base::FactValue& standing) {
  const base::Tri* told = std::get_if<base::Tri>(&value);
  const base::Tri* stands = std::get_if<base::Tri>(&standing);
  return told && stands ? rank(*told) - rank(*stands) : 1;
}

}  // namespace

base::Facts merge(std::span<const Voice> voices, base::EpisodeId episode, const Fades& fades, base::Instant at) {
  base::Facts facts;
  for (const Voice* voice : in_order(voices)) {
    const bool first = facts.empty();
    for (const auto& [field, value] : voice->facts) {
      if (!heard(*voice, field, value, episode, fades, at)) continue;
      const auto known = first ? facts.end() : facts.find(field);
      if (known == facts.end()) facts.emplace_hint(facts.end(), field, value);
      else if (against(value, known->second) > 0) known->second = value;
    }
  }
  return facts;
}

std::vector<Told> sources_of(std::span<const Voice> voices, base::EpisodeId episode, const Fades& fades, base::Instant at,
                             std::string_view field) {
  std::vector<Told> sources;
  for (const Voice* voice : in_order(voices)) {
    const auto told = voice->facts.find(field);
    if (told == voice->facts.end() || !heard(*voice, told->first, told->second, episode, fades, at)) continue;
    const int order = sources.empty() ? 1 : against(told->second, sources.back().value);
    if (order < 0) continue;
    if (order > 0) sources.clear();
    sources.push_back({voice->id, told->second});
  }
  return sources;
}

}  // namespace vigie::episodes
