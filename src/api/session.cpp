#include "access/browser.hpp"
#include "api/body.hpp"
#include "api/encode.hpp"
#include "api/handlers.hpp"
#include "http/credentials.hpp"

namespace vigie::api {

http::Response post_session(const Context& context, const http::Request& request, const access::Actor&) {
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  const std::string login = members.required_text("login", 200);
  const std::string password = members.required_text("password", 1024);
  const bool chooses = members.text("new_password", 1024).has_value();
  const std::string code = members.text("code", 100).value_or("");
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto chosen = chooses ? base::find_text(*body, "new_password") : std::nullopt;
  const auto told = base::find_text(*body, "password");  // as typed, spaces kept
  const std::string replaced = http::session_of(request);
  const auto signed_in = casework::sign_in(context.desk, context.throttle, login, *told,
                                           {access::browser_of(request.header("user-agent").value_or("")), replaced, request.remote}, {chosen, code});
  if (!signed_in) return http::problem(signed_in.error());
  const access::Actor& actor = signed_in->actor;
  http::Response response = answer(
      200, boost::json::object{{"token", signed_in->token},
                               {"expires_at", base::to_rfc3339(signed_in->expires_at)},
                               {"account", boost::json::object{{"login", actor.login},
                                                               {"role", access::to_text(actor.role)},
                                                               {"organisation", actor.organisation_name}}}});
  const auto lasts = signed_in->expires_at - context.desk.store.clock().now();
  http::set_session_cookie(request, response, signed_in->token, std::chrono::duration_cast<std::chrono::seconds>(lasts));
  return response;
}

http::Response delete_session(const Context& context, const http::Request& request, const access::Actor& actor) {
  if (const auto ended = casework::sign_out(context.desk, actor, http::token_of(request).value_or("")); !ended)
    return http::problem(ended.error());
  http::Response response = nothing_more();
  http::end_session_cookie(request, response);
  return response;
}

}  // namespace vigie::api
