#include "episodes/episode.hpp"

namespace vigie::episodes {

namespace {
constexpr std::pair<Status, std::string_view> codes[] = {{Status::en_cours, "en_cours"},
                                                         {Status::localise, "localise"},
                                                         {Status::rentre, "rentre"},
                                                         {Status::retour_presume, "retour_presume"},
                                                         {Status::clos, "clos"}};
double positive_hours(base::Duration duration) { return std::max(0.0, base::hours_of(duration)); }
}  // namespace

std::string_view to_text(Status status) { return codes[static_cast<std::size_t>(status)].second; }

std::optional<Status> parse_status(std::string_view text) {
  for (const auto& [status, code] : codes)
    if (code == text) return status;
  return std::nullopt;
}

Hours absence_hours(const Episode& episode, base::Instant now) {
  base::Window end{now, now};
  if (episode.returned) end = *episode.returned;
  Hours hours;
  hours.min = positive_hours(*end.earliest - episode.departed.latest);
  if (episode.status == Status::retour_presume) {
    hours.min = 0;
    end.latest = *episode.next_departure;
  }
  if (episode.departed.earliest) hours.max = std::max(hours.min, positive_hours(end.latest - *episode.departed.earliest));
  return hours;
}

std::optional<double> fpr_hours(const Fpr& fpr, base::Instant now) {
  if (!fpr.inscrit_le) return std::nullopt;
  return positive_hours(fpr.desinscrit_le.value_or(now) - *fpr.inscrit_le);
}

}  // namespace vigie::episodes
