#pragma once
#include "casework/desk.hpp"
#include "store/alerts.hpp"

namespace vigie::casework {

/// An alert with the names of who it concerns.
struct AlertView {
  alerts::Alert alert;
  std::string organisation;                               // of its audience, may be empty
  std::string assigned_to, acknowledged_by, resolved_by;  // logins, may be empty
  bool overdue = false;
};
AlertView show_alert(const store::Reading& reading, alerts::Alert alert);

/// Alerts of an actor's audience, the first due first.
std::vector<AlertView> list_alerts(const Desk& desk, const access::Actor& actor, const store::AlertFilter& filter);
/// The tasks that an absence still asks for, the first due first, within the actor's audience.
std::vector<AlertView> list_tasks(const store::Reading& reading, const access::Actor& actor, base::EpisodeId episode);

/// Every alert and task that an absence has or had, within the actor's audience, the latest raised first.
std::vector<AlertView> list_alerts_of_absence(const store::Reading& reading, const access::Actor& actor, base::EpisodeId episode);

/// What an act asks of people: the alerts that it raised, and the tasks open on its absence, those of one's audience.
struct Asked {
  std::vector<AlertView> alerts, tasks;
};
Asked show_asked(const store::Reading& reading, const access::Actor& actor, const std::vector<base::AlertId>& raised,
                 const std::optional<base::EpisodeId>& episode);
/// The same, from every alert of the absence.
Asked show_asked(const store::Reading& reading, const access::Actor& actor, const std::vector<base::AlertId>& raised,
                 std::vector<alerts::Alert> known);

}  // namespace vigie::casework
