#include "api/body.hpp"
#include "api/handlers.hpp"
#include "base/text.hpp"

namespace vigie::api {

namespace {
// Without TLS the service listens on loopback only; the __Host- prefix and Secure come with TLS.
constexpr std::string_view cookie_name = "vigie_session";

std::string cookie(std::string_view value, int seconds) {
  return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict", cookie_name, value, seconds);
}
}  // namespace

std::optional<std::string> token_of(const http::Request& request) {
  if (const auto header = request.header("authorization")) {
    const std::size_t space = header->find(' ');
    const std::string scheme = base::to_lower_ascii(header->substr(0, space));
    return space != std::string_view::npos && scheme == "bearer" ? base::trim(header->substr(space + 1)) : std::string();
  }
  const auto cookies = request.header("cookie");
  if (!cookies) return std::nullopt;
  for (const std::string& part : base::split(*cookies, ';')) {
    const std::string one = base::trim(part);
    if (one.starts_with(cookie_name) && one.size() > cookie_name.size() && one[cookie_name.size()] == '=')
      return one.substr(cookie_name.size() + 1);
  }
  return std::nullopt;
}

http::Response post_session(const Context& context, const http::Request& request, const access::Actor&) {
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  const std::string login = members.required_text("login", 200);
  const std::string password = members.required_text("password", 1024);
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto told = base::find_text(*body, "password");  // as typed, spaces kept
  const auto signed_in = casework::sign_in(context.desk, context.throttle, login, *told);
  if (!signed_in) {
    http::Response refused = http::problem(signed_in.error());
    if (refused.status == 429)
      http::set_header(refused, "Retry-After",
                       std::to_string(std::max(1, context.throttle.wait_for(login, context.desk.store.clock().now()))));
    return refused;
  }
  const access::Actor& actor = signed_in->actor;
  http::Response response = answer(
      200, boost::json::object{{"token", signed_in->token},
                               {"expires_at", base::to_rfc3339(signed_in->expires_at)},
                               {"account", boost::json::object{{"login", actor.login},
                                                               {"role", access::to_text(actor.role)},
                                                               {"organisation", actor.organisation_name}}}});
  const auto lasts = signed_in->expires_at - context.desk.store.clock().now();
  response.headers.emplace_back("Set-Cookie", cookie(signed_in->token, static_cast<int>(lasts.count() / 1000)));
  return response;
}

http::Response delete_session(const Context& context, const http::Request& request, const access::Actor& actor) {
  if (const auto ended = casework::sign_out(context.desk, actor, token_of(request).value_or("")); !ended)
    return http::problem(ended.error());
  http::Response response;
  response.status = 204;
  response.headers.emplace_back("Set-Cookie", cookie("", 0));
  response.headers.emplace_back("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
  return response;
}

}  // namespace vigie::api
