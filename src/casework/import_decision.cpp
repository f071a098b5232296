#include "casework/decide.hpp"
#include "casework/import_detail.hpp"

namespace vigie::casework {

namespace {

store::Verdict verdict_of(std::string_view qualification, std::string_view level) {
  return {triage::parse_qualification(qualification).value(), triage::parse_level(level).value()};
}

/// What another system proposed, kept as it told it.
base::AssessmentId keep_as_told(store::Unit& unit, const store::EpisodeRecord& record, base::Instant at, const store::Verdict& verdict) {
  triage::RuleSet elsewhere;
  elsewhere.id = store::told_elsewhere;
  elsewhere.version = 1;
  store::Assessment told;
  told.id = base::AssessmentId::make(unit.now());
  told.episode = record.episode.id;
  told.at = at;
  told.rules = elsewhere.id;
  told.rules_version = elsewhere.version;
  told.verdict = verdict;
  store::add_assessment(unit, told, elsewhere, record.minor);
  return told.id;
}

/// The assessment that a decision answered elsewhere.
base::AssessmentId answered(store::Unit& unit, const Desk& desk, const imports::Act::Answered& told, store::EpisodeRecord& record) {
  const store::Verdict verdict = verdict_of(told.qualification, told.level);
  const auto made = store::list_assessments(unit.reading(), record.episode.id);
  const auto same = std::find_if(made.rbegin(), made.rend(), [&](const auto& one) { return one.at == told.at && one.verdict == verdict; });
  if (same != made.rend()) return same->id;
  const base::Instant last = store::find_assessment(unit.reading(), *record.assessment)->at;
  const File file = load_file(unit.reading(), record.minor);
  Refreshed judged{record.episode.id, {}, {}, {}, {}};
  if (told.at >= last && judge(file, record.episode.id, desk.rules, told.at).verdict() == verdict) {
    assess(unit, file, record, desk.rules, told.at, judged);
    return *record.assessment;
  }
  const base::AssessmentId kept = keep_as_told(unit, record, told.at, verdict);
  assess(unit, file, record, desk.rules, std::max(told.at, last), judged);
  return kept;
}

}  // namespace

base::Status decide_again(store::Unit& unit, const Desk& desk, const PreparedAct& one, store::EpisodeRecord& record) {
  base::require(record.assessment.has_value(), "an absence was assessed when it was told");
  const imports::Act& said = one.said;
  const store::Verdict decided = verdict_of(said.qualification, said.level);
  const store::Verdict proposed = said.assessment ? verdict_of(said.assessment->qualification, said.assessment->level) : record.proposed;
  if (const auto fits = check_below(proposed, decided, said.reason); !fits) return fits.error();
  const base::AssessmentId assessment = said.assessment ? answered(unit, desk, *said.assessment, record) : *record.assessment;
  const store::Decision decision{base::DecisionId::make(unit.now()), record.episode.id, assessment,  unit.actor().account,
                                 unit.actor().organisation,          unit.now(),        decided,     said.reason,
                                 {one.key.text, said.by}};
  store::add_decision(unit, decision);
  const auto standing = record.decision ? store::find_decision(unit.reading(), *record.decision) : std::nullopt;
  if (standing && standing->at > decision.at) return base::Done{};
  record.decision = decision.id;
  record.stands = decided;
  return base::Done{};
}

}  // namespace vigie::casework
