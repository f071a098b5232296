#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "cli/config.hpp"
#include "http/tls.hpp"

namespace vigie::cli {

/// Where the service listens, and under which certificate.
struct Door {
  std::string host;
  std::uint16_t port = 0;
  std::shared_ptr<const http::Tls> tls;  // none: in the clear, on loopback

  std::string url(std::uint16_t taken_port) const;
};
/// Of "127.0.0.1:8116", "[::1]:8116" or, with TLS, any other address. Refusals, configuration_invalide: what is not
/// HOST:PORT, an address that is not of the loopback without TLS, a certificate or a key that cannot serve.
base::Result<Door> open_door(const Config& config);

}  // namespace vigie::cli
