#include "http/credentials.hpp"

#include "base/text.hpp"

namespace vigie::http {

namespace {
constexpr std::string_view session_name = "vigie_session";
constexpr std::chrono::seconds a_year = std::chrono::hours{365 * 24};

std::string name_outside(const Request& request, std::string_view name) {
  return fmt::format("{}{}", request.secure ? "__Host-" : "", name);
}

void set_cookie(const Request& request, Response& response, std::string_view name, std::string_view value, std::chrono::seconds lasts) {
  response.headers.emplace_back("Set-Cookie", fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}", name_outside(request, name),
                                                          value, lasts.count(), request.secure ? "; Secure" : ""));
}
}  // namespace

std::optional<std::string> cookie_of(const Request& request, std::string_view name) {
  const auto cookies = request.header("cookie");
  if (!cookies) return std::nullopt;
  const std::string start = fmt::format("{}=", name_outside(request, name));
  for (const std::string& part : base::split(*cookies, ';')) {
    const std::string one = base::trim(part);
    if (one.starts_with(start)) return one.substr(start.size());
  }
  return std::nullopt;
}

std::optional<std::string> token_of(const Request& request) {
  if (const auto header = request.header("authorization")) {
    const std::size_t space = header->find(' ');
    const std::string scheme = base::to_lower_ascii(header->substr(0, space));
    return space != std::string_view::npos && scheme == "bearer" ? base::trim(header->substr(space + 1)) : std::string();
  }
  return cookie_of(request, session_name);
}

std::string session_of(const Request& request) { return cookie_of(request, session_name).value_or(""); }

void set_session_cookie(const Request& request, Response& response, std::string_view token, std::chrono::seconds lasts) {
  set_cookie(request, response, session_name, token, lasts);
}

void end_session_cookie(const Request& request, Response& response) {
  set_cookie(request, response, session_name, "", std::chrono::seconds{0});
  response.headers.emplace_back("Clear-Site-Data", "\"cache\", \"storage\"");
}

void set_choice_cookie(const Request& request, Response& response, std::string_view name, std::string_view value) {
  set_cookie(request, response, name, value, a_year);
}

}  // namespace vigie::http
