#pragma once
#include "access/policy.hpp"
#include "store/elsewhere.hpp"
#include "store/episodes.hpp"
#include "triage/assess.hpp"

namespace vigie::store {

/// In place of a rule set: another system proposed it, by rules or voices that this directory does not have.
inline constexpr std::string_view told_elsewhere = "import";

/// What a rule set said of an absence, as shown then: reasons with their evidence, in the shape of the API.
struct Assessment {
  base::AssessmentId id;
  base::EpisodeId episode;
  std::int64_t number = 0;  // the change that made it: it heard the declarations numbered below
  base::Instant at;
  std::string rules;  // of another system, as an import told what it proposed: told_elsewhere
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
  Elsewhere elsewhere = {};
  access::Hold hold = access::Hold::stranger;  // by what its reader comes to it
};
void add_decision(Unit& unit, const Decision& decision);
/// In the order decided.
std::vector<Decision> list_decisions(const Reading& reading, base::EpisodeId episode);
std::optional<Decision> find_decision(const Reading& reading, base::DecisionId id);

}  // namespace vigie::store
