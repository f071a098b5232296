#include "episodes/history.hpp"

#include <cmath>

#include "episodes/history_detail.hpp"

namespace vigie::episodes {

namespace {

using Counted = std::vector<const Episode*>;  // fugues, by departed.latest, the last is "this one"

constexpr base::Duration days(int count) { return std::chrono::hours{24 * count}; }

/// The fugues up to and including one absence.
Counted counted_up_to(const Line& line, base::EpisodeId of) {
  Counted counted;
  for (const Episode& episode : line.episodes) {
    if (episode.counts()) counted.push_back(&episode);
    if (episode.id == of) break;
  }
  return counted;
}

/// What is kept of hours and days: written and read again, such a number is the same.
double to_hundredths(double value) { return std::round(value * 100) / 100; }

template <class Test>
double count_since(const Counted& counted, base::Instant since, Test test) {
  return static_cast<double>(std::count_if(counted.begin(), counted.end(), [&](const Episode* episode) {
    return episode->departed.latest > since && test(*episode);
  }));
}

bool lasts_2_to_14_days(const Episode& episode, base::Instant at) {
  if (episode.status == Status::retour_presume) return false;
  const double hours = absence_hours(episode, at).middle();
  return hours >= 48 && hours <= 336;
}

bool at_night(const Episode& episode) {
  const int hour = base::to_local(episode.departed.latest, episode.zone).hour;
  return hour >= 22 || hour < 6;
}

bool at_week_end(const Episode& episode) {
  const base::LocalTime local = base::to_local(episode.departed.latest, episode.zone);
  const int weekday = base::weekday_of(local);
  return weekday == 6 || weekday == 0 || (weekday == 5 && local.hour >= 18);
}

void add_counts(base::Facts& facts, const Counted& counted, base::Instant departure, base::Instant at) {
  const auto any = [](const Episode&) { return true; };
  const auto phase = [at](const Episode& e) { return lasts_2_to_14_days(e, at); };
  facts[fact::departs_en_7_jours] = count_since(counted, departure - days(7), any);
  facts[fact::fugues_30_jours] = count_since(counted, departure - days(30), any);
  facts[fact::fugues_90_jours] = count_since(counted, departure - days(90), any);
  facts[fact::fugues_365_jours] = count_since(counted, departure - days(365), any);
  facts[fact::fugues_total] = static_cast<double>(counted.size());
  facts[fact::absences_2_a_14_jours_90] = count_since(counted, departure - days(90), phase);
  facts[fact::absences_2_a_14_jours_365] = count_since(counted, departure - days(365), phase);
  facts[fact::departs_nuit_90] = count_since(counted, departure - days(90), at_night);
  facts[fact::departs_week_end_90] = count_since(counted, departure - days(90), at_week_end);
}

void raise_to_told(base::Facts& facts, std::span<const Voice> voices, base::EpisodeId of) {
  double year = std::get<double>(facts[fact::fugues_365_jours]);
  double total = std::get<double>(facts[fact::fugues_total]);
  for (const Voice& voice : voices) {
    if (voice.silenced || voice.episode != of) continue;
    year = std::max(year, base::number_of(voice.facts, "fugues_connues_12_mois").value_or(0));
    total = std::max(total, base::number_of(voice.facts, "fugues_connues_total").value_or(0));
  }
  facts[fact::fugues_365_jours] = year;
  facts[fact::fugues_total] = std::max(total, year);
}

void add_rhythm(base::Facts& facts, const Counted& counted, base::Instant at) {
  base::Tri shrinking = base::Tri::unknown, growing = base::Tri::unknown;
  const std::size_t size = counted.size();
  if (size >= 4) {
    const auto gap = [&](std::size_t i) { return counted[i]->departed.latest - counted[i - 1]->departed.latest; };
    const bool each = gap(size - 1) < gap(size - 2) && gap(size - 2) < gap(size - 3);
    shrinking = each ? base::Tri::yes : base::Tri::no;
  }
  std::vector<double> ended;
  for (const Episode* episode : counted)
    if (episode->returned) ended.push_back(absence_hours(*episode, at).middle());
  if (const std::size_t n = ended.size(); n >= 3) {
    const bool each = ended[n - 1] > ended[n - 2] && ended[n - 2] > ended[n - 3];
    growing = each ? base::Tri::yes : base::Tri::no;
  }
  facts[fact::ecarts_decroissants] = shrinking;
  facts[fact::durees_croissantes] = growing;
}

std::optional<double> days_since_last_return(const Counted& counted, const Episode& of) {
  std::optional<base::Instant> last;
  for (const Episode* episode : counted)
    if (episode->id != of.id && episode->returned && episode->returned->latest <= of.departed.latest)
      last = std::max(last.value_or(episode->returned->latest), episode->returned->latest);
  if (!last) return std::nullopt;
  return base::hours_of(of.departed.latest - *last) / 24;
}

}  // namespace

void add_places(base::Facts& facts, const Counted& counted, std::span<const Voice> voices, base::Instant since);

base::Facts history_facts(const Line& line, std::span<const Voice> voices, base::EpisodeId of, base::Instant at) {
  const Episode& episode = line.get(of);
  const Counted counted = counted_up_to(line, of);
  base::Facts facts;
  facts.reserve(history_fact_names().size() + 1);  // and the age
  add_counts(facts, counted, episode.departed.latest, at);
  raise_to_told(facts, voices, of);
  add_rhythm(facts, counted, at);
  add_places(facts, counted, voices, episode.departed.latest - days(365));
  facts[fact::heures_absence] = to_hundredths(absence_hours(episode, at).min);
  if (const auto since = days_since_last_return(counted, episode)) facts[fact::jours_depuis_dernier_retour] = to_hundredths(*since);
  return facts;
}

std::span<const std::string_view> history_fact_names() {
  static constexpr std::string_view names[] = {
      "fugues_30_jours",     "fugues_90_jours",           "fugues_365_jours",   "fugues_total",
      "departs_en_7_jours",  "absences_2_a_14_jours_90",  "absences_2_a_14_jours_365", "heures_absence",
      "jours_depuis_dernier_retour", "ecarts_decroissants", "durees_croissantes", "departs_nuit_90",
      "departs_week_end_90", "retours_hotel_365",         "retours_meme_lieu_365", "retour_autre_departement"};
  return names;
}

namespace {
/// How far back a fact looks, by its name.
std::optional<base::Duration> reach_of(std::string_view fact) {
  if (fact.ends_with("_30_jours")) return days(30);
  if (fact.ends_with("_90_jours") || fact.ends_with("_90")) return days(90);
  if (fact.ends_with("_365_jours") || fact.ends_with("_365") || fact == "retour_autre_departement") return days(365);
  if (fact == "departs_en_7_jours") return days(7);
  return std::nullopt;
}
}  // namespace

std::vector<base::EpisodeId> evidence_of(const Line& line, std::string_view fact, base::EpisodeId of) {
  if (fact == "heures_absence") return {of};
  const base::Instant departure = line.get(of).departed.latest;
  const auto reach = reach_of(fact);
  std::vector<base::EpisodeId> ids;
  for (const Episode* episode : counted_up_to(line, of))
    if (!reach || episode->departed.latest > departure - *reach) ids.push_back(episode->id);
  const std::size_t last = fact == "jours_depuis_dernier_retour" ? 2 : fact == "ecarts_decroissants" ? 4 : ids.size();
  if (ids.size() > last) ids.erase(ids.begin(), ids.end() - static_cast<std::ptrdiff_t>(last));
  return ids;
}

History history(const Line& line, std::span<const Voice> voices, base::Instant now) {
  History shown;
  std::vector<double> ended;
  const Episode* before = nullptr;
  for (const Episode& episode : line.episodes) {
    if (!episode.counts()) continue;
    ++shown.episodes;
    shown.open += episode.open();
    shown.last_30_days += episode.departed.latest > now - days(30);
    shown.last_90_days += episode.departed.latest > now - days(90);
    shown.last_365_days += episode.departed.latest > now - days(365);
    if (before && before->returned)
      shown.gaps_days.push_back(std::max(0.0, base::hours_of(episode.departed.latest - before->returned->latest) / 24));
    before = &episode;
    if (episode.status == Status::retour_presume) continue;
    const double hours = absence_hours(episode, now).middle();
    if (episode.returned) ended.push_back(hours);
    shown.total_hours += hours;
    shown.longest_hours = std::max(shown.longest_hours.value_or(0), hours);
  }
  shown.declarations = static_cast<int>(std::count_if(voices.begin(), voices.end(), [](const Voice& v) { return !v.silenced; }));
  if (!ended.empty()) {
    std::sort(ended.begin(), ended.end());
    const std::size_t half = ended.size() / 2;
    shown.median_hours = ended.size() % 2 ? ended[half] : (ended[half - 1] + ended[half]) / 2;
  }
  if (before) shown.facts = history_facts(line, voices, before->id, now);
  return shown;
}

}  // namespace vigie::episodes
