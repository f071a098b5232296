#include "api/body.hpp"
#include "api/encode.hpp"
#include "api/handlers.hpp"
#include "casework/change_password.hpp"
#include "casework/sessions.hpp"
#include "http/credentials.hpp"

namespace vigie::api {

namespace {

boost::json::object session_json(const casework::Session& session) {
  return {{"id", session.id.text()},
          {"browser", session.browser},
          {"opened_at", base::to_rfc3339(session.opened_at)},
          {"seen_at", base::to_rfc3339(session.seen_at)},
          {"ends_at", base::to_rfc3339(session.ends_at)},
          {"current", session.current}};
}

}  // namespace

http::Response post_own_password(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  (void)members.required_text("password", 1024);
  (void)members.required_text("new_password", 1024);
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const std::string present = *base::find_text(*body, "password"), wanted = *base::find_text(*body, "new_password");
  const std::string token = http::token_of(request).value_or("");
  const auto changed = casework::change_password(context.desk, context.throttle, actor, {present, wanted, token});
  if (changed) return nothing_more();
  return http::problem(changed.error());
}

http::Response list_own_sessions(const Context& context, const http::Request& request, const access::Actor& actor) {
  boost::json::array items;
  for (const casework::Session& session : casework::list_sessions(context.desk, actor, http::token_of(request).value_or("")))
    items.push_back(session_json(session));
  return answer(200, boost::json::object{{"items", std::move(items)}, {"next", nullptr}});
}

http::Response delete_own_sessions(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto ended = casework::end_other_sessions(context.desk, actor, http::token_of(request).value_or(""));
  if (!ended) return http::problem(ended.error());
  return nothing_more();
}

http::Response delete_own_session(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::PassId>(request);
  if (!id) return http::problem(id.error());
  if (const auto ended = casework::end_session(context.desk, actor, *id); !ended) return http::problem(ended.error());
  return nothing_more();
}

}  // namespace vigie::api
