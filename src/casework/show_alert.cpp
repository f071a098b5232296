#include "casework/show_alert.hpp"

#include "store/accounts.hpp"

namespace vigie::casework {

namespace {

std::string name_of(const store::Reading& reading, base::OrganisationId id) {
  auto name = reading.unsealed.organisations.find(id);
  if (!name) {
    name = std::make_shared<const std::string>(store::organisation_name(reading.sql, id));
    reading.unsealed.organisations.keep(id, name);
  }
  return *name;
}

}  // namespace

AlertView show_alert(const store::Reading& reading, alerts::Alert alert) {
  const auto login = [&](const std::optional<base::AccountId>& id) {
    const auto account = id ? store::find_account(reading.sql, *id) : std::nullopt;
    return account ? account->actor.login : std::string();
  };
  AlertView view;
  if (alert.organisation) view.organisation = name_of(reading, *alert.organisation);
  view.assigned_to = login(alert.assigned_to);
  view.acknowledged_by = login(alert.acknowledged_by);
  view.resolved_by = login(alert.resolved_by);
  view.overdue = alerts::overdue(alert, reading.now);
  view.alert = std::move(alert);
  return view;
}

std::vector<AlertView> list_alerts(const Desk& desk, const access::Actor& actor, const store::AlertFilter& filter) {
  return desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    std::vector<AlertView> views;
    for (alerts::Alert& alert : store::list_alerts(reading, actor, filter)) views.push_back(show_alert(reading, std::move(alert)));
    return views;
  });
}

namespace {

std::vector<AlertView> tasks_among(const store::Reading& reading, const access::Actor& actor, std::vector<alerts::Alert> known) {
  std::vector<AlertView> views;
  for (alerts::Alert& alert : known) {
    if (alerts::kind(alert.kind).task() && alert.state != alerts::State::resolue && store::in_audience(actor, alert))
      views.push_back(show_alert(reading, std::move(alert)));
  }
  std::sort(views.begin(), views.end(), [](const AlertView& a, const AlertView& b) {
    return std::tie(a.alert.due_at, a.alert.kind) < std::tie(b.alert.due_at, b.alert.kind);
  });
  return views;
}

}  // namespace

std::vector<AlertView> list_tasks(const store::Reading& reading, const access::Actor& actor, base::EpisodeId episode) {
  return tasks_among(reading, actor, store::list_alerts_of(reading, episode));
}

std::vector<AlertView> list_alerts_of_absence(const store::Reading& reading, const access::Actor& actor, base::EpisodeId episode) {
  std::vector<AlertView> views;
  for (alerts::Alert& alert : store::list_alerts_of(reading, episode))
    if (store::in_audience(actor, alert)) views.push_back(show_alert(reading, std::move(alert)));
  std::sort(views.begin(), views.end(), [](const AlertView& a, const AlertView& b) { return a.alert.raised_at > b.alert.raised_at; });
  return views;
}

Asked show_asked(const store::Reading& reading, const access::Actor& actor, const std::vector<base::AlertId>& raised,
                 const std::optional<base::EpisodeId>& episode) {
  std::vector<alerts::Alert> known;
  if (episode) known = store::list_alerts_of(reading, *episode);
  return show_asked(reading, actor, raised, std::move(known));
}

Asked show_asked(const store::Reading& reading, const access::Actor& actor, const std::vector<base::AlertId>& raised,
                 std::vector<alerts::Alert> known) {
  Asked asked;
  for (const base::AlertId id : raised) {
    const auto here = std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.id == id; });
    auto alert = here == known.end() ? store::find_alert(reading, actor, id) : std::optional(*here);
    if (alert && store::in_audience(actor, *alert) && !alerts::kind(alert->kind).task())
      asked.alerts.push_back(show_alert(reading, std::move(*alert)));
  }
  asked.tasks = tasks_among(reading, actor, std::move(known));
  return asked;
}

}  // namespace vigie::casework
