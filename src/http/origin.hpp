#pragma once
#include "http/message.hpp"

namespace vigie::http {

/// True when a browser was led by another site to send its session cookie with something that changes data
/// (CSRF). Requests with an Authorization header, without a cookie, or of GET and HEAD are never concerned.
/// Sec-Fetch-Site decides when the browser sends it, else Origin held against Host; a client that sends
/// neither is not a browser of this decade, and the SameSite cookie remains.
bool is_forged(const Request& request);

}  // namespace vigie::http
