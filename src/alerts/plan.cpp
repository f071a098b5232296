#include "alerts/plan_detail.hpp"

namespace vigie::alerts {

using namespace std::chrono_literals;
using enum access::Role;

namespace {

// The time from the raising to the acknowledgement by a named person: conventions of this project, unless a text is named.
constexpr Kind table[] = {
    {"a_examiner", "Absence à examiner", Family::qualification, 1, 1h},
    {"inquietante", "Disparition inquiétante", Family::qualification, 2, 30min},
    {"eleve", "Attention élevée à l’exploitation", Family::exploitation, 1, 4h},
    {"critique", "Exploitation : attention critique", Family::exploitation, 2, 15min},
    {"decision_a_revoir", "Décision à revoir", Family::decision, 1, 1h},
    // A minor's file ends with the 18th birthday; the search goes on only if somebody decides so.
    {"majorite", "Dix-huit ans pendant l’absence", Family::majorite, 1, 24h},
    {"retour_a_verifier", "Retour à vérifier", Family::retour, 1, 24h},
    // Décret n° 2010-569, art. 7: erased without delay when the search ends.
    {"fpr_a_desinscrire", "Désinscrire du FPR", Family::fpr, 1, 4h, police, false},
    // Loi n° 95-73, art. 26: immediate, unless the circumstances oppose it. One hour: convention.
    {"fpr_a_inscrire", "Inscrire au FPR", Family::inscription, 1, 1h, police, false},
    // Return home interviews (England): within 72 hours of the return; rapport de 2021, recommandations 73 et 74.
    {"entretien_retour", "Entretien de retour à mener", Family::entretien, 1, 72h, suivi},
    // Loi n° 95-73, art. 26: the procureur is informed within 48 hours, for every minor.
    {"parquet_a_aviser", "Aviser le procureur", Family::parquet, 1, 48h},
    // The 116 000 completes the investigation, it does not replace it. Protocole des Vosges: 2 h by day, 1 h at night.
    {"composer_le_17", "Faire composer le 17", Family::dix_sept, 1, 1h, ecoutant},
    // Rapport de 2021: an inquiétante always calls for a visit and for the educator to be heard. 24 hours: convention.
    {"audition_educateur", "Entendre l’éducateur", Family::audition, 1, 24h},
    {"deplacement_commissariat", "Se rendre au commissariat ou à la brigade", Family::deplacement, 1, 24h},
    // Loi n° 95-73, art. 26: submitted to the procureur without delay. Four hours: convention.
    {"desaccord_a_transmettre", "Transmettre au procureur le désaccord du déclarant", Family::desaccord, 1, 4h},
    {"reunion_defaite", "Dossiers séparés : à relire", Family::reunion, 1, 24h},
    // For the organisation that holds it alone: no account of admin is in an audience. Delays: convention.
    {"transmission_demandee", "Transmission demandée par un autre service", Family::transmission, 1, 24h, admin},
    {"acces_urgence", "Accès d’urgence à vos déclarations : à relire", Family::urgence, 1, 24h, admin},
};

}  // namespace

const Alert* open_of(Family family, std::span<const Alert> known) {
  for (const Alert& alert : known)
    if (alert.state != State::resolue && kind(alert.kind).family == family) return &alert;
  return nullptr;
}

namespace {

/// It ended with a return or a closing that may be undone: no person answered it, and it is asked again.
bool ended_with_absence(const Alert& alert) {
  return alert.state == State::resolue && (alert.outcome == "retour" || alert.outcome == "cloture");
}

/// The height up to which a family was raised before, and answered or still asked.
int highest_of(Family family, std::span<const Alert> known) {
  int height = 0;
  for (const Alert& alert : known)
    if (kind(alert.kind).family == family && !ended_with_absence(alert)) height = std::max(height, kind(alert.kind).height);
  return height;
}

void ask(Plan& plan, std::string_view code, std::span<const Alert> known) {
  const Kind& wanted = kind(code);
  if (wanted.height <= highest_of(wanted.family, known)) return;
  const Alert* open = open_of(wanted.family, known);
  plan.raise.push_back({std::string(code), open ? std::optional(open->id) : std::nullopt});
}

void ask_about_verdict(Plan& plan, const Situation& now, std::span<const Alert> known) {
  const bool inquietante = now.proposed == triage::Qualification::inquietante ||
                           (now.decided && now.decided->qualification == triage::Qualification::inquietante);
  if (inquietante) ask(plan, "inquietante", known);
  else if (now.proposed == triage::Qualification::a_examiner && !now.decided) ask(plan, "a_examiner", known);
}

void ask_about_level(Plan& plan, const Situation& now, std::span<const Alert> known) {
  const triage::Level level = now.decided ? std::max(now.level, now.decided->level) : now.level;
  if (level == triage::Level::critique) ask(plan, "critique", known);
  else if (level == triage::Level::eleve) ask(plan, "eleve", known);
}

/// More is proposed than was decided, and than what was proposed when it was decided.
bool asks_for_more(const Situation& now) {
  if (!now.decided) return false;
  const Situation::Decided& then = *now.decided;
  return now.proposed > std::max(then.qualification, then.proposed) || now.level > std::max(then.level, then.proposed_level);
}

/// A decision is asked again when more is proposed: once, and again each time the proposal rises.
void ask_to_review(Plan& plan, const Situation& now, std::span<const Alert> known) {
  const Alert* open = open_of(Family::decision, known);
  if (!asks_for_more(now)) {
    if (open) plan.resolve.emplace_back(open->id, "decision");
    return;
  }
  const bool asked = std::any_of(known.begin(), known.end(), [&](const Alert& alert) {
    return kind(alert.kind).family == Family::decision && alert.raised_at >= now.decided->at;
  });
  if (!open && (now.rose || !asked)) plan.raise.push_back({"decision_a_revoir", std::nullopt});
}

}  // namespace

std::span<const Kind> kinds() { return table; }

const Kind& kind(std::string_view code) {
  for (const Kind& one : table)
    if (one.code == code) return one;
  throw base::Bug("an alert has a kind of the table");
}

bool overdue(const Alert& alert, base::Instant now) { return alert.state == State::ouverte && now > alert.due_at; }

Plan plan(const Situation& now, std::span<const Alert> known) {
  Plan plan;
  const bool over = now.closed || (now.returned && now.verified);
  if (!over) ask_about_verdict(plan, now, known);
  if (!now.closed || now.returned) ask_about_level(plan, now, known);
  if (over)
    for (const Family family : {Family::qualification, Family::decision})
      if (const Alert* open = open_of(family, known)) plan.resolve.emplace_back(open->id, now.returned ? "retour" : "cloture");
  if (!over) ask_to_review(plan, now, known);
  keep_tasks(plan, now, known);
  return plan;
}

std::string_view to_text(State state) {
  switch (state) {
    case State::ouverte: return "ouverte";
    case State::acquittee: return "acquittee";
    case State::resolue: break;
  }
  return "resolue";
}

std::optional<State> parse_state(std::string_view text) {
  for (const State state : {State::ouverte, State::acquittee, State::resolue})
    if (to_text(state) == text) return state;
  return std::nullopt;
}

}  // namespace vigie::alerts
