#include "cli/door.hpp"

namespace vigie::cli {

namespace {

base::Error refuse_address(std::string text) { return {base::Kind::invalid, "configuration_invalide", std::move(text)}; }

bool is_local(std::string_view host) { return host == "localhost" || host == "::1" || host.starts_with("127."); }

}  // namespace

std::string Door::url(std::uint16_t taken_port) const {
  const bool is_v6 = host.find(':') != host.npos;
  return fmt::format("{}://{}{}{}:{}", tls ? "https" : "http", is_v6 ? "[" : "", host, is_v6 ? "]" : "", taken_port);
}

base::Result<Door> open_door(const Config& config) {
  const std::string& listen = config.listen;
  const std::size_t colon = listen.rfind(':');
  const auto bad = [&] { return refuse_address(fmt::format("L’adresse « {} » doit s’écrire HÔTE:PORT.", listen)); };
  if (colon == std::string::npos || colon == 0) return bad();
  const std::string port = listen.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos) return bad();
  const int number = std::stoi(port);
  if (number > 65535) return bad();
  std::string host = listen.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  Door door{std::move(host), static_cast<std::uint16_t>(number), nullptr};
  if (!config.encrypts()) {
    if (is_local(door.host)) return door;
    return refuse_address(fmt::format("« {} » n’est pas une adresse locale : sans TLS (tls_certificate et tls_key), le service n’écoute que sur la "
                                      "boucle locale (127.0.0.1 ou ::1), même derrière un mandataire déclaré.", door.host));
  }
  auto tls = http::Tls::load(config.tls_certificate, config.tls_key);
  if (!tls) return tls.error();
  door.tls = *std::move(tls);
  return door;
}

}  // namespace vigie::cli
