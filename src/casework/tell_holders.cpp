#include "casework/tell_holders.hpp"

namespace vigie::casework {

void tell_holders(store::Unit& unit, std::string_view kind, const store::EpisodeRecord& record,
                  const std::set<base::OrganisationId>& organisations) {
  const auto known = store::list_alerts_of(unit.reading(), record.episode.id);
  for (const base::OrganisationId organisation : organisations) {
    const bool stands = std::any_of(known.begin(), known.end(), [&](const alerts::Alert& one) {
      return one.kind == kind && one.organisation == organisation && one.state != alerts::State::resolue;
    });
    if (stands) continue;
    alerts::Alert alert;
    alert.id = base::AlertId::make(unit.now());
    alert.kind = kind;
    alert.episode = record.episode.id;
    alert.minor = record.minor;
    alert.role = alerts::kind(kind).role;
    alert.organisation = organisation;
    alert.raised_at = unit.now();
    alert.due_at = unit.now() + alerts::kind(kind).due;
    store::add_alert(unit, alert);
  }
}

}  // namespace vigie::casework
