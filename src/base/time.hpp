#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::base {

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t ms = 0;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

using Duration = std::chrono::milliseconds;
inline Instant operator+(Instant instant, Duration duration) { return {instant.ms + duration.count()}; }
inline Instant operator-(Instant instant, Duration duration) { return {instant.ms - duration.count()}; }
inline Duration operator-(Instant later, Instant earlier) { return Duration{later.ms - earlier.ms}; }
inline double hours_of(Duration duration) { return static_cast<double>(duration.count()) / 3'600'000.0; }

/// A civil date. Only ok() dates leave parse_date.
using Date = std::chrono::year_month_day;
/// YYYY-MM-DD, years 1900 to 2100, that exists in the calendar; anything else is nothing.
std::optional<Date> parse_date(std::string_view text);
std::string to_text(Date date);
/// JJ/MM/AAAA.
std::string to_french(Date date);
/// Whole years from `birth` to `day` (a child of 29 February ages on 1 March of common years).
int age_on(Date birth, Date day);
Date add_years(Date date, int years);
std::int64_t days_between(Date from, Date to);

/// When something happened that nobody saw: no earlier than `earliest` (nothing = not known), no later than `latest`.
struct Window {
  std::optional<Instant> earliest;
  Instant latest;
  friend bool operator==(const Window&, const Window&) = default;
};

/// What tells the time. The service has the system's; tests have a fixed one.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};
class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

/// A wall-clock reading, without a zone.
struct LocalTime {
  Date date;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

/// The tz database name for a département code ("75" → Europe/Paris, "974" → Indian/Reunion).
/// Unknown or absent codes read as Europe/Paris.
std::string_view zone_of_departement(std::string_view code);
inline constexpr std::string_view paris = "Europe/Paris";

/// What a wall-clock reading means in a zone: one instant, none (skipped by a clock change) or two (doubled).
struct Reading {
  enum class Sort { unique, skipped, doubled } sort = Sort::unique;
  Instant first;   // unique: the instant. skipped, doubled: read with the offset before the change
  Instant second;  // skipped, doubled: read with the offset after the change
};
Reading read_local(const LocalTime& local, std::string_view zone);
LocalTime to_local(Instant instant, std::string_view zone);
/// 0 = Sunday … 6 = Saturday, in the zone.
int weekday_of(const LocalTime& local);

/// RFC 3339 text. With an offset: an instant, to the millisecond. Without: a wall-clock reading that needs a zone, to the second.
struct ParsedTime {
  std::optional<Instant> instant;
  LocalTime local;
};
/// Takes "2026-11-21T18:05", with optional seconds, fraction, and offset (Z or ±HH:MM). Years 1900 to 2100.
std::optional<ParsedTime> parse_time(std::string_view text);
/// RFC 3339 with the offset of the zone, to the second: "2026-11-21T18:05:00+01:00".
std::string to_rfc3339(Instant instant, std::string_view zone = paris);
/// "21/11/2026 à 18 h 05".
std::string to_french(Instant instant, std::string_view zone = paris);

}  // namespace vigie::base
