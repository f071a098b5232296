#include "pages/absence_view.hpp"
#include "pages/alert_view.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"

namespace vigie::pages {

namespace {

constexpr int alerts_at_once = 50;

/// What the list is of: a state (nothing: what is not resolved), or every alert and task of one absence.
struct AskedAlerts {
  std::string state = "a_traiter";
  std::optional<base::EpisodeId> absence;
  std::optional<std::pair<std::int64_t, std::string>> after;
};

constexpr std::pair<std::string_view, std::string_view> states[] = {
    {"a_traiter", "À traiter"}, {"ouverte", "Que personne n’a prises"}, {"acquittee", "Prises"}, {"resolue", "Résolues"}};

AskedAlerts read_asked_alerts(const http::Request& request) {
  AskedAlerts asked;
  const std::string told(request.query_value("etat").value_or(""));
  for (const auto& [code, label] : states)
    if (told == code) asked.state = told;
  asked.absence = base::EpisodeId::parse(request.query_value("absence").value_or(""));
  const std::string cursor(request.query_value("apres").value_or(""));
  const std::size_t dot = cursor.find('.');
  const bool digits = dot != std::string::npos && dot > 0 && dot <= 15 && cursor.find_first_not_of("0123456789") == dot;
  if (digits && base::AlertId::parse(cursor.substr(dot + 1)))
    asked.after = std::pair<std::int64_t, std::string>(std::stoll(cursor.substr(0, dot)), cursor.substr(dot + 1));
  return asked;
}

std::string address_of(const AskedAlerts& asked) {
  if (asked.absence) return fmt::format("/alertes?absence={}", asked.absence->text());
  return asked.state == "a_traiter" ? "/alertes" : fmt::format("/alertes?etat={}", asked.state);
}

std::pair<std::int64_t, std::string> place_of(const alerts::Alert& alert) { return {alert.due_at.ms, alert.id.text()}; }

/// The first due first; one row more than a page holds.
std::vector<alerts::Alert> list_asked(const store::Reading& reading, const access::Actor& actor, const AskedAlerts& asked) {
  std::vector<alerts::Alert> all;
  if (asked.absence) {
    if (!store::find_episode(reading, *asked.absence)) return all;
    for (alerts::Alert& one : store::list_alerts_of(reading, *asked.absence))
      if (store::in_audience(actor, one)) all.push_back(std::move(one));
  } else {
    for (const auto state : {alerts::State::ouverte, alerts::State::acquittee, alerts::State::resolue}) {
      const bool wanted = asked.state == alerts::to_text(state) || (asked.state == "a_traiter" && state != alerts::State::resolue);
      if (!wanted) continue;
      store::AlertFilter filter;
      filter.state = state;
      filter.after = asked.after;
      filter.limit = alerts_at_once + 1;
      for (alerts::Alert& one : store::list_alerts(reading, actor, filter)) all.push_back(std::move(one));
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return place_of(a) < place_of(b); });
  return all;
}

void show_row(Dict& table, const Context& context, const store::Reading& reading, alerts::Alert alert, std::string_view back) {
  const std::string id = alert.id.text();
  const auto record = alert.episode ? store::find_episode(reading, *alert.episode) : std::nullopt;
  const auto minor = alert.minor ? store::find_minor(reading, *alert.minor) : std::nullopt;
  casework::AlertView view = casework::show_alert(reading, alert);
  const std::string_view zone = record ? std::string_view(record->episode.zone) : base::paris;
  Dict row = table.add("ROW");
  row.set("ID", "l-" + id).set("PATH", "/alertes/" + id);
  const std::string name = minor ? tied(casework::show_minor(context.desk, reading, *minor).display) : "Dossier hors de votre portée";
  row.set("NAME", name);
  if (minor) {
    row.add("CHILD").set("AGE", show_age(casework::show_minor(context.desk, reading, *minor).age)).set("REFERENCE", minor->reference);
  }
  show_held(row, {alert, view.assigned_to, view.acknowledged_by, view.resolved_by}, zone, reading.now);
  row.show(alerts::kind(alert.kind).task() ? "IS_TASK" : "IS_ALERT");
  if (alert.state == alerts::State::resolue) {
    Dict done = row.add("RESOLVED");
    done.set("OUTCOME", show_outcome(alert.outcome));
    if (alert.resolved_at) done.set("AT", show_instant(*alert.resolved_at, zone));
    done.set_part("BY", view.resolved_by);
  } else {
    row.add("TREAT").set("PATH", "/alertes/" + id);
  }
  if (alert.state == alerts::State::ouverte) row.add("TAKE").set("ACTION", fmt::format("/alertes/{}/prendre", id)).set("BACK", fmt::format("{}#l-{}", back, id));
}

}  // namespace

http::Response get_alerts(const Context& context, const http::Request& request, const access::Actor& actor) {
  const AskedAlerts asked = read_asked_alerts(request);
  Page page(request, actor, asked.absence ? "Alertes et tâches d’une absence" : "Alertes et tâches", "alertes.html");
  Dict& body = page.body();
  for (const auto& [code, label] : states) {
    AskedAlerts other;
    other.state = code;
    Dict choice = body.add("STATE");
    choice.set("PATH", address_of(other)).set("LABEL", label);
    choice.show_if(!asked.absence && asked.state == code, "CURRENT");
  }
  context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    auto all = list_asked(reading, actor, asked);
    if (all.empty()) return (void)body.show("NONE");
    const bool more = !asked.absence && all.size() > alerts_at_once;
    if (more) all.resize(alerts_at_once);
    if (more) body.add("NEXT").set("PATH", fmt::format("{}{}apres={}.{}", address_of(asked), asked.state == "a_traiter" ? "?" : "&", all.back().due_at.ms, all.back().id.text()));
    Dict table = body.add("TABLE");
    table.set("CAPTION", title_of(all.size(), "alerte ou tâche", "alertes et tâches", "la première échéance d’abord", more || asked.after));
    for (alerts::Alert& one : all) show_row(table, context, reading, std::move(one), address_of(asked));
  });
  if (asked.absence) page.back("/veille", "Veille");
  return page.answer();
}

}  // namespace vigie::pages
