#include "casework/export_acts.hpp"

#include "store/accounts.hpp"
#include "store/disagreements.hpp"
#include "store/signers.hpp"

namespace vigie::casework {

namespace {

using imports::Act;
using imports::Line;

/// Who did it: as another system said, else the login of the account.
std::string doer(const store::Reading& reading, const store::Elsewhere& elsewhere, const std::optional<base::AccountId>& account) {
  if (!elsewhere.here()) return elsewhere.by;
  const auto known = account ? store::find_account(reading.sql, *account) : std::nullopt;
  return known ? known->actor.login : std::string();
}

Line begin_line(Act::Sort sort, std::string key, std::string organisation, base::Instant at, std::string by) {
  Line line{std::move(key), std::move(organisation), at, Act{}, {}, {}, {}, {}, 0, {}, {}, {}};
  line.act->sort = sort;
  line.act->by = std::move(by);
  return line;
}

/// When no audit line tells any more who entered it, the dates do, and whoever declared the absence.
Line fpr_line(const store::Reading& reading, const store::EpisodeRecord& record) {
  const episodes::Fpr& fpr = record.episode.fpr;
  const auto last = store::find_last_fpr(reading, record.episode.id);
  const base::Instant at = last ? last->at : fpr.desinscrit_le.value_or(fpr.inscrit_le.value_or(record.episode.departed.latest));
  const auto organisation = last ? base::OrganisationId::parse(last->organisation) : store::find_declaring(reading, record.episode.id);
  const store::Elsewhere& elsewhere = record.fpr_elsewhere;
  Line line = begin_line(Act::Sort::fpr, elsewhere.here() ? fmt::format("{}/{}", record.episode.reference, imports::exact(at)) : elsewhere.key,
                    organisation ? store::organisation_name(reading.sql, *organisation) : std::string(), at,
                    doer(reading, elsewhere, last ? base::AccountId::parse(last->account) : std::nullopt));
  line.act->inscrit_le = fpr.inscrit_le;
  line.act->desinscrit_le = fpr.desinscrit_le;
  line.act->numero = record.fpr_numero;
  line.act->categorie = fpr.categorie;
  line.act->service = record.fpr_service;
  line.act->motif_de_non_inscription = fpr.motif_de_non_inscription;
  return line;
}

Line decision_line(const store::Reading& reading, const store::Decision& decision) {
  Line line = begin_line(Act::Sort::decision, store::key_of(decision), store::organisation_name(reading.sql, decision.organisation), decision.at,
                    doer(reading, decision.elsewhere, decision.account));
  const auto answered = store::find_assessment(reading, decision.assessment).value();
  line.act->assessment = {answered.at, std::string(triage::to_text(answered.verdict.qualification)),
                          std::string(triage::to_text(answered.verdict.level))};
  line.act->qualification = triage::to_text(decision.verdict.qualification);
  line.act->level = triage::to_text(decision.verdict.level);
  line.act->reason = decision.reason;
  return line;
}

Line disagreement_line(const store::Reading& reading, const store::Disagreement& told) {
  Line line = begin_line(Act::Sort::disagreement, store::key_of(told), store::organisation_name(reading.sql, told.organisation), told.at,
                    doer(reading, told.elsewhere, told.account));
  if (told.decision) line.act->decision = store::key_of(store::find_decision(reading, *told.decision).value());
  line.act->qualification = triage::to_text(told.qualification);
  line.act->declarant = told.declarant;
  line.act->reason = told.reason;
  return line;
}

bool has_entry(const store::EpisodeRecord& record) {
  return record.episode.fpr != episodes::Fpr{} || !record.fpr_numero.empty() || !record.fpr_service.empty();
}

}  // namespace

std::vector<Line> list_acts(const store::Reading& reading, const store::EpisodeRecord& record) {
  std::vector<Line> acts;
  if (has_entry(record)) acts.push_back(fpr_line(reading, record));
  std::string standing;
  for (const store::Decision& decision : store::list_decisions(reading, record.episode.id)) {
    acts.push_back(decision_line(reading, decision));
    if (decision.id == record.decision) standing = acts.back().key;
  }
  for (const store::Disagreement& told : store::list_disagreements(reading, record.episode.id))
    acts.push_back(disagreement_line(reading, told));
  const auto place = [&](const Line& one) {
    const bool last = one.act->sort == Act::Sort::decision && one.key == standing;  // of one instant, the one that stands
    return std::tuple(one.signed_at, one.act->sort, last, std::string_view(one.key));
  };
  std::sort(acts.begin(), acts.end(), [&](const Line& a, const Line& b) { return place(a) < place(b); });
  return acts;
}

ActsToSay::ActsToSay(const store::Reading& reading, bool everything)
    : reading_(reading), everything_(everything), acted_upon_(store::list_acted_upon(reading)) {}

std::vector<Line> ActsToSay::after(const store::Declaration& said) const {
  if (!said.episode || !std::binary_search(acted_upon_.begin(), acted_upon_.end(), *said.episode)) return {};
  auto told = store::list_told_about(reading_, *said.episode);
  if (!everything_) std::erase_if(told, [](const auto& one) { return !one.stands; });
  const auto naming = std::find_if(told.begin(), told.end(), [](const auto& one) { return one.stands; });
  const auto first = naming == told.end() ? told.begin() : naming;
  const std::string name = store::key_of(reading_, first->id);
  std::vector<Line> after;
  for (Line& act : list_acts(reading_, store::find_episode(reading_, *said.episode).value())) {
    const auto by_then = std::find_if(told.rbegin(), told.rend(), [&](const auto& one) { return one.signed_at <= act.signed_at; });
    const auto place = by_then == told.rend() ? first : std::max(first, by_then.base() - 1);
    if (place->id != said.id) continue;
    act.act->declaration = name;
    after.push_back(std::move(act));
  }
  return after;
}

}  // namespace vigie::casework
