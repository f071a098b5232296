#include "episodes/merge.hpp"

namespace vigie::episodes {

namespace {

base::Date local_day(base::Instant instant) { return base::to_local(instant, base::paris).date; }

base::Date add_months(base::Date date, int months) {
  const auto moved = date.year() / date.month() + std::chrono::months{months};
  const base::Date same_day = moved / date.day();
  return same_day.ok() ? same_day : base::Date{moved / std::chrono::last};
}

/// `…_observe_le` of a field: among the facts after it that begin with its name.
std::optional<base::Date> observed(const Voice& voice, base::Facts::const_iterator fact) {
  const std::string_view field = fact->first;
  for (++fact; fact != voice.facts.get().end() && fact->first.text().starts_with(field); ++fact)
    if (std::string_view(fact->first).substr(field.size()) == "_observe_le") return base::date_of(voice.facts, fact->first);
  return std::nullopt;
}

int rank(base::Tri tri) { return tri == base::Tri::yes ? 2 : tri == base::Tri::no ? 1 : 0; }

/// Less than zero: what stands stays; zero: the same is told once more; more: the new telling stands.
int against(const base::FactValue& value, const base::FactValue& standing) {
  const base::Tri* told = std::get_if<base::Tri>(&value);
  const base::Tri* stands = std::get_if<base::Tri>(&standing);
  return told && stands ? rank(*told) - rank(*stands) : 1;
}

}  // namespace

Hearing::Hearing(std::span<const Voice> voices, base::EpisodeId episode, const Fades& fades, base::Instant at)
    : episode_(episode), fades_(fades), at_(at), today_(local_day(at)) {
  for (const auto& [field, months] : fades) longest_ = std::max(longest_, months);
  for (const Voice& voice : voices)
    if (!voice.silenced && !is_past(voice)) voices_.push_back(&voice);
  const auto earlier = [](const Voice* a, const Voice* b) { return a->order < b->order; };
  if (!std::is_sorted(voices_.begin(), voices_.end(), earlier)) std::sort(voices_.begin(), voices_.end(), earlier);
}

/// Nothing that this voice told of another absence can still be heard. A sign is observed on the day of its telling at
/// the latest (the forms refuse a later date), so the longest fade counts from that day: a month has 31 days at most.
bool Hearing::is_past(const Voice& voice) const {
  return !of_this(voice) && voice.signed_at + std::chrono::hours{24 * (31 * longest_ + 3)} < at_;
}

/// Whether what a voice told of a field is heard; `fade`: of that field, or the end.
bool Hearing::heard(const Voice& voice, base::Facts::const_iterator fact, Fades::const_iterator fade) const {
  const bool carries_over = fade != fades_.end() && std::holds_alternative<base::Tri>(fact->second);
  if (!carries_over) return of_this(voice);
  return !faded(voice, fact, fade->second);
}

bool Hearing::faded(const Voice& voice, base::Facts::const_iterator fact, int months) const {
  const auto seen = observed(voice, fact);
  if (!seen && voice.signed_at + std::chrono::hours{24 * (28 * months - 2)} > at_) return false;  // a month has 28 days at least
  return std::chrono::sys_days{add_months(seen.value_or(local_day(voice.signed_at)), months)} < std::chrono::sys_days{today_};
}

base::Facts Hearing::merge() const {
  std::vector<std::pair<base::FactName, const base::FactValue*>> standing, more;  // sorted by name, as facts and fades are: one walk
  for (const Voice* voice : voices_) {
    more.clear();
    auto stands = standing.begin();
    auto fade = fades_.begin();
    for (auto fact = voice->facts.get().begin(); fact != voice->facts.get().end(); ++fact) {
      const auto& [field, value] = *fact;
      int order = 1;
      while (fade != fades_.end() && (order = fade->first.compare(field)) < 0) ++fade;
      if (!heard(*voice, fact, fade != fades_.end() && order == 0 ? fade : fades_.end())) continue;
      while (stands != standing.end() && base::InOrderOfName()(stands->first, field)) more.push_back(*stands++);
      const bool told_before = stands != standing.end() && stands->first == field;
      const bool stays = told_before && against(value, *stands->second) <= 0;
      more.emplace_back(field, stays ? stands->second : &value);
      if (told_before) ++stands;
    }
    more.insert(more.end(), stands, standing.end());
    standing.swap(more);
  }
  base::Facts facts;
  facts.reserve(standing.size());
  for (const auto& [field, value] : standing) facts.emplace_hint(facts.end(), field, *value);
  return facts;
}

std::vector<Told> Hearing::sources_of(std::string_view field) const {
  const auto fade = fades_.find(field);
  std::vector<Told> sources;
  for (const Voice* voice : voices_) {
    if (fade == fades_.end() && !of_this(*voice)) continue;
    const auto told = voice->facts.get().find(field);
    if (told == voice->facts.get().end() || !heard(*voice, told, fade)) continue;
    const int order = sources.empty() ? 1 : against(told->second, sources.back().value);
    if (order < 0) continue;
    if (order > 0) sources.clear();
    sources.push_back({voice->id, told->second});
  }
  return sources;
}

}  // namespace vigie::episodes
