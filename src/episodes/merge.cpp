#include "episodes/merge.hpp"

namespace vigie::episodes {

namespace {

base::Date local_day(base::Instant instant) { return base::to_local(instant, base::paris).date; }

base::Date add_months(base::Date date, int months) {
  const auto moved = date.year() / date.month() + std::chrono::months{months};
  const base::Date same_day = moved / date.day();
  return same_day.ok() ? same_day : base::Date{moved / std::chrono::last};
}

/// What carries over from one absence to the next, at an instant.
class Hearing {
 public:
  Hearing(base::EpisodeId episode, const Fades& fades, base::Instant at)
      : episode_(episode), fades_(fades), at_(at), today_(local_day(at)) {
    for (const auto& [field, months] : fades) longest_ = std::max(longest_, months);
  }

  bool of_this(const Voice& voice) const { return voice.episode == episode_; }
  /// Nothing that this voice told of another absence can still be heard. A sign is observed on the day of its telling at
  /// the latest (the forms refuse a later date), so the longest fade counts from that day: a month has 31 days at most.
  bool is_past(const Voice& voice) const {
    return !of_this(voice) && voice.signed_at + std::chrono::hours{24 * (31 * longest_ + 3)} < at_;
  }
  /// Whether what a voice told of a field is heard; `fade`: of that field, or the end.
  bool heard(const Voice& voice, base::Facts::const_iterator fact, Fades::const_iterator fade) const {
    const bool carries_over = fade != fades_.end() && std::holds_alternative<base::Tri>(fact->second);
    if (!carries_over) return of_this(voice);
    return !faded(voice, fact, fade->second);
  }

 private:
  bool faded(const Voice& voice, base::Facts::const_iterator fact, int months) const {
    const auto seen = observed(voice, fact);
    if (!seen && voice.signed_at + std::chrono::hours{24 * (28 * months - 2)} > at_) return false;  // a month has 28 days at least
    return std::chrono::sys_days{add_months(seen.value_or(local_day(voice.signed_at)), months)} < std::chrono::sys_days{today_};
  }
  /// `…_observe_le` of a field: among the facts after it that begin with its name.
  static std::optional<base::Date> observed(const Voice& voice, base::Facts::const_iterator fact) {
    const std::string_view field = fact->first;
    for (++fact; fact != voice.facts.get().end() && fact->first.text().starts_with(field); ++fact)
      if (std::string_view(fact->first).substr(field.size()) == "_observe_le") return base::date_of(voice.facts, fact->first);
    return std::nullopt;
  }

  base::EpisodeId episode_;
  const Fades& fades_;
  base::Instant at_;
  base::Date today_;
  int longest_ = 0;
};

/// Those that count and may still be heard, in the order told.
std::vector<const Voice*> in_order(std::span<const Voice> voices, const Hearing& hearing) {
  std::vector<const Voice*> ordered;
  for (const Voice& voice : voices)
    if (!voice.silenced && !hearing.is_past(voice)) ordered.push_back(&voice);
  const auto earlier = [](const Voice* a, const Voice* b) { return a->order < b->order; };
  if (!std::is_sorted(ordered.begin(), ordered.end(), earlier)) std::sort(ordered.begin(), ordered.end(), earlier);
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
  const Hearing hearing(episode, fades, at);
  base::Facts facts;
  for (const Voice* voice : in_order(voices, hearing)) {
    const bool first = facts.empty();
    if (first) facts.reserve(voice->facts.get().size() + 16);
    auto fade = fades.begin();  // both are sorted by field: one walk
    for (auto fact = voice->facts.get().begin(); fact != voice->facts.get().end(); ++fact) {
      const auto& [field, value] = *fact;
      int order = 1;
      while (fade != fades.end() && (order = fade->first.compare(field)) < 0) ++fade;
      if (!hearing.heard(*voice, fact, fade != fades.end() && order == 0 ? fade : fades.end())) continue;
      const auto known = first ? facts.end() : facts.find(field);
      if (known == facts.end()) facts.emplace_hint(facts.end(), field, value);
      else if (against(value, known->second) > 0) known->second = value;
    }
  }
  return facts;
}

std::vector<Told> sources_of(std::span<const Voice> voices, base::EpisodeId episode, const Fades& fades, base::Instant at,
                             std::string_view field) {
  const Hearing hearing(episode, fades, at);
  const auto fade = fades.find(field);
  std::vector<Told> sources;
  for (const Voice* voice : in_order(voices, hearing)) {
    if (fade == fades.end() && !hearing.of_this(*voice)) continue;
    const auto told = voice->facts.get().find(field);
    if (told == voice->facts.get().end() || !hearing.heard(*voice, told, fade)) continue;
    const int order = sources.empty() ? 1 : against(told->second, sources.back().value);
    if (order < 0) continue;
    if (order > 0) sources.clear();
    sources.push_back({voice->id, told->second});
  }
  return sources;
}

}  // namespace vigie::episodes
