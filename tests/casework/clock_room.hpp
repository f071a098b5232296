#pragma once
#include "casework/keep_time.hpp"
#include "tests/casework/house.hpp"

namespace vigie::tests {

using casework::Timekeeper;
using Counts = Timekeeper::Counts;

/// A house with its clock.
struct ClockRoom : House {
  Timekeeper keeper{desk};

  std::int64_t assessments(base::EpisodeId id) const {
    return std::stoll(RawDatabase(file()).one("SELECT count(*) FROM assessment WHERE episode = '" + id.text() + "'"));
  }
  std::string details(const std::string& act) const {
    std::string all;
    for (const auto& row : RawDatabase(file()).rows("SELECT detail FROM audit WHERE act = '" + act + "' ORDER BY number"))
      all += row + " ";
    return all;
  }
  void take_everything(base::EpisodeId id) {
    for (const auto& alert : alerts_of(id))
      if (alert.state == alerts::State::ouverte)
        REQUIRE(casework::acknowledge_alert(desk, alert.role == police.role ? police : suivi, alert.id, {}).ok());
  }
  /// An absence whose alerts somebody has taken: only its steps are left to the clock.
  base::EpisodeId gone(base::Instant latest, const object& who = ines) {
    const base::EpisodeId id = *sign(mimosas, "classique", left(who, latest)).episode;
    take_everything(id);
    return id;
  }
};

}  // namespace vigie::tests
