#pragma once
#include <chrono>

#include "http/message.hpp"

namespace vigie::http {

/// The token of a request: Authorization: Bearer, else the session cookie; nothing without either. An Authorization of
/// another scheme is an empty token: bad credentials, not none.
std::optional<std::string> token_of(const Request& request);

/// A cookie that the browser sent; nothing without it. Over TLS cookies are Secure and bear the prefix __Host- outside:
/// no other host, and nobody who writes on the way, can set one (OWASP ASVS 5.0, 3.3.1 and 3.3.3).
std::optional<std::string> cookie_of(const Request& request, std::string_view name);

/// The session id of the cookie alone; empty without it.
std::string session_of(const Request& request);

/// Opens or ends (an empty token) a session in the browser: HttpOnly, SameSite=Strict, for `lasts`.
void set_session_cookie(const Request& request, Response& response, std::string_view token, std::chrono::seconds lasts);
/// Ends the session, and has the browser forget what it kept of it.
void end_session_cookie(const Request& request, Response& response);
/// A choice of how pages look, for a year; no secret.
void set_choice_cookie(const Request& request, Response& response, std::string_view name, std::string_view value);

}  // namespace vigie::http
