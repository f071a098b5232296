#include "base/time.hpp"

#include <fmt/compile.h>

#include "base/error.hpp"

namespace vigie::base {

using namespace std::chrono;

namespace {

/// `count` digits at the start of `text`, taken away; nothing when they are not all digits.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int number = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text[0] != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> take_date(std::string_view& text) {
  const auto y = take_digits(text, 4);
  if (!y || *y < 1900 || *y > 2100 || !take(text, '-')) return std::nullopt;
  const auto m = take_digits(text, 2);
  if (!m || !take(text, '-')) return std::nullopt;
  const auto d = take_digits(text, 2);
  if (!d) return std::nullopt;
  const Date date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

/// Minutes east of UTC: "Z" or ±HH:MM, to the end of the text.
std::optional<int> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  const int sign = text.starts_with('-') ? -1 : 1;
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto h = take_digits(text, 2);
  if (!h || !take(text, ':')) return std::nullopt;
  const auto m = take_digits(text, 2);
  if (!m || !text.empty() || *h > 14 || *m > 59) return std::nullopt;
  return sign * (*h * 60 + *m);
}

Instant utc(const LocalTime& local) {
  const auto at = sys_days{local.date} + hours{local.hour} + minutes{local.minute} + seconds{local.second};
  return {duration_cast<milliseconds>(at.time_since_epoch()).count()};
}

}  // namespace

Instant SystemClock::now() const {
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

std::optional<Date> parse_date(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !text.empty()) return std::nullopt;
  return date;
}

std::string to_text(Date date) {
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

std::string to_french(Date date) {
  return fmt::format("{:02}/{:02}/{:04}", unsigned(date.day()), unsigned(date.month()), int(date.year()));
}

int age_on(Date birth, Date day) {
  const int years = int(day.year()) - int(birth.year());
  const bool before = std::pair(day.month(), day.day()) < std::pair(birth.month(), birth.day());
  return before ? years - 1 : years;
}

Date add_years(Date date, int years) {
  const Date moved{date.year() + std::chrono::years{years}, date.month(), date.day()};
  if (moved.ok()) return moved;
  return Date{moved.year(), March, day{1}};  // 29 February of a common year
}

std::int64_t days_between(Date from, Date to) { return (sys_days{to} - sys_days{from}).count(); }

int weekday_of(const LocalTime& local) {
  return static_cast<int>(weekday{sys_days{local.date}}.c_encoding());
}

std::optional<ParsedTime> parse_time(std::string_view text) {
  ParsedTime parsed;
  const auto date = take_date(text);
  if (!date || (!take(text, 'T') && !take(text, 't') && !take(text, ' '))) return std::nullopt;
  const auto h = take_digits(text, 2);
  if (!h || !take(text, ':')) return std::nullopt;
  const auto m = take_digits(text, 2);
  if (!m || *h > 23 || *m > 59) return std::nullopt;
  int s = 0, ms = 0;
  if (take(text, ':')) {
    const auto read = take_digits(text, 2);
    if (!read || *read > 59) return std::nullopt;
    s = *read;
    if (take(text, '.')) {
      auto digit = take_digits(text, 1);
      if (!digit) return std::nullopt;
      for (int worth = 100; digit; worth /= 10, digit = take_digits(text, 1)) ms += *digit * worth;
    }
  }
  parsed.local = {*date, *h, *m, s};
  if (text.empty()) return parsed;
  const auto offset = parse_offset(text);
  if (!offset) return std::nullopt;
  parsed.instant = utc(parsed.local) - minutes{*offset} + milliseconds{ms};
  return parsed;
}

std::string to_rfc3339(Instant instant, std::string_view zone) {
  const LocalTime local = to_local(instant, zone);
  const auto offset = duration_cast<minutes>(utc(local) - Instant{instant.ms - (instant.ms % 1000 + 1000) % 1000});
  const auto east = offset.count();
  return fmt::format(FMT_COMPILE("{}T{:02}:{:02}:{:02}{}{:02}:{:02}"), to_text(local.date), local.hour, local.minute, local.second,
                     east < 0 ? '-' : '+', std::abs(east) / 60, std::abs(east) % 60);
}

std::string to_french(Instant instant, std::string_view zone) {
  const LocalTime local = to_local(instant, zone);
  return fmt::format("{} à {} h {:02}", to_french(local.date), local.hour, local.minute);
}

}  // namespace vigie::base
