#include "cli/config.hpp"

#include <toml++/toml.h>

#include <charconv>
#include <cstdlib>

#include "base/text.hpp"
#include "cli/provider_config.hpp"
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

/// What is not a text, as it was written: in the file or in the environment.
struct Written {
  std::string heartbeat = "15", session_idle = "30", draft_days = "90";
  std::string files_an_hour = "20000", searches_an_hour = "50000";
  std::string trusted_proxies, proxy_header = "x-forwarded";
  std::string second_factor;
};

/// The words of a list, with spaces or commas between.
std::vector<std::string> list_of(std::string text) {
  std::ranges::replace(text, ',', ' ');
  auto parts = base::split(text, ' ');
  std::erase(parts, "");
  return parts;
}

base::Status read_proxies(const Written& written, Config& config) {
  if (written.proxy_header != "x-forwarded" && written.proxy_header != "forwarded")
    return refuse(fmt::format("« proxy_header » (ou VIGIE_PROXY_HEADER) est x-forwarded ou forwarded, et non « {} ».", written.proxy_header));
  auto proxies = http::Proxies::parse(list_of(written.trusted_proxies), written.proxy_header == "forwarded" ? http::Proxies::Words::forwarded : http::Proxies::Words::x_forwarded);
  if (!proxies) return proxies.error();
  config.proxies = *std::move(proxies);
  return base::Done{};
}

base::Status check_tls(const Config& config) {
  if (config.tls_certificate.empty() == config.tls_key.empty()) return base::Done{};
  return refuse("« tls_certificate » et « tls_key » (ou VIGIE_TLS_CERTIFICATE et VIGIE_TLS_KEY) vont ensemble : il manque l’un des deux.");
}

base::Status read_numbers(const Written& numbers, Config& config) {
  const auto heartbeat = read_number(numbers.heartbeat, 300);
  if (!heartbeat)
    return refuse(fmt::format("« heartbeat » (ou VIGIE_HEARTBEAT) est un nombre de secondes de 1 à 300, et non « {} ».", numbers.heartbeat));
  config.heartbeat = std::chrono::seconds(*heartbeat);
  const auto idle = read_number(numbers.session_idle, 720);
  if (!idle)
    return refuse(fmt::format("« session_idle » (ou VIGIE_SESSION_IDLE) est un nombre de minutes de 1 à 720, et non « {} ».", numbers.session_idle));
  config.session_idle = std::chrono::minutes(*idle);
  const auto days = read_number(numbers.draft_days, 365);
  if (!days || *days < 30)
    return refuse(fmt::format("« draft_days » (ou VIGIE_DRAFT_DAYS) est un nombre de jours de 30 à 365, et non « {} ».", numbers.draft_days));
  config.draft_kept = std::chrono::days(*days);
  return base::Done{};
}

/// Below 100 an hour a person at work would be stopped.
base::Status read_pace(const Written& written, Config& config) {
  for (const auto& [key, text, into] : {std::tuple{"files_an_hour", &written.files_an_hour, &config.files_an_hour},
                                        std::tuple{"searches_an_hour", &written.searches_an_hour, &config.searches_an_hour}}) {
    const auto number = read_number(*text, 1'000'000);
    if (!number || *number < 100) return refuse(fmt::format("« {} » est un nombre de 100 à 1000000, et non « {} ».", key, *text));
    *into = static_cast<std::size_t>(*number);
  }
  return base::Done{};
}

base::Status read_second_factor(const Written& written, Config& config) {
  for (const std::string& code : list_of(written.second_factor)) {
    const auto role = access::parse_role(code);
    if (!role) return refuse(fmt::format("« second_factor » (ou VIGIE_SECOND_FACTOR) est une liste de rôles, et « {} » n’en est pas un.", code));
    config.coded = config.coded | access::any_of({*role});
  }
  return base::Done{};
}

/// The texts of an array, a space between; nothing when it holds anything else.
std::optional<std::string> join_texts(const toml::array& array) {
  std::string joined;
  for (const toml::node& one : array) {
    const auto text = one.value<std::string>();
    if (!text) return std::nullopt;
    joined.append(*text).append(" ");
  }
  return joined;
}

base::Status read_file(const std::string& path, Config& config, Written& written) {
  const std::pair<std::string_view, std::string*> keys[] = {
      {"data", &config.data}, {"listen", &config.listen}, {"key_file", &config.key_file}, {"heartbeat", &written.heartbeat},
      {"session_idle", &written.session_idle}, {"draft_days", &written.draft_days},
      {"files_an_hour", &written.files_an_hour}, {"searches_an_hour", &written.searches_an_hour}, {"tls_certificate", &config.tls_certificate}, {"tls_key", &config.tls_key},
      {"trusted_proxies", &written.trusted_proxies}, {"proxy_header", &written.proxy_header}, {"second_factor", &written.second_factor}};
  try {
    const toml::table table = toml::parse_file(path);
    for (const auto& [key, value] : table) {
      if (key == "oidc" && value.is_table()) {
        auto provider = read_provider(*value.as_table(), path);
        if (!provider) return provider.error();
        config.provider = *std::move(provider);
        continue;
      }
      const auto known = std::find_if(std::begin(keys), std::end(keys), [&](const auto& one) { return one.first == key.str(); });
      const auto line = value.source().begin.line;
      if (known == std::end(keys)) return refuse(fmt::format("{}:{} : clé inconnue « {} ».", path, line, key.str()));
      const bool numeric = known->second == &written.heartbeat || known->second == &written.session_idle || known->second == &written.draft_days ||
                           known->second == &written.files_an_hour || known->second == &written.searches_an_hour;
      auto text = value.value<std::string>();
      if (const auto number = value.value<std::int64_t>(); number && numeric) text = std::to_string(*number);
      const bool list = known->second == &written.trusted_proxies || known->second == &written.second_factor;
      if (value.is_array() && list) text = join_texts(*value.as_array());
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
  Written written;
  std::string file = flags.config.value_or("");
  if (file.empty()) read_environment("VIGIE_CONFIG", file);
  if (!file.empty())
    if (const auto read = read_file(file, config, written); !read) return read.error();
  read_environment("VIGIE_DATA", config.data);
  read_environment("VIGIE_LISTEN", config.listen);
  read_environment("VIGIE_KEY_FILE", config.key_file);
  read_environment("VIGIE_HEARTBEAT", written.heartbeat);
  read_environment("VIGIE_SESSION_IDLE", written.session_idle);
  read_environment("VIGIE_DRAFT_DAYS", written.draft_days);
  read_environment("VIGIE_FILES_AN_HOUR", written.files_an_hour);
  read_environment("VIGIE_SEARCHES_AN_HOUR", written.searches_an_hour);
  read_environment("VIGIE_TLS_CERTIFICATE", config.tls_certificate);
  read_environment("VIGIE_TLS_KEY", config.tls_key);
  read_environment("VIGIE_TRUSTED_PROXIES", written.trusted_proxies);
  read_environment("VIGIE_PROXY_HEADER", written.proxy_header);
  read_environment("VIGIE_SECOND_FACTOR", written.second_factor);
  if (const auto read = read_numbers(written, config); !read) return read.error();
  if (const auto read = read_pace(written, config); !read) return read.error();
  if (const auto read = read_proxies(written, config); !read) return read.error();
  if (const auto read = read_second_factor(written, config); !read) return read.error();
  if (const auto whole = check_tls(config); !whole) return whole.error();
  if (flags.data) config.data = *flags.data;
  if (flags.listen) config.listen = *flags.listen;
  if (flags.key_file) config.key_file = *flags.key_file;
  return config;
}

}  // namespace vigie::cli
