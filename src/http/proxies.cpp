#include "http/proxies.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "http/head.hpp"

namespace vigie::http {

namespace {

constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};  // ::ffff:0:0/96

/// What one proxy says of who came to it; empty where it says nothing.
struct Hop {
  std::string address, proto, host;
};

/// The values of a header of lists, in order, over all its lines.
std::vector<std::string> list_values(const Request& request, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [key, line] : request.headers) {
    if (key != name) continue;
    for (const std::string& value : base::split(line, ',')) values.push_back(base::trim(value));
  }
  return values;
}

/// Each proxy adds to For; the nearest says Proto and Host.
std::vector<Hop> x_forwarded_hops(const Request& request) {
  const auto last = [&](std::string_view name) {
    const auto values = list_values(request, name);
    return values.empty() ? std::string() : values.back();
  };
  const std::string proto = last("x-forwarded-proto"), host = last("x-forwarded-host");
  std::vector<Hop> hops;
  for (std::string& address : list_values(request, "x-forwarded-for")) hops.push_back({std::move(address), proto, host});
  if (hops.empty()) hops.push_back({"", proto, host});
  return hops;
}

std::string unquote(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  return std::string(text);
}

/// for=…;proto=…;host=… of each. A quoted comma or semicolon has no place in any of these, and is none of them.
std::vector<Hop> forwarded_hops(const Request& request) {
  std::vector<Hop> hops;
  for (const std::string& element : list_values(request, "forwarded")) {
    Hop hop;
    for (const std::string& pair : base::split(element, ';')) {
      const std::size_t equals = pair.find('=');
      if (equals == pair.npos) continue;
      const std::string name = base::to_lower_ascii(base::trim(std::string_view(pair).substr(0, equals)));
      std::string value = unquote(base::trim(std::string_view(pair).substr(equals + 1)));
      if (name == "for") hop.address = std::move(value);
      else if (name == "proto") hop.proto = std::move(value);
      else if (name == "host") hop.host = std::move(value);
    }
    hops.push_back(std::move(hop));
  }
  return hops;
}

/// "192.0.2.1:4711", "[2001:db8::1]:4711", "[2001:db8::1]", or without either.
std::string_view without_port(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    return end == text.npos ? std::string_view() : text.substr(1, end - 1);
  }
  const std::size_t colon = text.find(':');
  return colon != text.npos && text.find(':', colon + 1) == text.npos ? text.substr(0, colon) : text;
}

void take_way(const Hop& hop, Request& request) {
  const std::string proto = base::to_lower_ascii(hop.proto);
  if (proto == "https" || proto == "http") request.secure = proto == "https";
  if (is_host(hop.host)) {
    std::erase_if(request.headers, [](const auto& header) { return header.first == "host"; });
    request.headers.emplace_back("host", hop.host);
  }
}

}  // namespace

std::optional<Proxies::Bytes> Proxies::read_address(std::string_view text) {
  const std::string whole(text);
  Bytes bytes{};
  if (inet_pton(AF_INET6, whole.c_str(), bytes.data()) == 1) return bytes;
  std::ranges::copy(mapped, bytes.begin());
  if (inet_pton(AF_INET, whole.c_str(), bytes.data() + mapped.size()) == 1) return bytes;
  return std::nullopt;
}

std::optional<Proxies::Network> Proxies::read_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = read_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  if (slash == text.npos) return Network{*address, 128};
  const std::string_view length = text.substr(slash + 1);
  const bool is_v4 = text.find(':') == text.npos;
  int bits = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bits);
  if (error != std::errc() || end != length.data() + length.size() || bits < 0 || bits > (is_v4 ? 32 : 128)) return std::nullopt;
  return Network{*address, is_v4 ? bits + 96 : bits};
}

std::string Proxies::to_text(const Bytes& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (std::equal(mapped.begin(), mapped.end(), address.begin())) inet_ntop(AF_INET, address.data() + mapped.size(), text.data(), text.size());
  else inet_ntop(AF_INET6, address.data(), text.data(), text.size());
  return text.data();
}

base::Result<Proxies> Proxies::parse(const std::vector<std::string>& networks, Words words) {
  Proxies proxies;
  proxies.words_ = words;
  for (const std::string& text : networks) {
    const auto network = read_network(text);
    if (!network)
      return base::Error{base::Kind::invalid, "configuration_invalide",
                         fmt::format("« trusted_proxies » : « {} » n’est ni une adresse ni un réseau (192.0.2.1, 10.1.0.0/16, fd00::/8).", text)};
    proxies.networks_.push_back(*network);
  }
  return proxies;
}

bool Proxies::hold(std::string_view address) const {
  const auto bytes = read_address(address);
  return bytes && std::ranges::any_of(networks_, [&](const Network& network) {
    const auto whole = static_cast<std::size_t>(network.bits / 8);
    const int rest = network.bits % 8;
    if (!std::equal(bytes->begin(), bytes->begin() + whole, network.address.begin())) return false;
    return rest == 0 || ((*bytes)[whole] ^ network.address[whole]) >> (8 - rest) == 0;
  });
}

void Proxies::correct(Request& request) const {
  if (networks_.empty() || !hold(request.remote)) return;
  // From the nearest: each is believed as long as those before it are ours.
  const auto hops = words_ == Words::forwarded ? forwarded_hops(request) : x_forwarded_hops(request);
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    take_way(*hop, request);
    const auto address = read_address(without_port(hop->address));
    if (!address) break;
    request.remote = to_text(*address);
    if (!hold(request.remote)) break;
  }
  request.loopback = request.remote == "::1" || request.remote.starts_with("127.");
}

}  // namespace vigie::http
