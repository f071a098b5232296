#include "alerts/alert.hpp"

namespace vigie::alerts {

using namespace std::chrono_literals;

namespace {

// Conventions of this project (minutes from the raising to the acknowledgement by a named person).
constexpr Kind table[] = {
    {"a_examiner", Family::qualification, 1, 1h},
    {"inquietante", Family::qualification, 2, 30min},
    {"eleve", Family::exploitation, 1, 4h},
    {"critique", Family::exploitation, 2, 15min},
    {"decision_a_revoir", Family::decision, 1, 1h},
    {"retour_a_verifier", Family::retour, 1, 24h},
    {"fpr_a_desinscrire", Family::fpr, 1, 4h},
    {"reunion_defaite", Family::reunion, 1, 24h},
};

const Alert* open_of(Family family, std::span<const Alert> known) {
  for (const Alert& alert : known)
    if (alert.state != State::resolue && kind(alert.kind).family == family) return &alert;
  return nullptr;
}

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

/// A task is asked again each time its reason comes back.
void keep_task(Plan& plan, std::string_view code, bool needed, std::string_view outcome, std::span<const Alert> known) {
  const Alert* open = open_of(kind(code).family, known);
  if (needed && !open) plan.raise.push_back({std::string(code), std::nullopt});
  if (!needed && open) plan.resolve.emplace_back(open->id, outcome);
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
  keep_task(plan, "retour_a_verifier", now.returned && !now.verified && !now.closed,
            now.closed ? "cloture" : now.returned ? "retour" : "reouverture", known);
  keep_task(plan, "fpr_a_desinscrire", now.returned && (now.verified || now.closed) && now.fpr_standing,
            now.fpr_standing ? "reouverture" : "fpr", known);
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
