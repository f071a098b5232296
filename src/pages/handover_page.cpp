#include <charconv>

#include "casework/hand_over.hpp"
#include "pages/alert_view.hpp"
#include "pages/assessment_view.hpp"
#include "pages/board_filter.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/spoken_time.hpp"

namespace vigie::pages {

namespace {

using Section = casework::HandedOver::Section;

constexpr base::Duration usual = std::chrono::hours{12};
constexpr std::array usual_hours{8, 12, 24};

/// As the address says it: no name, no space, read back as the same minute.
std::string address_of(base::Instant since) {
  const base::LocalTime local = base::to_local(since, base::paris);
  return fmt::format("/releve?depuis={}T{:02}:{:02}", base::to_text(local.date), local.hour, local.minute);
}

struct AskedHandover {
  base::Instant since;
  std::string typed;
  std::string wrong;
};

AskedHandover read_asked_handover(const http::Request& request, base::Instant now) {
  AskedHandover asked{now - usual, std::string(request.query_value("depuis").value_or("")), {}};
  if (asked.typed.empty()) return asked;
  const auto since = read_spoken_instant(asked.typed, now, base::paris);
  if (since) asked.since = *since;
  else asked.wrong = since.error().text;
  return asked;
}

void show_news(Dict& list, const casework::AlertNews& news, std::string_view zone) {
  const alerts::Alert& alert = news.held.alert;
  std::vector<std::string> said;
  if (news.raised) said.push_back(fmt::format("levée le {}", show_instant(alert.raised_at, zone)));
  if (alert.acknowledged_at) said.push_back(fmt::format("prise par {} le {}", news.held.acknowledged_by, show_instant(*alert.acknowledged_at, zone)));
  if (news.resolved) {
    const std::string by = news.held.resolved_by.empty() ? std::string() : fmt::format(" par {}", news.held.resolved_by);
    said.push_back(fmt::format("résolue{} le {} ({})", by, show_instant(*alert.resolved_at, zone), show_outcome(alert.outcome)));
  } else {
    if (!alert.acknowledged_at) said.emplace_back("personne ne l’a prise");
    if (!news.held.assigned_to.empty() && news.held.assigned_to != news.held.acknowledged_by) said.push_back(fmt::format("confiée à {}", news.held.assigned_to));
    if (!alert.acknowledged_at) said.push_back(fmt::format("à prendre avant le {}", show_instant(alert.due_at, zone)));
  }
  Dict one = list.add("NEWS");
  one.set("LABEL", tied(alerts::kind(alert.kind).label)).set("SAID", fmt::format("{}", fmt::join(said, ", ")));
  one.show_if(news.overdue, "LATE");
}

void show_item(Dict& section, const casework::HandedOver& handed, const casework::HandOver& told, std::string_view back) {
  const store::Glimpse& one = handed.absence;
  const std::string_view zone = base::zone_of_departement(one.departement);
  const std::string id = one.id.text();
  Dict item = section.add("ITEM");
  item.set("ID", "r-" + id).set("NAME", tied(handed.display)).set("AGE", show_age(handed.age)).set("REFERENCE", one.reference);
  item.set("PATH", "/absences/" + id).set("PLACE", show_departement(one.departement)).set("DEPARTED", show_window(one.departed, zone));
  if (one.returned) item.add("BACK").set("RETURNED", show_window(*one.returned, zone)).show(one.verified ? "SEEN" : "TOLD_ONLY");
  show_tag(item, "STATUS", show_status(one.status));
  show_verdict(item, one.stands, one.decided);
  if (!handed.news.empty()) {
    Dict list = item.add("HISTORY");
    for (const casework::AlertNews& news : handed.news) show_news(list, news, zone);
  }
  if (handed.accepted) {
    item.add("ACCEPTED").set("WHO", handed.accepted->login).set("AT", show_instant(handed.accepted->at));
  } else {
    Dict accept = item.add("ACCEPT");
    accept.set("ACTION", fmt::format("/releve/{}/accepter", id)).set("SEEN", told.number).set("BACK", fmt::format("{}#r-{}", back, id));
  }
}

void show_sections(Dict& body, const casework::HandOver& told, std::string_view back) {
  constexpr std::pair<Section, std::string_view> sections[] = {
      {Section::ended, "Retours et fins d’absence"}, {Section::is_new, "Nouvelles absences"}, {Section::lasting, "Absences en cours déjà connues"},
      {Section::followed, "Absences terminées, encore à suivre"}};
  for (const auto& [which, title] : sections) {
    const auto count = std::count_if(told.items.begin(), told.items.end(), [&](const auto& item) { return item.section == which; });
    Dict section = body.add("SECTION");
    section.set("LABEL", title).set("COUNT", static_cast<std::int64_t>(count));
    section.show_if(count == 0, "EMPTY");
    for (const casework::HandedOver& item : told.items)
      if (item.section == which) show_item(section, item, told, back);
  }
}

/// The alerts and tasks of a period, counted.
void show_counts(Dict& body, const casework::HandOver& told) {
  std::int64_t raised = 0, taken = 0, overdue = 0, accepted = 0;
  for (const casework::HandedOver& item : told.items) {
    accepted += item.accepted.has_value();
    for (const casework::AlertNews& news : item.news) {
      raised += news.raised;
      taken += news.taken;
      overdue += news.overdue;
    }
  }
  body.set("RAISED", raised).set("TAKEN", taken).set("OVERDUE", overdue);
  body.set("ACCEPTED", accepted).set("ALL", static_cast<std::int64_t>(told.items.size()));
}

}  // namespace

http::Response get_hand_over(const Context& context, const http::Request& request, const access::Actor& actor) {
  const base::Instant now = context.desk.store.clock().now();
  const AskedHandover asked = read_asked_handover(request, now);
  Page page(request, actor, "Relève", "releve.html");
  Dict& body = page.body();
  body.set("TYPED", asked.typed.empty() ? write_instant(asked.since, base::paris) : asked.typed);
  for (const int hours : usual_hours) body.add("USUAL").set("HOURS", hours).set("PATH", address_of(now - std::chrono::hours{hours}));
  const auto wrong = [&](const std::string& text) {
    body.set_part("WRONG", tied(text));
    return page.errors({{text, "depuis"}}).answer(422);
  };
  if (!asked.wrong.empty()) return wrong(asked.wrong);
  const auto told = casework::hand_over(context.desk, actor, asked.since);
  if (!told && told.error().kind == base::Kind::invalid) return wrong(told.error().fields.empty() ? told.error().text : told.error().fields.front().detail);
  if (!told) return refuse(context, request, told.error());
  Dict shown = body.add("TOLD");
  shown.set("SINCE", show_instant_long(told->since)).set("NOW", show_instant_long(told->now)).set("WHO", actor.login).set("WHERE", actor.organisation_name);
  show_counts(shown, *told);
  show_sections(shown, *told, address_of(told->since));
  if (request.query_value("accepte")) page.done("Élément accepté.");
  return page.answer();
}

http::Response post_hand_over_accepted(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const auto episode = base::EpisodeId::parse(request.param("id"));
  if (!episode) return refuse(context, request, casework::unknown_to_you("Absence"));
  const std::string told = body->text("vu");
  std::int64_t seen = -1;
  const auto [end, error] = std::from_chars(told.data(), told.data() + told.size(), seen);
  if (error != std::errc() || end != told.data() + told.size()) seen = -1;
  const auto accepted = casework::accept_handed_over(context.desk, actor, *episode, seen);
  if (!accepted) return refuse(context, request, accepted.error());
  return see_other(back_from(*body));
}

}  // namespace vigie::pages
