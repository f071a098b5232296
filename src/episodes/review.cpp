#include "episodes/review.hpp"

namespace vigie::episodes {

namespace {

using std::chrono::hours;
constexpr base::Duration steps[] = {hours{24}, hours{48}, hours{7 * 24}, hours{21 * 24}};

}  // namespace

std::span<const base::Duration> review_steps() { return steps; }

std::optional<base::Instant> next_review(const Episode& episode, base::Instant assessed) {
  if (episode.status != Status::en_cours) return std::nullopt;
  for (const base::Duration step : steps)
    if (episode.departed.latest + step > assessed) return episode.departed.latest + step;
  return std::nullopt;
}

std::vector<std::string> steps_passed(const Episode& episode, base::Instant since, base::Instant now) {
  std::vector<std::string> passed;
  for (const base::Duration step : steps) {
    const base::Instant due = episode.departed.latest + step;
    if (due >= since && due <= now) passed.push_back(fmt::format("{}h", std::chrono::duration_cast<hours>(step).count()));
  }
  return passed;
}

}  // namespace vigie::episodes
