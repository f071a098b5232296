#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/message.hpp"

namespace vigie::http {

/// The proxies that stand before the service. What they say of who asks, over what and of which host is believed; what
/// anybody else says of it is not looked at.
class Proxies {
 public:
  /// Which headers they write: X-Forwarded-For, -Proto and -Host, or Forwarded (RFC 7239). Never both: of the one that a
  /// proxy does not write, it lets pass what the client made up.
  enum class Words { x_forwarded, forwarded };

  /// None.
  Proxies() = default;
  /// Addresses and networks: "127.0.0.1", "10.1.0.0/16", "fd00::/8". Refuses, naming it, one that is neither.
  static base::Result<Proxies> parse(const std::vector<std::string>& networks, Words words);

  /// Whether that address is one of theirs.
  bool hold(std::string_view address) const;
  /// Of a request that comes from one of them: who asked the first of them (`remote`, `loopback`), whether over TLS
  /// (`secure`), and which host (the header "host"). What they leave out, or write badly, stays as it is.
  void correct(Request& request) const;

 private:
  using Bytes = std::array<unsigned char, 16>;  // of IPv4: mapped in IPv6
  struct Network {
    Bytes address;
    int bits = 128;
  };
  static std::optional<Bytes> read_address(std::string_view text);
  static std::optional<Network> read_network(std::string_view text);
  static std::string to_text(const Bytes& address);

  std::vector<Network> networks_;
  Words words_ = Words::x_forwarded;
};

}  // namespace vigie::http
