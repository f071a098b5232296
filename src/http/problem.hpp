#pragma once
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace vigie::http {

/// A refusal decided before any act: by the limits, the parser or the router.
struct Refusal {
  int status = 400;
  std::string code;
  std::string detail;  // French, for a person; never what the client sent
  bool page = false;   // told before the router, of an address outside /api: a browser shows it
};

/// Whether what lies at this path speaks to programs, in problem+json: /api and below.
bool is_api(std::string_view path);

/// The French name of a status of 400 or more: "Introuvable".
std::string_view title_of(int status);
Response problem(const Refusal& refusal);
/// The same as a bare HTML page, for a browser.
Response refusal_page(const Refusal& refusal);

/// What every answer carries: nosniff, the referrer kept to this service (a form then says its origin), the content
/// security policy, no-store unless it says otherwise.
void add_standard_headers(Response& response);
/// What every answer carries besides, when it was asked over TLS: for a year the browser comes back to this host, and to
/// what is below it, over TLS only (OWASP ASVS 5.0, 3.4.1).
void add_secure_header(Response& response);

}  // namespace vigie::http
