#include "http/proxies.hpp"

#include <doctest/doctest.h>

using namespace vigie;
using http::Proxies;

namespace {

using ProxyHeaders = std::vector<std::pair<std::string, std::string>>;

/// A request from that peer, as it is after the correction.
http::Request corrected(const std::vector<std::string>& trusted, std::string peer, ProxyHeaders headers,
                        Proxies::Words words = Proxies::Words::x_forwarded) {
  http::Request request;
  request.remote = std::move(peer);
  request.loopback = request.remote == "127.0.0.1";
  request.headers = std::move(headers);
  request.headers.emplace_back("host", "127.0.0.1:8116");
  Proxies::parse(trusted, words).value().correct(request);
  return request;
}

const ProxyHeaders usual{{"x-forwarded-for", "192.0.2.7"}, {"x-forwarded-proto", "https"}, {"x-forwarded-host", "vigie.example"}};

}  // namespace

TEST_CASE("a declared proxy says who asks, over what, and of which host") {
  const auto request = corrected({"127.0.0.1"}, "127.0.0.1", usual);
  CHECK(request.remote == "192.0.2.7");
  CHECK_FALSE(request.loopback);
  CHECK(request.secure);
  CHECK(request.header("host") == "vigie.example");
}

TEST_CASE("nobody else is believed, nor anybody when no proxy is declared") {
  for (const auto& trusted : {std::vector<std::string>{}, {"10.0.0.0/8"}, {"127.0.0.2"}, {"::1"}}) {
    const auto request = corrected(trusted, "127.0.0.1", usual);
    CHECK(request.remote == "127.0.0.1");
    CHECK(request.loopback);
    CHECK_FALSE(request.secure);
    CHECK(request.header("host") == "127.0.0.1:8116");
  }
}

TEST_CASE("what a client wrote before the first declared proxy is not looked at") {
  const ProxyHeaders chain{{"x-forwarded-for", "203.0.113.9, 198.51.100.4"}, {"x-forwarded-for", "10.1.2.3"}};
  CHECK(corrected({"127.0.0.1", "10.1.0.0/16"}, "127.0.0.1", chain).remote == "198.51.100.4");
  CHECK(corrected({"127.0.0.1"}, "127.0.0.1", chain).remote == "10.1.2.3");
  CHECK(corrected({"127.0.0.1"}, "127.0.0.1", {{"forwarded", "for=203.0.113.9;proto=https"}}).remote == "127.0.0.1");
  CHECK(corrected({"127.0.0.1"}, "127.0.0.1", usual, Proxies::Words::forwarded).remote == "127.0.0.1");
}

TEST_CASE("Forwarded is read as RFC 7239 writes it") {
  const auto said = [](std::string line) { return corrected({"127.0.0.1", "2001:db8:1::/48"}, "127.0.0.1", {{"forwarded", std::move(line)}}, Proxies::Words::forwarded); };
  const auto one = said("For=\"[2001:db8:cafe::17]:4711\"; Proto=https;host=\"vigie.example:8443\"");
  CHECK(one.remote == "2001:db8:cafe::17");
  CHECK(one.secure);
  CHECK(one.header("host") == "vigie.example:8443");
  const auto two = said("for=203.0.113.9;proto=https;host=ailleurs.example, for=192.0.2.60;proto=https, for=\"[2001:db8:1::2]\";proto=http");
  CHECK(two.remote == "192.0.2.60");
  CHECK(two.secure);
  CHECK(two.header("host") == "127.0.0.1:8116");
  CHECK(said("for=_cachee;proto=https").remote == "127.0.0.1");
  CHECK(said("for=_cachee;proto=https").secure);
}

TEST_CASE("what a proxy leaves out or writes badly changes nothing") {
  for (const std::string bad : {"", "inconnu", "1.2.3", "1.2.3.4.5", "[::1", "1.2.3.4:x:y", "999.1.1.1"}) {
    CAPTURE(bad);
    CHECK(corrected({"127.0.0.1"}, "127.0.0.1", {{"x-forwarded-for", bad}}).remote == "127.0.0.1");
  }
  CHECK_FALSE(corrected({"127.0.0.1"}, "127.0.0.1", {{"x-forwarded-proto", "ftp"}}).secure);
  CHECK(corrected({"127.0.0.1"}, "127.0.0.1", {{"x-forwarded-proto", "HTTPS"}}).secure);
  CHECK(corrected({"127.0.0.1"}, "127.0.0.1", {{"x-forwarded-host", "a b/c"}}).header("host") == "127.0.0.1:8116");
}

TEST_CASE("addresses and networks of both kinds are told apart, to the bit") {
  const auto held = [](const std::string& network, std::string_view address) { return Proxies::parse({network}, Proxies::Words::x_forwarded).value().hold(address); };
  CHECK(held("10.1.0.0/15", "10.0.255.255") == true);
  CHECK(held("10.1.0.0/16", "10.1.255.255"));
  CHECK_FALSE(held("10.1.0.0/16", "10.2.0.0"));
  CHECK(held("192.0.2.128/25", "192.0.2.200"));
  CHECK_FALSE(held("192.0.2.128/25", "192.0.2.127"));
  CHECK(held("0.0.0.0/0", "203.0.113.1"));
  CHECK_FALSE(held("0.0.0.0/0", "2001:db8::1"));
  CHECK(held("fd00::/8", "fdff::1"));
  CHECK_FALSE(held("fd00::/8", "fe00::1"));
  CHECK(held("::ffff:192.0.2.1", "192.0.2.1"));
}

TEST_CASE("what is no network is refused, and named") {
  for (const std::string bad : {"mandataire", "10.0.0.0/33", "10.0.0.0/", "fd00::/129", "10.0.0.0/-1", "10.0.0/8"}) {
    const auto parsed = Proxies::parse({"127.0.0.1", bad}, Proxies::Words::x_forwarded);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == "configuration_invalide");
    CHECK(parsed.error().text.find(bad) != std::string::npos);
  }
}
