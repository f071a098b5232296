#include <algorithm>
#include <cmath>

#include "pages/absence_line.hpp"
#include "pages/minor_page.hpp"

namespace vigie::pages {

namespace {

constexpr base::Duration close_look = std::chrono::hours{90 * 24};

std::string show_hours(const std::optional<double>& hours) {
  return hours ? show_duration(base::Duration(static_cast<std::int64_t>(std::llround(*hours * 3'600'000)))) : "non connue";
}

std::string show_gap(double days) {
  std::string text = fmt::format("{:.1f}", days);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  std::replace(text.begin(), text.end(), '.', ',');
  return fmt::format("{}\u00a0jour{}", text, days >= 2 ? "s" : "");
}

void show_row(Dict& table, const casework::EpisodeView& absence, base::Instant now) {
  const store::EpisodeRecord& record = absence.record;
  const episodes::Episode& episode = record.episode;
  Dict row = table.add("ROW");
  row.set("NUMBER", episode.number).set("PATH", "/absences/" + episode.id.text()).set("REFERENCE", episode.reference);
  row.set("DEPARTED", show_window(episode.departed, episode.zone));
  if (episode.returned) row.set("RETURNED", show_window(*episode.returned, episode.zone));
  else if (episode.status == episodes::Status::retour_presume) row.set("RETURNED", "jamais dit, présumé avant le départ suivant");
  else row.set("RETURNED", "aucun");
  row.set("ABSENCE", show_absence(episodes::absence_hours(episode, now)));
  if (!episode.counts()) row.show("NO_FUGUE");
  show_tag(row, "STATUS", show_status(episode.status));
  show_verdict(row, record.stands, record.decision.has_value());
  if (absence.decision) row.show("DECIDED");
}

void show_counts(Dict& body, const episodes::History& history) {
  Dict counts = body.add("COUNTS");
  counts.set("ABSENCES", history.episodes).set("DECLARATIONS", history.declarations);
  counts.set("LAST_MONTH", history.last_30_days).set("LAST_QUARTER", history.last_90_days).set("LAST_YEAR", history.last_365_days);
  counts.set("MEDIAN", show_hours(history.median_hours)).set("LONGEST", show_hours(history.longest_hours)).set("TOTAL", show_hours(history.total_hours));
  std::string gaps;
  for (const double gap : history.gaps_days) gaps += (gaps.empty() ? "" : "\u00a0; ") + show_gap(gap);
  counts.set("GAPS", gaps.empty() ? "aucun écart connu" : gaps);
}

}  // namespace

void show_absences(Dict& body, const MinorSheet& sheet) {
  const auto& absences = sheet.view.episodes;
  show_counts(body, sheet.view.history);
  if (absences.empty()) {
    body.show("NO_ABSENCE");
    return;
  }
  draw_line(body, "LINE", "ligne-entiere", "Ligne des absences, à l’échelle du temps", absences, std::nullopt, sheet.now);
  const base::Instant recent = sheet.now - close_look;
  if (absences.front().record.episode.departed.latest < recent && absences.back().record.episode.departed.latest > recent)
    draw_line(body, "LINE", "ligne-recente", "Les 90 derniers jours", absences, recent, sheet.now);
  Dict table = body.add("ABSENCES");
  for (auto absence = absences.rbegin(); absence != absences.rend(); ++absence) show_row(table, *absence, sheet.now);
}

}  // namespace vigie::pages
