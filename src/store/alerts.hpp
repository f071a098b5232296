#pragma once
#include "alerts/alert.hpp"
#include "store/unit.hpp"

namespace vigie::store {

/// Writes a new alert, with its change.
void add_alert(Unit& unit, alerts::Alert& alert);
/// Writes one that changed, one version up, with its change. `before`: as it was kept; what differs is noted as changed by
/// this version.
void save_alert(Unit& unit, const alerts::Alert& before, alerts::Alert& alert);
/// Which version of an alert changed what: the text of a Changed.
std::string changed_of(const Reading& reading, base::AlertId id);
/// Every alert of an absence, resolved ones too; for the rules.
std::vector<alerts::Alert> list_alerts_of(const Reading& reading, base::EpisodeId episode);

/// An alert whoever it is for; for the clock.
std::optional<alerts::Alert> find_any_alert(const Reading& reading, base::AlertId id);

/// Whether an actor is in the audience of an alert: its role, its organisation, or a role that its step brought in
/// (analysts and admins never are).
bool in_audience(const access::Actor& actor, const alerts::Alert& alert);
/// Whether the organisation of an alert still follows its minor; what is asked of an organisation about its own declarations
/// (no role is in its audience) stays its own.
bool follows(const Reading& reading, const alerts::Alert& alert);
/// The alert, when the actor is in its audience or it is assigned to them; an organisation that no longer hosts the minor is not.
std::optional<alerts::Alert> find_alert(const Reading& reading, const access::Actor& actor, base::AlertId id);

struct AlertFilter {
  std::optional<alerts::State> state;
  std::optional<std::pair<std::int64_t, std::string>> after;  // due_at and id of the last one seen
  int limit = 50;
};
/// Those of the actor's audience, the first due first.
std::vector<alerts::Alert> list_alerts(const Reading& reading, const access::Actor& actor, const AlertFilter& filter);

}  // namespace vigie::store
