#include "casework/refresh.hpp"

#include "casework/follow.hpp"
#include "episodes/review.hpp"
#include "store/imports.hpp"
#include "store/signers.hpp"

namespace vigie::casework {

namespace {

/// When an absence must be judged again, because its last assessment would have said something else.
std::optional<base::Instant> judged_otherwise(const store::Reading& reading, const File& file, const store::EpisodeRecord& record,
                                              const triage::RuleSet& rules) {
  if (!record.assessment) return std::nullopt;
  const auto last = store::find_assessment(reading, *record.assessment);
  const Judgement again = judge(file, record.episode.id, rules, last->at);
  if (again.verdict() == last->verdict && again.reasons == last->reasons) return std::nullopt;
  return last->at;
}

std::optional<alerts::Situation::Decided> decided(const store::Reading& reading, const store::EpisodeRecord& record) {
  if (!record.decision) return std::nullopt;
  const auto decision = store::find_decision(reading, *record.decision);
  const auto against = store::find_assessment(reading, decision->assessment);
  return alerts::Situation::Decided{decision->verdict.qualification, decision->verdict.level, against->verdict.qualification,
                                    against->verdict.level, decision->at};
}

/// A task, and what the clock raises, is for the organisation that declared; any other alert for the one that tells.
bool goes_to_declaring(const store::Unit& unit, const alerts::Plan::Raise& wanted) {
  return alerts::kind(wanted.kind).task() || !access::may(unit.actor(), access::Act::search);
}

/// To the role of its kind, and to one organisation.
void address(const store::Unit& unit, const alerts::Plan::Raise& wanted, const std::optional<base::OrganisationId>& declaring,
             alerts::Alert& alert) {
  alert.role = alerts::kind(wanted.kind).role;
  if (goes_to_declaring(unit, wanted)) alert.organisation = declaring;
  else if (!access::may(unit.actor(), access::Act::decide))
    alert.organisation = unit.actor().organisation;
}

alerts::Alert raise(const store::Unit& unit, const store::EpisodeRecord& record, const alerts::Plan::Raise& wanted,
                    const std::optional<base::OrganisationId>& declaring, const std::vector<alerts::Alert>& known) {
  alerts::Alert alert;
  alert.id = base::AlertId::make(unit.now());
  for (const alerts::Alert& one : known)
    if (wanted.instead_of == one.id) alert = one;
  alert.kind = wanted.kind;
  alert.episode = record.episode.id;
  alert.minor = record.minor;
  address(unit, wanted, declaring, alert);
  alert.raised_at = unit.now();
  alert.due_at = wanted.from.value_or(unit.now()) + alerts::kind(wanted.kind).due;
  alert.step = 0;
  alert.state = alerts::State::ouverte;
  alert.acknowledged_by.reset();
  alert.acknowledged_at.reset();
  return alert;
}

alerts::Situation situation(const store::Reading& reading, const store::EpisodeRecord& record, const store::Verdict& before) {
  alerts::Situation now;
  now.proposed = record.proposed.qualification;
  now.level = record.proposed.level;
  now.decided = decided(reading, record);
  now.rose = record.proposed.qualification > before.qualification || record.proposed.level > before.level;
  now.returned = record.episode.returned.has_value();
  now.verified = record.episode.verified;
  now.closed = record.episode.status == episodes::Status::clos;
  now.fpr_standing = record.episode.fpr.standing();
  return now;
}

/// Does what the rules of alerts say of a situation to the alerts of an absence; gives those that it raised.
std::vector<base::AlertId> apply(store::Unit& unit, const store::EpisodeRecord& record, const alerts::Situation& now,
                                 std::vector<alerts::Alert>& known) {
  const auto save = [&](alerts::Alert& alert) {
    const auto here = std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.id == alert.id; });
    if (here == known.end()) return store::add_alert(unit, alert), known.push_back(alert);
    store::save_alert(unit, *here, alert);
    *here = alert;
  };
  const auto get = [&](base::AlertId id) {
    return *std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.id == id; });
  };
  const alerts::Plan plan = alerts::plan(now, known);
  std::optional<base::OrganisationId> declaring;
  if (std::any_of(plan.raise.begin(), plan.raise.end(), [&](const auto& one) { return goes_to_declaring(unit, one); }))
    declaring = store::find_declaring(unit.reading(), record.episode.id);
  std::vector<base::AlertId> raised;
  for (const auto& wanted : plan.raise) {
    alerts::Alert alert = raise(unit, record, wanted, declaring, known);
    save(alert);
    raised.push_back(alert.id);
  }
  for (const auto& [id, due_at] : plan.move) {
    alerts::Alert alert = get(id);
    alert.due_at = due_at;
    save(alert);
  }
  for (const auto& [id, outcome] : plan.resolve) {
    alerts::Alert alert = get(id);
    alert.state = alerts::State::resolue;
    alert.outcome = outcome;
    alert.resolved_at = unit.now();
    alert.resolved_by = unit.actor().account;
    save(alert);
  }
  return raised;
}

}  // namespace

void assess(store::Unit& unit, const File& file, store::EpisodeRecord& record, const triage::RuleSet& rules, base::Instant at,
            Refreshed& made) {
  made.judgement = judge(file, record.episode.id, rules, at);
  store::Assessment& assessment = made.assessment.emplace();
  assessment.id = base::AssessmentId::make(unit.now());
  assessment.episode = record.episode.id;
  assessment.at = at;
  assessment.rules = rules.id;
  assessment.rules_version = rules.version;
  assessment.verdict = made.judgement.verdict();
  assessment.reasons = std::move(made.judgement.reasons);
  store::add_assessment(unit, assessment, rules, file.minor);
  record.assessment = assessment.id;
  record.proposed = assessment.verdict;
  if (!record.decision) record.stands = record.proposed;
}

std::vector<base::AlertId> refresh_alerts(store::Unit& unit, const store::EpisodeRecord& record, const store::Verdict& before) {
  alerts::Situation now = situation(unit.reading(), record, before);
  const store::Family family = store::family_of(unit.reading(), record.minor);
  now.followed = follow(unit.reading(), record, store::list_voices(unit.reading(), family), told_of(unit.reading(), family));
  auto known = store::list_alerts_of(unit.reading(), record.episode.id);
  return apply(unit, record, now, known);
}

std::vector<Refreshed> refresh(store::Unit& unit, File& file, const std::optional<base::EpisodeId>& touched,
                               const triage::RuleSet& rules, Depth depth) {
  file.line = episodes::trace(file.voices, file.heads());
  const episodes::Episode* lasting = file.line.open();
  std::vector<Refreshed> done;
  for (const episodes::Episode& episode : file.line.episodes) {
    store::EpisodeRecord& record = file.records.at(episode.id);
    std::optional<base::Instant> at;
    if (touched == episode.id || (lasting && lasting->id == episode.id)) at = unit.now();
    else if (depth.whole_line) at = judged_otherwise(unit.reading(), file, record, rules);
    if (!at && record.version > 0 && record.episode == episode) continue;
    const store::EpisodeRecord before = record;
    record.minor = file.minor;
    record.episode = episode;
    const store::Verdict proposed_before = record.proposed;
    Refreshed one{episode.id, {}, {}, {}, {}};
    const bool is_new = record.version == 0;
    if (at) assess(unit, file, record, rules, *at, one);
    record.review_at = episodes::next_review(episode, unit.now());
    store::save_episode(unit, before, record);
    if (depth.alerts_wait) {
      store::await_alerts(unit, record, proposed_before);
    } else {
      alerts::Situation now = situation(unit.reading(), record, proposed_before);
      now.followed = follow(unit.reading(), record, file.voices, file.told);
      if (!is_new) one.known = store::list_alerts_of(unit.reading(), episode.id);
      one.alerts = apply(unit, record, now, one.known);
    }
    done.insert(touched == episode.id ? done.begin() : done.end(), std::move(one));
  }
  return done;
}

}  // namespace vigie::casework
