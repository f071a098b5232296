#pragma once
#include "casework/held.hpp"
#include "casework/readable.hpp"
#include "casework/show_openings.hpp"
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
  boost::json::array reasons;            // those that what the person may read is enough for
  bool withheld = false;                 // others rest on what another organisation holds
  std::vector<std::string> unknowns;
  std::vector<NextQuestion> next_questions;
};

/// What a reason that is closed to its reader is shown as: no field, no value, no rule.
constexpr std::string_view withheld_label = "Élément détenu par un autre service";

/// Derives reasons, unknowns and next questions from what the person may read; the verdict is that of the whole file.
/// `known`: the judgement it rests on, when it was just made.
AssessmentView show_assessment(const Desk& desk, const File& file, store::Assessment assessment, Hearer& hearer,
                               const Judgement* known = nullptr);

/// A disagreement with the name of the organisation that took it down.
struct DisagreementView {
  store::Disagreement told;
  std::string organisation;
};
/// Those of an absence that the scope reads, in the order told.
std::vector<DisagreementView> show_disagreements(const store::Reading& reading, base::EpisodeId episode);

/// Whether this account reads why an officer decided, by what it comes to the absence.
bool reads_why_decided(const access::Actor& actor, access::Hold hold = access::Hold::stranger);

/// An absence with its voices' ids, assessments, decisions and disagreements, as one person may read it.
struct EpisodeView {
  store::EpisodeRecord record;
  std::optional<store::Decision> decision;  // the one that stands
  std::vector<AssessmentView> assessments;  // in the order made; empty in lists
  std::vector<store::Decision> decisions;
  std::string minor;                        // its id; for analysts its pseudonym
  std::vector<DisagreementView> disagreements = {};  // empty in lists
  std::vector<HeldView> held = {};  // what others hold of it; empty in lists
  std::optional<base::Instant> urgently_until = {};  // the reader's emergency access
  std::vector<RequestView> requests = {};            // that concern the reader; empty in lists
  std::vector<UrgentView> urgent = {};
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
