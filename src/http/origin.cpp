#include "http/origin.hpp"

#include "base/text.hpp"

namespace vigie::http {

bool is_forged(const Request& request) {
  if (request.method == "GET" || request.method == "HEAD") return false;
  if (request.header("authorization")) return false;
  if (const auto site = request.header("sec-fetch-site")) return *site != "same-origin" && *site != "none";
  const auto origin = request.header("origin");
  if (!origin) return false;
  const std::size_t scheme = origin->find("://");
  if (scheme == origin->npos) return true;  // "null": a sandboxed frame or a redirect
  if (request.secure && base::to_lower_ascii(origin->substr(0, scheme)) != "https") return true;  // anybody on the way wrote that page
  const auto host = request.header("host");
  return !host || base::to_lower_ascii(origin->substr(scheme + 3)) != base::to_lower_ascii(*host);
}

}  // namespace vigie::http
