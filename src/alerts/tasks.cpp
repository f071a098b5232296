#include "alerts/plan_detail.hpp"

namespace vigie::alerts {

namespace {

// A return told long after it happened is past an interview about it (convention).
constexpr base::Duration interview_makes_sense = std::chrono::hours{30 * 24};

/// A task as it stands: whether it is needed, why it would end, since when its reason holds, what its time counts from.
struct Need {
  std::string_view kind;
  bool needed = false;
  std::string_view outcome;                     // when it is not needed any more
  std::optional<base::Instant> since = {};      // an answer by hand before it was given to an earlier reason
  std::optional<base::Instant> due_from = {};
};

bool by_hand(const Alert& alert) {
  return alert.outcome == "confirme" || alert.outcome == "infirme" || alert.outcome == "indetermine" || alert.outcome == "transmis";
}

bool answered(const Need& need, std::span<const Alert> known) {
  const Family family = kind(need.kind).family;
  return need.since && std::any_of(known.begin(), known.end(), [&](const Alert& alert) {
           return kind(alert.kind).family == family && by_hand(alert) && alert.resolved_at && *alert.resolved_at >= *need.since;
         });
}

/// One that is not resolved per task; asked again each time its reason comes back.
void keep(Plan& plan, const Need& need, std::span<const Alert> known) {
  const Alert* open = open_of(kind(need.kind).family, known);
  if (open && !need.needed) plan.resolve.emplace_back(open->id, need.outcome);
  if (open && need.needed && need.due_from) {
    const base::Instant due = *need.due_from + kind(need.kind).due;
    if (open->due_at != due) plan.move.emplace_back(open->id, due);
  }
  if (!open && need.needed && !answered(need, known))
    plan.raise.push_back({std::string(need.kind), std::nullopt, need.due_from});
}

void keep_interview(Plan& plan, const Followed& now, std::span<const Alert> known) {
  const bool asked = open_of(Family::entretien, known) != nullptr;
  const bool recent = now.returned_at && now.now - *now.returned_at <= interview_makes_sense;
  const std::string_view outcome = now.interview == Followed::Interview::held      ? "entretien"
                                   : now.interview == Followed::Interview::refused ? "refus"
                                   : now.away                                      ? "reouverture"
                                                                                   : "cloture";
  keep(plan, {"entretien_retour", now.returned_at && now.interview == Followed::Interview::none && (asked || recent), outcome,
              now.returned_at, now.returned_at},
       known);
}

/// The tasks of a search that lasts; each ends with it.
void keep_search(Plan& plan, const Followed& now, bool closed, std::span<const Alert> known) {
  const auto while_away = [&](std::string_view code, const std::optional<base::Instant>& since, bool done, std::string_view outcome) {
    const std::string_view ended = done ? outcome : now.away ? "caduque" : closed ? "cloture" : "retour";
    return Need{code, now.away && since && !done, ended, since};
  };
  keep(plan, while_away("fpr_a_inscrire", now.declared_at, now.fpr_answered, "fpr"), known);
  keep(plan, while_away("parquet_a_aviser", now.declared_at, now.parquet_informed, "parquet"), known);
  const bool told_police = now.away && !now.undeclared_at;
  keep(plan, while_away("composer_le_17", now.undeclared_at, told_police, "declaration"), known);
  keep(plan, while_away("audition_educateur", now.distant_at, now.heard, "audition"), known);
  keep(plan, while_away("deplacement_commissariat", now.distant_at, now.visited || now.heard, "deplacement"), known);
}

}  // namespace

void keep_tasks(Plan& plan, const Situation& now, std::span<const Alert> known) {
  const Followed& followed = now.followed;
  keep(plan, {"retour_a_verifier", now.returned && !now.verified && !now.closed,
              now.closed ? "cloture" : now.returned ? "retour" : "reouverture"},
       known);
  keep(plan, {"fpr_a_desinscrire", now.returned && (now.verified || now.closed) && now.fpr_standing,
              now.fpr_standing ? "reouverture" : "fpr"},
       known);
  keep_interview(plan, followed, known);
  keep_search(plan, followed, now.closed, known);
  keep(plan, {"desaccord_a_transmettre", followed.disputed_at.has_value(), "caduque", followed.disputed_at}, known);
  keep(plan, {"majorite", followed.away && followed.of_age, now.closed ? "cloture" : "retour", base::Instant{}},
       known);
}

}  // namespace vigie::alerts
