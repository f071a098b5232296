#pragma once
#include "store/episodes.hpp"
#include "triage/assess.hpp"

namespace vigie::store {

/// What a rule set said of an absence, as shown then: reasons with their evidence, in the shape of the API.
struct Assessment {
  base::AssessmentId id;
  base::EpisodeId episode;
  std::int64_t number = 0;  // the change that made it: it heard the declarations numbered below
  base::Instant at;
  std::string rules;
  int rules_version = 0;
  Verdict verdict;
  boost::json::array reasons;
};
/// `rules` are those that made it.
void add_assessment(Unit& unit, Assessment& assessment, const triage::RuleSet& rules, base::MinorId minor);
std::optional<Assessment> find_assessment(const Reading& reading, base::AssessmentId id);
/// In the order made; the caller has checked that the scope reaches the absence.
std::vector<Assessment> list_assessments(const Reading& reading, base::EpisodeId episode);

/// A person's qualification and level, with the reason, against an assessment.
struct Decision {
  base::DecisionId id;
  base::EpisodeId episode;
  base::AssessmentId assessment;
  base::AccountId account;
  base::OrganisationId organisation;
  base::Instant at;
  Verdict verdict;
  std::string reason;  // sealed
};
void add_decision(Unit& unit, const Decision& decision);
std::vector<Decision> list_decisions(const Reading& reading, base::EpisodeId episode);
std::optional<Decision> find_decision(const Reading& reading, base::DecisionId id);

}  // namespace vigie::store
