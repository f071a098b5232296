#include "api/body.hpp"
#include "api/encode.hpp"
#include "api/handlers.hpp"
#include "casework/handle_alert.hpp"

namespace vigie::api {

namespace {

http::Response shown(const Context& context, const access::Actor& actor, const base::Result<alerts::Alert>& changed) {
  if (!changed) return http::problem(changed.error());
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return answer(200, to_json(casework::show_alert(reading, *changed)), changed->version);
  });
}

/// What every act on an alert needs: which one, what version was seen, the members of the body (which may be empty).
struct Asked {
  base::AlertId id;
  std::optional<std::int64_t> seen;
  boost::json::object body;
};
base::Result<Asked> asked(const http::Request& request, bool may_be_empty) {
  Asked result;
  const auto id = id_of<base::AlertId>(request);
  if (!id) return id.error();
  const auto seen = seen_version(request);
  if (!seen) return seen.error();
  if (!may_be_empty || !request.body.empty()) {
    auto body = read_object(request);
    if (!body) return body.error();
    result.body = std::move(*body);
  }
  result.id = *id;
  result.seen = *seen;
  return result;
}

}  // namespace

http::Response list_alerts(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto page = page_of(request);
  if (!page) return http::problem(page.error());
  store::AlertFilter filter;
  if (const auto state = request.query_value("state")) {
    filter.state = alerts::parse_state(*state);
    if (!filter.state)
      return http::problem(base::field_error("/state", "filtre_invalide", "« state » est ouverte, acquittee ou resolue."));
  }
  filter.after = page->after;
  filter.limit = page->limit + 1;
  auto views = casework::list_alerts(context.desk, actor, filter);
  boost::json::value next;
  if (views.size() > static_cast<std::size_t>(page->limit)) {
    views.pop_back();
    next = boost::json::string(cursor(views.back().alert.due_at.ms, views.back().alert.id.text()));
  }
  return answer(200, boost::json::object{{"items", array_of(views)}, {"next", std::move(next)}});
}

http::Response post_acknowledge(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto act = asked(request, true);
  if (!act) return http::problem(act.error());
  Members members(act->body);
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  return shown(context, actor, casework::acknowledge_alert(context.desk, actor, act->id, act->seen));
}

http::Response post_assign(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto act = asked(request, false);
  if (!act) return http::problem(act.error());
  Members members(act->body);
  const std::string to = members.required_text("to", 100);
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  return shown(context, actor, casework::assign_alert(context.desk, actor, act->id, to, act->seen));
}

http::Response post_resolve(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto act = asked(request, false);
  if (!act) return http::problem(act.error());
  Members members(act->body);
  const std::string outcome = members.required_text("outcome", 40);
  const std::string note = members.text("note").value_or("");
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  return shown(context, actor, casework::resolve_alert(context.desk, actor, act->id, outcome, note, act->seen));
}

}  // namespace vigie::api
