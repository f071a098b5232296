#pragma once
// cli: the program. Configuration, the route table, wiring; one file a verb.
// 1. Only this room reads the environment and the command line; rooms below receive values.
// 2. Defaults < file (TOML) < VIGIE_… < command line. An unknown key of the file is an error with its line.
// 3. Only this room knows every other; it holds no rule of the field.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "access/role.hpp"
#include "base/result.hpp"
#include "http/proxies.hpp"
#include "oidc/settings.hpp"

namespace vigie::cli {

struct Config {
  std::string data;                          // the directory; VIGIE_DATA
  std::string listen = "127.0.0.1:8116";     // VIGIE_LISTEN
  std::string key_file;                      // VIGIE_KEY_FILE; empty: DATA.key
  std::chrono::seconds heartbeat{15};        // of the live feed; VIGIE_HEARTBEAT, 1 to 300
  std::chrono::minutes session_idle{30};     // what a session may go unused; VIGIE_SESSION_IDLE, 1 to 720
  std::chrono::days draft_kept{90};          // a draft that nobody takes up again; VIGIE_DRAFT_DAYS, 30 to 365
  std::size_t files_an_hour = 20'000, searches_an_hour = 50'000;  // of one account; VIGIE_FILES_AN_HOUR, VIGIE_SEARCHES_AN_HOUR, 100 to 1 000 000
  std::string tls_certificate, tls_key;      // PEM files, both or neither; VIGIE_TLS_CERTIFICATE, VIGIE_TLS_KEY
  http::Proxies proxies;                     // trusted_proxies and proxy_header; VIGIE_TRUSTED_PROXIES, VIGIE_PROXY_HEADER
  std::optional<oidc::Settings> provider;    // [oidc] of the file; none: one signs in by password only
  access::Roles coded = access::any_of({});  // of whom a second factor is required; VIGIE_SECOND_FACTOR
  std::string key() const;
  bool encrypts() const { return !tls_certificate.empty(); }
};
/// What the command line said; nothing for what it left out.
struct Flags {
  std::optional<std::string> data, listen, key_file, config;
};
/// Refusals: configuration_invalide, with file, line and reason.
base::Result<Config> load_config(const Flags& flags);

}  // namespace vigie::cli
