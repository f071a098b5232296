#pragma once
#include "casework/file.hpp"

namespace vigie::casework {

/// What an act changed about one absence.
struct Refreshed {
  base::EpisodeId episode;
  std::optional<store::Assessment> assessment;  // made by this act
  Judgement judgement;                          // what it rests on
  std::vector<base::AlertId> alerts;            // raised by this act
  std::vector<alerts::Alert> known;             // every alert of the absence, as this act left them; none if they wait
};

struct Depth {
  bool whole_line = false;  // something was taken back, or two files became one: every absence may be judged otherwise
  bool alerts_wait = false;
};

/// After the facts of `file` changed: recomputes the line, saves the absences that changed, assesses `touched` and the
/// absence that lasts, raises (unless they wait) and resolves their alerts. With `whole_line`, the other absences whose
/// last assessment would have said something else are assessed again, as of its instant: time passed changes nothing.
/// The first of the results is that of `touched`.
std::vector<Refreshed> refresh(store::Unit& unit, File& file, const std::optional<base::EpisodeId>& touched,
                               const triage::RuleSet& rules, Depth depth = {});

/// Judges an absence as of an instant: its latest assessment from now on, and its proposal.
void assess(store::Unit& unit, const File& file, store::EpisodeRecord& record, const triage::RuleSet& rules, base::Instant at,
            Refreshed& made);

/// Raises and resolves the alerts of an absence after its proposal, decision, return or FPR entry changed.
/// `before`: what was proposed before this act.
std::vector<base::AlertId> refresh_alerts(store::Unit& unit, const store::EpisodeRecord& record, const store::Verdict& before);

}  // namespace vigie::casework
