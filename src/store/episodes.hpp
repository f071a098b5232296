#pragma once
#include "episodes/episode.hpp"
#include "store/elsewhere.hpp"
#include "store/merges.hpp"
#include "triage/rule.hpp"

namespace vigie::store {

struct Verdict {
  triage::Qualification qualification = triage::Qualification::classique;
  triage::Level level = triage::Level::aucun;
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// An absence as kept: what its voices told, and what was thought and decided of it.
struct EpisodeRecord {
  episodes::Episode episode;
  base::MinorId minor;  // the file that speaks for the child
  base::MinorId row;    // the one it was written in: another after a merge
  std::int64_t version = 0;  // 0: not kept yet
  Verdict proposed, stands;  // stands: the decision's if there is one, else the proposal's
  std::optional<base::AssessmentId> assessment;
  std::optional<base::DecisionId> decision;
  std::string fpr_numero, fpr_service;  // sealed
  Elsewhere fpr_elsewhere;              // of the entry as it stands
  std::optional<base::Instant> review_at;  // when the clock is to assess it again
  std::string changed;                     // which version changed what: a Changed
};

/// Writes the record (new or changed), one version up, with its change. `before`: as it was kept, its declarations
/// included (nothing of a new one); what differs is noted as changed by this version.
/// `disagreed`: the act told a disagreement, which no column of the absence says.
void save_episode(Unit& unit, const EpisodeRecord& before, EpisodeRecord& record, bool disagreed = false);
std::string new_episode_reference(Unit& unit, base::EpisodeId id);

/// The absence, when the scope reaches its minor (an analyst: every one). Declarations are those that the scope may list.
std::optional<EpisodeRecord> find_episode(const Reading& reading, base::EpisodeId id);
/// A child's absences as kept, by departure; the caller has checked that the scope reaches the minor.
std::vector<EpisodeRecord> list_of_minor(const Reading& reading, const Family& family);

struct EpisodeFilter {
  std::optional<episodes::Status> status;
  std::optional<triage::Level> level;
  std::optional<triage::Qualification> qualification;
  std::string departement;
  std::optional<base::OrganisationId> organisation;  // that signed one of its declarations
  std::optional<base::Instant> since;                // departed.latest no earlier
  std::optional<std::pair<std::int64_t, std::string>> after;  // departed.latest and id of the last one seen
  int limit = 50;
};
/// Latest departures first.
std::vector<EpisodeRecord> list_episodes(const Reading& reading, const EpisodeFilter& filter);

}  // namespace vigie::store
