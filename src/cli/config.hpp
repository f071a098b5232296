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

namespace vigie::cli {

struct Config {
  std::string data;                          // the directory; VIGIE_DATA
  std::string listen = "127.0.0.1:8116";     // VIGIE_LISTEN
  std::string key_file;                      // VIGIE_KEY_FILE; empty: DATA.key
  std::chrono::seconds heartbeat{15};        // of the live feed; VIGIE_HEARTBEAT, 1 to 300
  std::chrono::minutes session_idle{30};     // what a session may go unused; VIGIE_SESSION_IDLE, 1 to 720
  access::Roles coded = access::any_of({});  // of whom a second factor is required; VIGIE_SECOND_FACTOR
  std::string key() const;
};
/// What the command line said; nothing for what it left out.
struct Flags {
  std::optional<std::string> data, listen, key_file, config;
};
/// Refusals: configuration_invalide, with file, line and reason.
base::Result<Config> load_config(const Flags& flags);

struct Address {
  std::string host;
  std::uint16_t port = 0;
};
/// "127.0.0.1:8116" or "[::1]:8116". Without TLS only loopback is taken: adresse_refusee.
base::Result<Address> parse_address(const std::string& listen);

}  // namespace vigie::cli
