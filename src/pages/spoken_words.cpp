#include <algorithm>

#include "base/text.hpp"
#include "pages/spoken_time.hpp"
#include "pages/spoken_words_detail.hpp"

namespace vigie::pages::detail {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::pair<std::string_view, std::string_view> plain_letters[] = {
    {"à", "a"}, {"â", "a"}, {"é", "e"}, {"è", "e"}, {"ê", "e"}, {"û", "u"}, {"ù", "u"}, {"ô", "o"}, {"î", "i"}, {"ç", "c"},
    {"À", "a"}, {"Â", "a"}, {"É", "e"}, {"È", "e"}, {"Ê", "e"}, {"Û", "u"}, {"Ù", "u"}, {"Ô", "o"}, {"Î", "i"}, {"Ç", "c"},
    {"’", "'"}, {"\u00a0", " "}, {"\u202f", " "}};
constexpr std::string_view weekdays[] = {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"};
constexpr PartOfDay parts[] = {{"matin", 0, 12}, {"midi", 11, 14}, {"apres-midi", 12, 19}, {"aprem", 12, 19}, {"soir", 17, 23}};

std::string plain(std::string_view text) {
  std::string result = base::to_lower_ascii(text);
  for (const auto& [letter, written] : plain_letters)
    for (std::size_t at = 0; (at = result.find(letter, at)) != std::string::npos;) result.replace(at, letter.size(), written);
  for (char& c : result)
    if (c == ',' || c == ';' || c == '\t') c = ' ';
  return result;
}

bool is_number(std::string_view text, std::size_t most) {
  return !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view text) { return std::stoi(std::string(text)); }

/// « 18 h 05 » and « 18 : 05 » typed with spaces are one word.
void join_times(std::vector<std::string>& words) {
  for (std::size_t i = 0; i + 1 < words.size();) {
    const bool sign = words[i + 1] == "h" || words[i + 1] == ":" || words[i + 1] == "heures" || words[i + 1] == "heure";
    const bool minutes = i > 0 && words[i].ends_with('h') && is_number(words[i].substr(0, words[i].size() - 1), 2) && is_number(words[i + 1], 2) && words[i + 1].size() == 2;
    if ((sign && is_number(words[i], 2)) || minutes) {
      words[i] += minutes ? words[i + 1] : "h";
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    } else {
      ++i;
    }
  }
}

base::Date shifted(base::Date date, int by) { return base::Date{sys_days{date} + days{by}}; }

/// The year that makes a day and month the latest such day (or, when it may lie ahead, the nearest).
base::Date in_right_year(unsigned day, unsigned month, base::Date today, bool planned) {
  base::Date best{std::chrono::year{1}, std::chrono::month{13}, std::chrono::day{1}};
  for (int y = int(today.year()) + (planned ? 1 : 0); y >= int(today.year()) - 8; --y) {
    const base::Date date{std::chrono::year{y}, std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok()) continue;
    if (!planned && date <= today) return date;
    if (planned && (!best.ok() || std::abs(base::days_between(today, date)) < std::abs(base::days_between(today, best)))) best = date;
  }
  return best;
}

SpokenDay as_day(base::Date date, std::size_t words) {
  return {date.ok() && int(date.year()) >= 1900 && int(date.year()) <= 2100 ? SpokenDay::Sort::day : SpokenDay::Sort::impossible, date, nullptr, words};
}

base::Date date_of(std::string_view day, unsigned month, std::string_view year, base::Date today, bool planned) {
  if (year.empty()) return in_right_year(static_cast<unsigned>(number(day)), month, today, planned);
  const int y = number(year) + (year.size() == 2 ? 2000 : 0);
  return {std::chrono::year{y}, std::chrono::month{month}, std::chrono::day{static_cast<unsigned>(number(day))}};
}

SpokenDay take_figures(const std::string& word, base::Date today, bool planned) {
  const char separator = word.find('/') != std::string::npos ? '/' : word.find('.') != std::string::npos ? '.' : '-';
  const auto pieces = base::split(word, separator);
  if (pieces.size() < 2 || pieces.size() > 3) return {};
  if (separator == '-' && pieces.size() == 3 && pieces[0].size() == 4) {
    const auto iso = base::parse_date(word);
    return iso ? as_day(*iso, 1) : SpokenDay{SpokenDay::Sort::impossible, {}, nullptr, 1};
  }
  const std::string year = pieces.size() == 3 ? pieces[2] : "";
  const bool shaped = is_number(pieces[0], 2) && is_number(pieces[1], 2) && (year.empty() || (is_number(year, 4) && year.size() % 2 == 0));
  if (!shaped) return {};
  return as_day(date_of(pieces[0], static_cast<unsigned>(number(pieces[1])), year, today, planned), 1);
}

/// « 21 novembre », « 1er mars 2026 ».
SpokenDay take_named_month(const std::vector<std::string>& words, base::Date today, bool planned) {
  std::string day = words[0];
  if (day.ends_with("er")) day = day.substr(0, day.size() - 2);
  if (words.size() < 2 || !is_number(day, 2) || is_number(words[1], 4)) return {};
  const auto month = read_month(words[1]);
  if (!month) return {};
  const bool has_year = words.size() > 2 && is_number(words[2], 4) && words[2].size() == 4 && number(words[2]) >= 1900 && number(words[2]) <= 2100;
  return as_day(date_of(day, static_cast<unsigned>(*month), has_year ? words[2] : "", today, planned), has_year ? 3 : 2);
}

SpokenDay take_weekday(const std::string& word, base::Date today, bool planned) {
  for (int w = 0; w < 7; ++w) {
    if (word != weekdays[w] && word + "." != weekdays[w] && !(word.size() == 3 && weekdays[w].starts_with(word))) continue;
    const int back = (base::weekday_of({today}) - w + 7) % 7;
    if (back == 0 || planned) return {SpokenDay::Sort::ambiguous_weekday, {}, nullptr, 1};
    return as_day(shifted(today, -back), 1);
  }
  return {};
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string written = plain(text);
  for (std::string_view joined : {"avant hier", "apres midi"})
    for (std::size_t at = 0; (at = written.find(joined, at)) != std::string::npos;) written[at + joined.find(' ')] = '-';
  for (std::string& word : base::split(written, ' '))
    if (!word.empty() && word != "a" && word != "vers" && word != "le" && word != "du" && word != "de" && word != "l'") words.push_back(std::move(word));
  join_times(words);
  return words;
}

SpokenTime read_time(std::string_view word) {
  if (word == "midi") return {12, 0};
  std::string figures;
  std::size_t sign = std::string_view::npos;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] >= '0' && word[i] <= '9') figures += word[i];
    else if ((word[i] == 'h' || word[i] == ':') && sign == std::string_view::npos && i > 0) sign = i;
    else return {};
  }
  SpokenTime time;
  if (sign != std::string_view::npos) {
    const std::string_view minutes = word.substr(sign + 1);
    if (sign > 2 || minutes.size() == 1 || minutes.size() > 2) return {};
    time = {number(word.substr(0, sign)), minutes.empty() ? 0 : number(minutes)};
  } else if (figures.size() == 3 || figures.size() == 4) {
    time = {number(figures.substr(0, figures.size() - 2)), number(figures.substr(figures.size() - 2))};
  } else if (is_number(figures, 2)) {
    time = {number(figures), 0};
  }
  if (time.hour > 23 || time.minute > 59) return {};
  return time;
}

SpokenDay take_day(const std::vector<std::string>& words, base::Date today, bool planned) {
  if (words.empty()) return {};
  const std::string& first = words[0];
  SpokenDay day;
  if (first == "auj" || first == "aujourd'hui" || first == "aujourdhui" || first == "ajd" || first == "ce" || first == "cet" || first == "cette") day = as_day(today, 1);
  else if (first == "hier") day = as_day(shifted(today, -1), 1);
  else if (first == "avant-hier") day = as_day(shifted(today, -2), 1);
  else if (first == "demain") day = as_day(shifted(today, 1), 1);
  else if (const SpokenDay figures = take_figures(first, today, planned); figures.sort != SpokenDay::Sort::none) day = figures;
  else if (const SpokenDay named = take_named_month(words, today, planned); named.sort != SpokenDay::Sort::none) day = named;
  else day = take_weekday(first, today, planned);
  if (day.sort == SpokenDay::Sort::none || day.words >= words.size()) return day;
  if (first.starts_with("ce") && words[day.words] == "jour") ++day.words;
  for (const PartOfDay& part : parts)
    if (day.words < words.size() && words[day.words] == part.word && !(part.word == "midi" && day.words + 1 == words.size())) {
      day.part = &part;
      ++day.words;
      break;
    }
  return day;
}

}  // namespace vigie::pages::detail
