#pragma once
#include "http/message.hpp"

namespace vigie::http {

/// True when a browser was led by another site to send something that changes data (CSRF), with a session cookie or
/// without one: a sign-in that another site fills in would make a person write under an account that is not theirs.
/// Requests with an Authorization header, or of GET and HEAD, are never concerned.
/// Sec-Fetch-Site decides when the browser sends it, else Origin held against Host (and, over TLS, https); a client that sends
/// neither is not a browser of this decade, and the SameSite cookie remains.
bool is_forged(const Request& request);

}  // namespace vigie::http
