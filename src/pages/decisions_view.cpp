#include "pages/decisions_view.hpp"

#include "pages/alert_view.hpp"
#include "store/accounts.hpp"

namespace vigie::pages {

namespace {

std::string_view words_of_outcome(const std::string& outcome) {
  if (outcome == "confirme") return "confirmée";
  if (outcome == "infirme") return "infirmée";
  if (outcome == "indetermine") return "indéterminée";
  if (outcome == "transmis") return "transmise";
  if (outcome == "retour") return "close par le retour";
  if (outcome == "fpr") return "close par l’enregistrement au FPR";
  if (outcome == "decision") return "close par une décision";
  if (outcome == "entretien") return "close par l’entretien";
  return "close";
}

std::string state_of(const casework::AlertView& view) {
  switch (view.alert.state) {
    case alerts::State::ouverte: return view.overdue ? "‼ En retard, personne ne l’a prise" : "À prendre";
    case alerts::State::acquittee: return fmt::format("Prise par {}", view.acknowledged_by);
    case alerts::State::resolue: return fmt::format("Terminée, {}", words_of_outcome(view.alert.outcome));
  }
  throw base::Bug("an alert without a state");
}

void show_alert(Dict& list, const casework::AlertView& view, base::Instant now, std::string_view zone) {
  const alerts::Alert& alert = view.alert;
  Dict one = list.add("ALERT");
  one.set("LABEL", tied(alerts::kind(alert.kind).label)).set("STATE", state_of(view)).set("RAISED", show_instant(alert.raised_at, zone));
  one.set("WHO", addressee_of(view));
  one.set("TAG", view.overdue ? "govuk-tag--red" : alert.state == alerts::State::resolue ? "govuk-tag--grey" : "govuk-tag--yellow");
  if (alert.state != alerts::State::resolue)
    one.add("DUE").set("DUE", show_instant(alert.due_at, zone)).set("DUE_IN", show_ago(alert.due_at, now));
}

}  // namespace

std::vector<NamedDecision> name_decisions(const store::Reading& reading, const access::Actor& actor, std::vector<store::Decision> decisions) {
  std::vector<NamedDecision> named;
  for (store::Decision& decision : decisions) {
    const auto account = casework::reads_why_decided(actor, decision.hold) ? store::find_account(reading.sql, decision.account) : std::nullopt;
    const std::string organisation = store::organisation_name(reading.sql, decision.organisation);
    std::string login;
    if (account) login = decision.elsewhere.here() ? account->actor.login : decision.elsewhere.by;
    named.push_back({std::move(decision), std::move(login), organisation});
  }
  std::sort(named.begin(), named.end(), [](const auto& a, const auto& b) { return a.decision.at > b.decision.at; });
  return named;
}

void show_decisions(Dict& at, std::string_view piece, const access::Actor& actor, std::span<const NamedDecision> decisions, std::string_view zone) {
  Dict list = at.include(piece, "decisions.html");
  if (decisions.empty()) {
    list.show("NONE");
    return;
  }
  Dict some = list.add("SOME");
  for (const NamedDecision& one : decisions) {
    Dict shown = some.add("DECISION");
    show_verdict(shown, one.decision.verdict, true);
    shown.set("AT", show_instant(one.decision.at, zone)).set("ORGANISATION", one.organisation).set_part("LOGIN", one.login);
    if (!casework::reads_why_decided(actor, one.decision.hold)) continue;
    if (one.decision.reason.empty()) shown.show("NO_REASON");
    else shown.set_part("REASON", one.decision.reason);
  }
}

bool is_to_read_again(const casework::EpisodeView& absence) {
  return absence.decision && absence.record.assessment && absence.decision->assessment != *absence.record.assessment;
}

void show_to_read_again(Dict& at, std::string_view piece, const access::Actor& actor, const casework::EpisodeView& absence,
                        const std::optional<casework::AssessmentView>& now) {
  if (!is_to_read_again(absence)) return;
  const store::EpisodeRecord& record = absence.record;
  const store::Verdict& decided = absence.decision->verdict;
  Dict again = at.include(piece, "a_relire.html");
  const bool more = record.proposed.qualification > decided.qualification || record.proposed.level > decided.level;
  again.show(more ? "MORE" : "SAME");
  again.set("DECIDED", tied(fmt::format("« {} »", show_qualification(decided.qualification).label)));
  again.set("DECIDED_AT", show_instant(absence.decision->at, record.episode.zone));
  if (now) again.add("SINCE").set("AT", show_instant(now->at, record.episode.zone));
  show_verdict(again, record.proposed);
  if (access::may(actor, access::Act::decide)) again.add("DECIDE").set("PATH", fmt::format("/absences/{}/decision", record.episode.id.text()));
}

void show_alerts(Dict& at, std::string_view piece, std::span<const casework::AlertView> alerts, base::Instant now, std::string_view zone) {
  Dict list = at.include(piece, "alertes_dossier.html");
  if (alerts.empty()) {
    list.show("NONE");
    return;
  }
  Dict some = list.add("SOME");
  for (const bool over : {false, true})
    for (const casework::AlertView& one : alerts)
      if ((one.alert.state == alerts::State::resolue) == over) show_alert(some, one, now, zone);
}

}  // namespace vigie::pages
