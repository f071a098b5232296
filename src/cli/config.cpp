#include "cli/config.hpp"

#include <toml++/toml.h>

#include <charconv>
#include <cstdlib>

#include "base/text.hpp"
#include "store/store.hpp"

namespace vigie::cli {

namespace {

base::Error refuse(std::string text) { return {base::Kind::invalid, "configuration_invalide", std::move(text)}; }

/// A whole number from 1 to `most`.
std::optional<int> read_number(const std::string& text, int most) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > most) return std::nullopt;
  return number;
}

/// What is not a plain text, as it was written: in the file or in the environment.
struct Numbers {
  std::string heartbeat = "15", session_idle = "30";
  std::string coded = {};  // and the list of roles
};

base::Status read_numbers(const Numbers& numbers, Config& config) {
  const auto heartbeat = read_number(numbers.heartbeat, 300);
  if (!heartbeat)
    return refuse(fmt::format("« heartbeat » (ou VIGIE_HEARTBEAT) est un nombre de secondes de 1 à 300, et non « {} ».", numbers.heartbeat));
  config.heartbeat = std::chrono::seconds(*heartbeat);
  const auto idle = read_number(numbers.session_idle, 720);
  if (!idle)
    return refuse(fmt::format("« session_idle » (ou VIGIE_SESSION_IDLE) est un nombre de minutes de 1 à 720, et non « {} ».", numbers.session_idle));
  config.session_idle = std::chrono::minutes(*idle);
  return base::Done{};
}

/// « admin, police »: codes of roles with commas between; none is fine.
base::Status read_coded(const std::string& told, Config& config) {
  for (const std::string& part : base::split(told, ',')) {
    const std::string code = base::trim(part);
    if (code.empty()) continue;
    const auto role = access::parse_role(code);
    if (!role)
      return refuse(fmt::format("« second_factor » (ou VIGIE_SECOND_FACTOR) est une liste de rôles séparés par des virgules, et « {} » n’en est pas un.", code));
    config.coded = config.coded | access::any_of({*role});
  }
  return base::Done{};
}

base::Status read_file(const std::string& path, Config& config, Numbers& numbers) {
  const std::pair<std::string_view, std::string*> keys[] = {
      {"data", &config.data}, {"listen", &config.listen}, {"key_file", &config.key_file}, {"heartbeat", &numbers.heartbeat},
      {"session_idle", &numbers.session_idle}, {"second_factor", &numbers.coded}};
  try {
    const toml::table table = toml::parse_file(path);
    for (const auto& [key, value] : table) {
      const auto known = std::find_if(std::begin(keys), std::end(keys), [&](const auto& one) { return one.first == key.str(); });
      const auto line = value.source().begin.line;
      if (known == std::end(keys)) return refuse(fmt::format("{}:{} : clé inconnue « {} ».", path, line, key.str()));
      const bool numeric = known->second == &numbers.heartbeat || known->second == &numbers.session_idle;
      auto text = value.value<std::string>();
      if (const auto number = value.value<std::int64_t>(); number && numeric) text = std::to_string(*number);
      if (!text) return refuse(fmt::format("{}:{} : « {} » doit être un texte.", path, line, key.str()));
      *known->second = *text;
    }
  } catch (const toml::parse_error& error) {
    return refuse(fmt::format("{}:{} : {}", path, error.source().begin.line, error.description()));
  }
  return base::Done{};
}

void read_environment(const char* name, std::string& into) {
  if (const char* value = std::getenv(name); value && *value) into = value;
}

}  // namespace

std::string Config::key() const { return key_file.empty() ? store::default_key_file(data) : key_file; }

base::Result<Config> load_config(const Flags& flags) {
  Config config;
  Numbers numbers;
  std::string file = flags.config.value_or("");
  if (file.empty()) read_environment("VIGIE_CONFIG", file);
  if (!file.empty())
    if (const auto read = read_file(file, config, numbers); !read) return read.error();
  read_environment("VIGIE_DATA", config.data);
  read_environment("VIGIE_LISTEN", config.listen);
  read_environment("VIGIE_KEY_FILE", config.key_file);
  read_environment("VIGIE_HEARTBEAT", numbers.heartbeat);
  read_environment("VIGIE_SESSION_IDLE", numbers.session_idle);
  read_environment("VIGIE_SECOND_FACTOR", numbers.coded);
  if (const auto read = read_numbers(numbers, config); !read) return read.error();
  if (const auto read = read_coded(numbers.coded, config); !read) return read.error();
  if (flags.data) config.data = *flags.data;
  if (flags.listen) config.listen = *flags.listen;
  if (flags.key_file) config.key_file = *flags.key_file;
  return config;
}

base::Result<Address> parse_address(const std::string& listen) {
  const std::size_t colon = listen.rfind(':');
  const auto bad = [&] { return refuse(fmt::format("L’adresse « {} » doit s’écrire HÔTE:PORT.", listen)); };
  if (colon == std::string::npos || colon == 0) return bad();
  const std::string port = listen.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos) return bad();
  const int number = std::stoi(port);
  if (number > 65535) return bad();
  std::string host = listen.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host != "localhost" && host != "::1" && !host.starts_with("127."))
    return refuse(fmt::format("« {} » n’est pas une adresse locale : sans TLS, le service n’écoute que sur la boucle locale "
                              "(127.0.0.1 ou ::1).", host));
  return Address{host, static_cast<std::uint16_t>(number)};
}

}  // namespace vigie::cli
