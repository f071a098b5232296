#include "oidc/trip.hpp"

#include <doctest/doctest.h>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "oidc/provider.hpp"

using namespace vigie;

TEST_CASE("what a trip says to the provider is long, its own, and follows from the secret of the browser") {
  const auto one = oidc::Trip::begin(), other = oidc::Trip::begin();
  const std::set<std::string> all{one.secret(), one.state(), one.nonce(), one.verifier(), one.challenge(), other.state(), other.nonce(), other.verifier()};
  CHECK(all.size() == 8);
  for (const std::string& text : all) CHECK(text.size() == 43);
  CHECK(one.challenge() == base::to_base64url(base::sha256(one.verifier())));
  const auto back = oidc::Trip::resume(one.secret());
  REQUIRE(back);
  CHECK(back->state() == one.state());
  CHECK(back->nonce() == one.nonce());
  CHECK(back->verifier() == one.verifier());
  for (const char* bad : {"", "court", "%%%", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) CHECK_FALSE(oidc::Trip::resume(bad));
}

TEST_CASE("what a provider publishes of itself is its own, and leads over TLS or to this machine") {
  const auto read = [](std::string_view issuer, std::string_view token) {
    return oidc::parse_endpoints(fmt::format(R"({{"issuer":"{}","authorization_endpoint":"https://id.example/a","token_endpoint":"{}","jwks_uri":"https://id.example/k"}})", issuer, token),
                                 "https://id.example");
  };
  REQUIRE(read("https://id.example", "https://id.example/t"));
  CHECK(read("https://id.example", "http://127.0.0.1:8000/t"));
  CHECK_FALSE(read("https://id.example.evil.example", "https://id.example/t"));
  for (const char* bad : {"http://id.example/t", "http://127.0.0.1.evil.example/t", "http://127.0.0.1@evil.example/t", "file:///etc/passwd", "", "ftp://id.example/"})
    CHECK_FALSE(read("https://id.example", bad));
}

TEST_CASE("an address of signing out that is not over TLS or on this machine is as none, and the provider serves all the same") {
  const auto out = [](std::string_view address) {
    const auto read = oidc::parse_endpoints(fmt::format(R"({{"issuer":"https://id.example","authorization_endpoint":"https://id.example/a","token_endpoint":"https://id.example/t","jwks_uri":"https://id.example/k","end_session_endpoint":"{}"}})", address),
                                            "https://id.example");
    REQUIRE(read);
    return read->end_session;
  };
  CHECK(out("https://id.example/fin") == "https://id.example/fin");
  for (const char* bad : {"", "http://id.example/fin", "javascript:alert(1)", "//id.example/fin", "https://id.example/fin x", "https://id.example@evil.example/"})
    CHECK(out(bad).empty());
}

TEST_CASE("who signs out is sent with what says whose session it is, and with the state of that trip alone") {
  const base::SystemClock clock;
  oidc::Settings settings;
  settings.client_id = "vigie";
  settings.base_url = "https://vigie.example";
  const oidc::Provider provider(settings, clock);
  const auto trip = oidc::Trip::begin();
  CHECK(provider.departure_out({"https://id.example/fin", "a.b.c"}, trip) ==
        fmt::format("https://id.example/fin?client_id=vigie&post_logout_redirect_uri=https%3A%2F%2Fvigie.example%2Fdeconnexion%2Fretour&state={}&id_token_hint=a.b.c", trip.state()));
  CHECK(provider.departure_out({"https://id.example/fin?x=1", ""}, trip) ==
        fmt::format("https://id.example/fin?x=1&client_id=vigie&post_logout_redirect_uri=https%3A%2F%2Fvigie.example%2Fdeconnexion%2Fretour&state={}", trip.state()));
}
