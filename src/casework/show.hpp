#pragma once
#include "casework/submit_declaration.hpp"
#include "store/disagreements.hpp"

namespace vigie::casework {

struct NextQuestion {
  std::string field, label;
  store::Verdict may_become;
};
/// An assessment as one person may read it.
struct AssessmentView {
  std::optional<base::AssessmentId> id;  // none for a preview
  base::Instant at;
  std::string rules;
  int rules_version = 0;
  store::Verdict verdict;
  boost::json::array reasons;            // those that rest on what the person may read
  std::vector<std::string> unknowns;
  std::vector<NextQuestion> next_questions;
};

/// Which declarations of the file a person may read; nothing: all of them.
using Readable = std::optional<std::set<base::DeclarationId>>;
Readable readable_by(const store::Reading& reading, base::MinorId minor);
/// The same, from a file already in hand.
Readable readable_in(const File& file, const access::Scope& scope);

/// Derives unknowns and next questions from the voices a person may read, and leaves out the evidence they may not.
/// `known`: the judgement it rests on, when it was just made.
AssessmentView show_assessment(const Desk& desk, const File& file, store::Assessment assessment, const Readable& readable,
                               const Judgement* known = nullptr);

/// A disagreement with the name of the organisation that took it down.
struct DisagreementView {
  store::Disagreement told;
  std::string organisation;
};
/// Those of an absence that the scope reads, in the order told.
std::vector<DisagreementView> show_disagreements(const store::Reading& reading, base::EpisodeId episode);

/// Whether this account reads why an officer decided: those who reach every minor.
bool reads_why_decided(const access::Actor& actor);

/// An absence with its voices' ids, assessments, decisions and disagreements, as one person may read it.
struct EpisodeView {
  store::EpisodeRecord record;
  std::optional<store::Decision> decision;  // the one that stands
  std::vector<AssessmentView> assessments;  // in the order made; empty in lists
  std::vector<store::Decision> decisions;
  std::string minor;                        // its id; for analysts its pseudonym
  std::vector<DisagreementView> disagreements = {};  // empty in lists
};

/// One assessment of an absence, as its reader may see it; nothing when `id` names none.
std::optional<AssessmentView> assessment_of(const Desk& desk, const store::Reading& reading, const store::EpisodeRecord& record,
                                            const std::optional<base::AssessmentId>& id);
/// What a signature did to its absence, as its author may read it; nothing when it concerned none.
struct OutcomeView {
  EpisodeView episode;
  std::optional<AssessmentView> assessment;
};
std::optional<OutcomeView> show_outcome(const Desk& desk, const store::Reading& reading, const Receipt& receipt);

/// An absence for a list: no assessment.
EpisodeView brief(const store::Reading& reading, store::EpisodeRecord record);
EpisodeView whole(const Desk& desk, const store::Reading& reading, store::EpisodeRecord record);

/// A possible minor, as a person at the phone sees it.
struct CandidateView {
  base::MinorId id;
  std::string reference;
  std::string display;
  std::optional<int> age;  // today
  identity::Likeness likeness;
};
/// Minors within the scope that may be this person; `except` is left out.
std::vector<CandidateView> candidates_for(const Desk& desk, const store::Reading& reading, const identity::Person& person,
                                          const std::optional<base::MinorId>& except, std::size_t limit = 10);
/// How a minor is shown: the latest name told, the reference, the age today.
CandidateView show_minor(const Desk& desk, const store::Reading& reading, const store::Minor& minor);

}  // namespace vigie::casework
