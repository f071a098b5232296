#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace vigie::http {

/// What this service asks of another one.
struct Errand {
  std::string url;
  std::vector<std::pair<std::string, std::string>> form = {};  // sent by POST when there is any; else GET
  std::vector<std::string> headers = {};                       // "Accept: application/json"
  std::string login = {}, password = {};                       // HTTP Basic, when there is a login
  std::string authorities = {};                                // PEM file of those trusted; empty: those of the system
};
struct Fetched {
  int status = 0;
  std::string media_type;  // without its parameters, in lower case
  std::string body;
};

/// Whether fetch would go there: https, or http on this machine.
bool is_fetchable(std::string_view url);

/// Waits for the answer: 4 s to connect, 8 s in all, 256 KiB at most. Over TLS 1.2 at least, the certificate verified;
/// redirections are not followed. Refusal: injoignable (503), when there is no whole answer; the log says why.
base::Result<Fetched> fetch(const Errand& errand);

/// All but letters, digits and -_.~ as %XX.
std::string escape_percent(std::string_view text);
/// name=value&…, percent-encoded.
std::string encode_form(const std::vector<std::pair<std::string, std::string>>& pairs);

}  // namespace vigie::http
