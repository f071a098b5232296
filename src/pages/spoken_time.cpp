#include "pages/spoken_time.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "pages/spoken_words_detail.hpp"

namespace vigie::pages {

namespace {

using detail::SpokenDay;

constexpr std::string_view spoken_months[] = {"janvier", "fevrier", "mars", "avril", "mai", "juin",
                                       "juillet", "aout", "septembre", "octobre", "novembre", "decembre"};

base::Error unclear(std::string code, std::string sentence) {
  return base::field_error("", std::move(code), std::move(sentence));
}

base::Error not_an_instant() {
  return unclear("instant_invalide", "écrivez le jour et l’heure, par exemple « hier 23h », « auj 1830 » ou « 21/11/2026 18:05 ».");
}

/// « il y a 20 min », « il y a 1h30 », « il y a 2 h ».
std::optional<base::Duration> time_ago(const std::vector<std::string>& words) {
  // words_of() leaves « a » out: « il y » begins what was.
  if (words.size() < 3 || words[0] != "il" || words[1] != "y") return std::nullopt;
  const std::string& rest = words[2];
  const std::string unit = words.size() > 3 ? words[3] : "";
  if (words.size() > 4) return std::nullopt;
  for (const std::string_view suffix : {"minutes", "minute", "min", "mn"})
    if (rest.ends_with(suffix) && unit.empty() && rest.size() > suffix.size())
      return time_ago({"il", "y", rest.substr(0, rest.size() - suffix.size()), "min"});
  const bool digits = rest.size() <= 3 && !rest.empty() && std::all_of(rest.begin(), rest.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits && (unit == "min" || unit == "minutes" || unit == "minute" || unit == "mn")) return std::chrono::minutes{std::stoi(rest)};
  if (digits || !unit.empty()) return std::nullopt;
  const detail::SpokenTime time = detail::read_time(rest);
  if (time.hour < 0 || rest.find('h') == std::string::npos) return std::nullopt;
  return std::chrono::hours{time.hour} + std::chrono::minutes{time.minute};
}

/// « été » or « hiver » at the end, which tells the two readings of a doubled hour apart.
enum class Season { none, summer, winter };
Season take_season(std::vector<std::string>& words) {
  Season season = Season::none;
  if (!words.empty() && (words.back() == "ete" || words.back() == "d'ete")) season = Season::summer;
  if (!words.empty() && (words.back() == "hiver" || words.back() == "d'hiver")) season = Season::winter;
  if (season == Season::none) return season;
  words.pop_back();
  while (!words.empty() && (words.back() == "heure" || words.back() == "(heure")) words.pop_back();
  return season;
}

base::Result<base::Instant> on_the_clock(const base::LocalTime& local, std::string_view zone, Season season) {
  using Sort = base::Reading::Sort;
  const base::Reading read = base::read_local(local, zone);
  if (read.sort == Sort::unique) return read.first;
  const std::string wall = fmt::format("{:02}:{:02}", local.hour, local.minute), day = base::to_french(local.date);
  if (read.sort == Sort::doubled) {
    if (season == Season::summer) return read.first;
    if (season == Season::winter) return read.second;
    return unclear("heure_double", fmt::format("le {0}, {1} existe deux fois (passage à l’heure d’hiver). Écrivez « {0} {1} été » pour la "
                                               "première fois, « {0} {1} hiver » pour la seconde.", day, wall));
  }
  return unclear("heure_inexistante", fmt::format("le {}, {} n’existe pas (passage à l’heure d’été) : à cet endroit la montre saute "
                                                  "une heure. Écrivez une heure d’avant ou d’après.", day, wall));
}

base::Error about_day(const SpokenDay& day, bool planned) {
  if (day.sort == SpokenDay::Sort::impossible) return unclear("instant_invalide", "cette date n’existe pas.");
  if (planned) return unclear("instant_ambigu", "écrivez la date, par exemple « 21/11 14h ».");
  return unclear("instant_ambigu", "ce jour de la semaine est aujourd’hui : écrivez « auj », ou la date, par exemple « 21/11 14h ».");
}

}  // namespace

std::optional<int> read_month(std::string_view text) {
  const auto words = detail::words_of(text);
  if (words.size() != 1) return std::nullopt;
  std::string word = words[0];
  if (word.ends_with('.')) word.pop_back();
  const bool digits = !word.empty() && word.size() <= 2 && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits) {
    const int month = std::stoi(word);
    return month >= 1 && month <= 12 ? std::optional(month) : std::nullopt;
  }
  std::optional<int> found;
  for (int m = 0; m < 12; ++m) {
    if (word.size() < 3 || !spoken_months[m].starts_with(word)) continue;
    if (found && word != spoken_months[m]) return std::nullopt;  // « jui »: juin or juillet
    found = m + 1;
  }
  return found;
}

base::Result<base::Date> read_spoken_day(std::string_view text, base::Instant now, std::string_view zone, bool planned) {
  const auto words = detail::words_of(text);
  const SpokenDay day = detail::take_day(words, base::to_local(now, zone).date, planned);
  if (day.sort == SpokenDay::Sort::day && day.words == words.size()) return day.date;
  if (day.sort == SpokenDay::Sort::impossible || day.sort == SpokenDay::Sort::ambiguous_weekday) return about_day(day, planned);
  return unclear("date_invalide", "écrivez un jour, par exemple « hier », « 21/11 » ou « 21/11/2026 ».");
}

base::Result<base::Instant> read_spoken_instant(std::string_view text, base::Instant now, std::string_view zone, bool planned) {
  if (const auto written = base::parse_time(base::trim(text)))
    return written->instant ? base::Result<base::Instant>(*written->instant) : on_the_clock(written->local, zone, Season::none);
  std::vector<std::string> words = detail::words_of(text);
  if (words == std::vector<std::string>{"maintenant"}) return base::Instant{now.ms - now.ms % 60'000};
  if (const auto ago = time_ago(words)) return base::Instant{(now - *ago).ms / 60'000 * 60'000};
  const Season season = take_season(words);
  const SpokenDay day = detail::take_day(words, base::to_local(now, zone).date, planned);
  if (day.sort == SpokenDay::Sort::impossible || day.sort == SpokenDay::Sort::ambiguous_weekday) return about_day(day, planned);
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(day.words));
  if (words == std::vector<std::string>{"minuit"})
    return unclear("instant_ambigu", "minuit est à la fin d’un jour et au début du suivant : écrivez le jour qui commence, et 00:00.");
  if (words.empty()) return day.sort == SpokenDay::Sort::none ? not_an_instant() : unclear("instant_sans_heure", "il manque l’heure, par exemple « hier 23h ».");
  const detail::SpokenTime time = words.size() == 1 ? detail::read_time(words[0]) : detail::SpokenTime{};
  if (time.hour < 0) return not_an_instant();
  if (day.sort == SpokenDay::Sort::none)
    return unclear("instant_sans_jour", fmt::format("il manque le jour : écrivez « auj {0:02}:{1:02} » ou « hier {0:02}:{1:02} ».", time.hour, time.minute));
  if (day.part && (time.hour < day.part->from || time.hour > day.part->to))
    return unclear("instant_ambigu", "l’heure et le moment de la journée ne vont pas ensemble : écrivez l’heure sur 24, par exemple « hier 21h ».");
  return on_the_clock({day.date, time.hour, time.minute, 0}, zone, season);
}

std::string write_instant(base::Instant instant, std::string_view zone) {
  const base::LocalTime local = base::to_local(instant, zone);
  std::string text = fmt::format("{} {:02}:{:02}", base::to_french(local.date), local.hour, local.minute);
  const base::Reading read = base::read_local({local.date, local.hour, local.minute, 0}, zone);
  if (read.sort == base::Reading::Sort::doubled) text += instant < read.second ? " été" : " hiver";
  return text;
}

}  // namespace vigie::pages
