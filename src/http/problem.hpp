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
};

/// The French name of a status of 400 or more: "Introuvable".
std::string_view title_of(int status);
Response problem(const Refusal& refusal);
/// The same as a bare HTML page, for a browser.
Response refusal_page(const Refusal& refusal);

/// What every answer carries: nosniff, no-referrer, the content security policy, no-store unless it says
/// otherwise.
void add_standard_headers(Response& response);

}  // namespace vigie::http
