#include "episodes/phase.hpp"

#include <iterator>

namespace vigie::episodes {

namespace {

using namespace std::chrono_literals;

struct Row {
  Phase phase;
  std::string_view code;
  base::Duration until;  // the first instant of the next
};
constexpr Row rows[] = {
    {Phase::to_2_h, "0-2h", 2h},         {Phase::to_24_h, "2-24h", 24h},   {Phase::to_48_h, "24-48h", 48h},
    {Phase::to_72_h, "48-72h", 72h},     {Phase::to_7_d, "3-7j", 24h * 7}, {Phase::to_28_d, "1-4s", 24h * 28},
    {Phase::beyond, "au-dela", base::Duration::max()},
};
constexpr Phase all[] = {Phase::to_2_h, Phase::to_24_h, Phase::to_48_h, Phase::to_72_h, Phase::to_7_d, Phase::to_28_d, Phase::beyond};
static_assert(std::size(rows) == std::size(all));

}  // namespace

std::span<const Phase> phases() { return all; }

std::string_view to_text(Phase phase) { return rows[static_cast<std::size_t>(phase)].code; }

std::optional<Phase> parse_phase(std::string_view code) {
  for (const Row& row : rows)
    if (row.code == code) return row.phase;
  return std::nullopt;
}

Phase phase_of(base::Instant departed_latest, base::Instant now) {
  const base::Duration gone = now - departed_latest;
  for (const Row& row : rows)
    if (gone < row.until) return row.phase;
  return Phase::beyond;
}

}  // namespace vigie::episodes
