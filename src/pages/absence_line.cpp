#include "pages/absence_line.hpp"

#include <algorithm>

#include "pages/french.hpp"

namespace vigie::pages {

namespace {

constexpr double width = 1000;
constexpr double least = 3;  // an hour in two years is still seen

struct Scale {
  base::Instant from, to;
  double at(base::Instant instant) const {
    const double whole = base::hours_of(to - from);
    return whole <= 0 ? 0 : std::clamp(base::hours_of(instant - from) / whole * width, 0.0, width);
  }
};

void draw(Dict& line, std::string_view part, const Scale& scale, base::Instant from, base::Instant to, const std::string& says) {
  if (to < from || to < scale.from) return;
  const double end = scale.at(to), wide = std::max(least, end - scale.at(from));
  const double start = std::max(0.0, std::min(scale.at(from), width - wide));
  line.add(part).set("X", fmt::format("{:.1f}", start)).set("W", fmt::format("{:.1f}", wide)).set("SAYS", says);
}

std::string words_of(const episodes::Episode& episode, base::Instant now) {
  return tied(fmt::format("Absence n°\u00a0{} : départ {}, {}, durée {}", episode.number, show_window(episode.departed, episode.zone),
                          show_status(episode.status).label, show_absence(episodes::absence_hours(episode, now))));
}

/// Sure from the latest departure to the earliest return; possible within the windows; presumed to the next departure.
void draw_absence(Dict& line, const Scale& scale, const episodes::Episode& episode, base::Instant now) {
  const std::string says = words_of(episode, now);
  const base::Instant left = episode.departed.latest;
  if (episode.departed.earliest && *episode.departed.earliest < left) draw(line, "MAYBE", scale, *episode.departed.earliest, left, says);
  if (episode.status == episodes::Status::retour_presume) {
    draw(line, "PRESUMED", scale, left, episode.next_departure.value_or(now), says);
    return;
  }
  if (!episode.returned) {
    draw(line, episode.open() ? "OPEN" : "MAYBE", scale, left, now, says);
    return;
  }
  const base::Instant sure = std::max(left, episode.returned->earliest.value_or(left));
  draw(line, "SURE", scale, left, sure, says);
  if (episode.returned->latest > sure) draw(line, "MAYBE", scale, sure, episode.returned->latest, says);
}

base::Instant start_of(const episodes::Episode& episode) { return episode.departed.earliest.value_or(episode.departed.latest); }

}  // namespace

void draw_line(Dict& at, std::string_view piece, std::string_view id, std::string_view caption, std::span<const casework::EpisodeView> absences,
               const std::optional<base::Instant>& since, base::Instant now) {
  if (absences.empty()) return;
  Dict line = at.include(piece, "ligne.html");
  Scale scale{since.value_or(start_of(absences.front().record.episode)), now};
  for (const casework::EpisodeView& absence : absences)
    if (!since) scale.from = std::min(scale.from, start_of(absence.record.episode));
  line.set("ID", id).set("CAPTION", tied(caption));
  line.set("FROM", base::to_french(base::to_local(scale.from, base::paris).date)).set("TO", base::to_french(base::to_local(now, base::paris).date));
  line.set("MIDDLE", base::to_french(base::to_local({(scale.from.ms + now.ms) / 2}, base::paris).date));
  for (const casework::EpisodeView& absence : absences) draw_absence(line, scale, absence.record.episode, now);
}

}  // namespace vigie::pages
