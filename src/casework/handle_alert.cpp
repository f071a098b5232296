#include "casework/handle_alert.hpp"

#include "casework/stale.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

namespace {

using Change = std::function<base::Status(store::Unit&, alerts::Alert&)>;

/// Finds the alert, has it changed, saves it with its audit line.
base::Result<alerts::Alert> change_alert(const Desk& desk, const access::Actor& actor, base::AlertId id, std::string_view act,
                                         const std::optional<std::int64_t>& seen_version, const Change& change) {
  return desk.store.write<alerts::Alert>(actor, [&](store::Unit& unit) -> base::Result<alerts::Alert> {
    auto alert = store::find_alert(unit.reading(), actor, id);
    if (!alert) return unknown_to_you("Alerte");
    if (const auto fresh = check_seen(unit.reading(), actor, seen_version, *alert); !fresh) return fresh.error();
    const alerts::Alert before = *alert;
    if (const auto done = change(unit, *alert); !done) return done.error();
    store::save_alert(unit, before, *alert);
    unit.commit({std::string(act), "alert", id.text(), "", fmt::format("kind={}", alert->kind)});
    return *alert;
  });
}

base::Status not_resolved(const alerts::Alert& alert) {
  if (alert.state != alerts::State::resolue) return base::Done{};
  return conflict("deja_resolue", "Cette alerte est déjà résolue.");
}

}  // namespace

base::Result<alerts::Alert> acknowledge_alert(const Desk& desk, const access::Actor& actor, base::AlertId id,
                                              const std::optional<std::int64_t>& seen_version) {
  return change_alert(desk, actor, id, "alerte_acquittee", seen_version,
                      [&](store::Unit& unit, alerts::Alert& alert) -> base::Status {
                        if (const auto open = not_resolved(alert); !open) return open.error();
                        if (alert.acknowledged_by && alert.acknowledged_by != actor.account)
                          return conflict("deja_acquittee", "Une autre personne a déjà pris note de cette alerte.");
                        if (!alert.acknowledged_by) alert.acknowledged_at = unit.now();
                        alert.acknowledged_by = actor.account;
                        if (!alert.assigned_to) alert.assigned_to = actor.account;
                        alert.state = alerts::State::acquittee;
                        return base::Done{};
                      });
}

base::Result<alerts::Alert> assign_alert(const Desk& desk, const access::Actor& actor, base::AlertId id, std::string_view to,
                                         const std::optional<std::int64_t>& seen_version) {
  return change_alert(desk, actor, id, "alerte_confiee", seen_version,
                      [&](store::Unit& unit, alerts::Alert& alert) -> base::Status {
                        if (const auto open = not_resolved(alert); !open) return open.error();
                        auto account = store::find_account(unit.sql(), to);
                        if (const auto parsed = base::AccountId::parse(to); !account && parsed)
                          account = store::find_account(unit.sql(), *parsed);
                        if (!account || account->disabled || !store::in_audience(account->actor, alert))
                          return base::field_error("/to", "compte_inconnu",
                                                   "Ce compte n’existe pas ou ne reçoit pas cette alerte.");
                        alert.assigned_to = account->actor.account;
                        return base::Done{};
                      });
}

base::Result<alerts::Alert> resolve_alert(const Desk& desk, const access::Actor& actor, base::AlertId id,
                                          std::string_view outcome, std::string_view note,
                                          const std::optional<std::int64_t>& seen_version) {
  static constexpr std::string_view outcomes[] = {"confirme", "infirme", "indetermine", "transmis"};
  if (std::find(std::begin(outcomes), std::end(outcomes), outcome) == std::end(outcomes))
    return base::field_error("/outcome", "issue_inconnue",
                             "L’issue d’une alerte est confirme, infirme, indetermine ou transmis.");
  return change_alert(desk, actor, id, "alerte_resolue", seen_version,
                      [&](store::Unit& unit, alerts::Alert& alert) -> base::Status {
                        if (const auto open = not_resolved(alert); !open) return open.error();
                        if (!alerts::kind(alert.kind).by_hand)
                          return conflict("tache_fpr", "Seul ce que la police enregistre du FPR (inscription, motif de "
                                                       "non-inscription, désinscription) met fin à cette tâche.");
                        if (!alert.acknowledged_by) {
                          alert.acknowledged_by = actor.account;
                          alert.acknowledged_at = unit.now();
                        }
                        alert.state = alerts::State::resolue;
                        alert.resolved_by = actor.account;
                        alert.resolved_at = unit.now();
                        alert.outcome = outcome;
                        alert.note = note;
                        return base::Done{};
                      });
}

}  // namespace vigie::casework
