#include <date/tz.h>

#include <array>

#include "base/error.hpp"
#include "base/time.hpp"

namespace vigie::base {

namespace {

const date::time_zone* zone_named(std::string_view name) {
  static const date::time_zone* const metropolitan = date::locate_zone(std::string(paris));
  if (name == paris) return metropolitan;
  return date::locate_zone(std::string(name));
}

date::local_seconds local_of(const LocalTime& local) {
  const date::year_month_day day{date::year{int(local.date.year())}, date::month{unsigned(local.date.month())},
                                 date::day{unsigned(local.date.day())}};
  return date::local_days{day} + std::chrono::hours{local.hour} + std::chrono::minutes{local.minute} +
         std::chrono::seconds{local.second};
}

Instant with_offset(date::local_seconds local, std::chrono::seconds offset) {
  return {std::chrono::duration_cast<Duration>(local.time_since_epoch() - offset).count()};
}

/// What a zone adds to UTC at an instant. Each thread keeps the offsets that it met, which hold for months, by their place
/// among the quarters of a year: a page says hundreds of instants.
std::chrono::seconds offset_at(const date::time_zone* zone, date::sys_seconds at) {
  struct Kept {
    const date::time_zone* zone = nullptr;
    date::sys_seconds begin, end;
    std::chrono::seconds offset{};
  };
  thread_local std::array<Kept, 64> known;
  const auto quarter = static_cast<std::uint64_t>(at.time_since_epoch() / std::chrono::hours{24 * 91});
  Kept& kept = known[quarter % known.size()];
  if (kept.zone != zone || at < kept.begin || at >= kept.end) {
    const date::sys_info info = zone->get_info(at);
    kept = {zone, info.begin, info.end, info.offset};
  }
  return kept.offset;
}

}  // namespace

std::string_view zone_of_departement(std::string_view code) {
  static constexpr std::pair<std::string_view, std::string_view> overseas[] = {
      {"971", "America/Guadeloupe"}, {"972", "America/Martinique"}, {"973", "America/Cayenne"},
      {"974", "Indian/Reunion"},     {"975", "America/Miquelon"},   {"976", "Indian/Mayotte"},
      {"977", "America/St_Barthelemy"}, {"978", "America/Marigot"}, {"986", "Pacific/Wallis"},
      {"987", "Pacific/Tahiti"},     {"988", "Pacific/Noumea"}};
  for (const auto& [departement, zone] : overseas)
    if (departement == code) return zone;
  return paris;
}

Reading read_local(const LocalTime& local, std::string_view zone) {
  const auto wall = local_of(local);
  const date::local_info info = zone_named(zone)->get_info(wall);
  Reading reading;
  reading.first = with_offset(wall, info.first.offset);
  reading.second = reading.first;
  if (info.result == date::local_info::unique) return reading;
  reading.sort = info.result == date::local_info::nonexistent ? Reading::Sort::skipped : Reading::Sort::doubled;
  reading.second = with_offset(wall, info.second.offset);
  return reading;
}

LocalTime to_local(Instant instant, std::string_view zone) {
  const auto at = date::floor<std::chrono::seconds>(
      std::chrono::time_point<std::chrono::system_clock, Duration>{Duration{instant.ms}});
  const date::local_seconds local{(at + offset_at(zone_named(zone), at)).time_since_epoch()};
  const auto day = date::floor<date::days>(local);
  const date::year_month_day civil{day};
  const date::hh_mm_ss<std::chrono::seconds> time{local - day};
  return {Date{std::chrono::year{int(civil.year())}, std::chrono::month{unsigned(civil.month())},
               std::chrono::day{unsigned(civil.day())}},
          static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
          static_cast<int>(time.seconds().count())};
}

}  // namespace vigie::base
