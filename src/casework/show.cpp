#include "casework/show.hpp"

#include "casework/heard_persons.hpp"
#include "casework/made.hpp"
#include "casework/past.hpp"

#include "store/accounts.hpp"
#include "store/identities.hpp"
#include "store/openings.hpp"

namespace vigie::casework {

std::optional<AssessmentView> assessment_of(const Desk& desk, const store::Reading& reading, const store::EpisodeRecord& record,
                                            const std::optional<base::AssessmentId>& id) {
  if (!id) return std::nullopt;
  auto assessment = store::find_assessment(reading, *id);
  if (!assessment || assessment->episode != record.episode.id) return std::nullopt;
  const File file = id == record.assessment ? load_file(reading, record.minor)
                                            : Past::load(reading, record.row).as_of(record.row, assessment->number);
  const Readable readable = readable_by(reading, record.minor);
  Hearer hearer(desk.forms, readable);
  return show_assessment(desk, file, std::move(*assessment), hearer);
}

namespace {
/// What was just committed is not read again.
OutcomeView show_made(const Desk& desk, const store::Reading& reading, const Made& made) {
  const Readable readable = readable_in(reading, made.file);
  store::EpisodeRecord record = made.file.records.at(made.touched.episode);
  std::erase_if(record.episode.declarations, [&](const auto& id) { return !readable.opens(id); });
  OutcomeView view{brief(reading, std::move(record)), {}};
  Hearer hearer(desk.forms, readable);
  view.assessment = show_assessment(desk, made.file, *made.touched.assessment, hearer, &made.touched.judgement);
  return view;
}
}  // namespace

std::optional<OutcomeView> show_outcome(const Desk& desk, const store::Reading& reading, const Receipt& receipt) {
  if (!receipt.episode) return std::nullopt;
  if (receipt.made && receipt.made->touched.assessment) return show_made(desk, reading, *receipt.made);
  auto record = store::find_episode(reading, *receipt.episode);
  base::require(record.has_value(), "what one has just signed, one reaches");
  auto assessment = assessment_of(desk, reading, *record, receipt.assessment);
  return OutcomeView{brief(reading, std::move(*record)), std::move(assessment)};
}

bool reads_why_decided(const access::Actor& actor, access::Hold hold) { return access::reads(actor, access::Data::grounds, hold); }

EpisodeView brief(const store::Reading& reading, store::EpisodeRecord record) {
  EpisodeView view{std::move(record), {}, {}, {}, {}};
  if (view.record.decision) view.decision = store::find_decision(reading, *view.record.decision);
  const bool pseudonymous = reading.scope.reach == access::Scope::Reach::pseudonymous;
  view.minor = pseudonymous ? store::pseudonym(reading, view.record.minor) : view.record.minor.text();
  return view;
}

EpisodeView whole(const Desk& desk, const store::Reading& reading, store::EpisodeRecord record) {
  EpisodeView view = brief(reading, std::move(record));
  const Past past = Past::load(reading, view.record.minor);
  const File now = past.as_of(view.record.minor, store::as_of_now);
  const Readable readable = readable_in(reading, now);
  Hearer hearer(desk.forms, readable);
  for (store::Assessment& assessment : store::list_assessments(reading, view.record.episode.id)) {
    const bool latest = assessment.id == view.record.assessment;
    const std::optional<File> then = latest ? std::nullopt : std::optional(past.as_of(view.record.row, assessment.number));
    view.assessments.push_back(show_assessment(desk, then ? *then : now, std::move(assessment), hearer));
  }
  view.decisions = store::list_decisions(reading, view.record.episode.id);
  view.disagreements = show_disagreements(reading, view.record.episode.id);
  view.held = list_held(reading, hearer, view.record.episode.id);
  view.requests = show_requests(reading, view.record.episode.id);
  view.urgent = show_urgent_accesses(reading, view.record.episode.id);
  view.urgently_until = store::find_urgent_access(reading, now.family);
  return view;
}

std::vector<DisagreementView> show_disagreements(const store::Reading& reading, base::EpisodeId episode) {
  std::vector<DisagreementView> views;
  for (store::Disagreement& told : store::list_disagreements(reading, episode)) {
    const std::string organisation = store::organisation_name(reading.sql, told.organisation);
    views.push_back({std::move(told), organisation});
  }
  return views;
}

CandidateView show_minor(const Desk& desk, const store::Reading& reading, const store::Minor& minor) {
  CandidateView view{minor.id, minor.reference, {}, {}, {}};
  const auto bound = bound_persons(reading, minor.id);
  const auto told = bound ? persons_in(*bound) : desk.store.people().told(minor.id);
  view.display = identity::display({});
  for (const identity::Person& person : told)
    if (person.named()) view.display = identity::display(person);
  view.age = age_of(told, base::to_local(reading.now, base::paris).date);
  return view;
}

std::vector<CandidateView> candidates_for(const Desk& desk, const store::Reading& reading, const identity::Person& person,
                                          const std::optional<base::MinorId>& except, std::size_t limit) {
  std::vector<CandidateView> shown;
  if (person.nothing()) return shown;
  const auto within = store::reaches(reading);
  const auto keep = [&](base::MinorId id) { return id != except && within(id); };
  for (identity::Candidate& candidate : desk.store.people().candidates(person, limit, keep)) {
    auto reference = store::reference_of(reading, candidate.minor);
    if (!reference) continue;  // undone since, or not yet committed
    if (!keep_heard(reading, candidate, [&](const identity::Index& heard) { return heard.candidates(person, 1, anybody); })) continue;
    CandidateView view = show_minor(desk, reading, {candidate.minor, std::move(*reference), 0});
    view.likeness = std::move(candidate.likeness);
    shown.push_back(std::move(view));
  }
  return shown;
}

}  // namespace vigie::casework
