#include "oidc/trip.hpp"

#include <doctest/doctest.h>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "oidc/published.hpp"

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
