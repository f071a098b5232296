#include <doctest/doctest.h>

#include "oidc/published.hpp"
#include "oidc/token.hpp"
#include "tests/fuzz/mutate.hpp"
#include "tests/oidc/signing.hpp"

using namespace vigie;
using namespace vigie::tests;

TEST_CASE("no damaged token of a provider is believed, whatever was done to it") {
  const test::Signer signer(test::Signer::Kind::p256, "un");
  const auto keys = oidc::KeySet::parse(test::published({signer.published()}), oidc::Algorithm::es256);
  REQUIRE(keys.ok());
  const std::string first = signer.sign({{"iss", "https://id.example"}, {"sub", "7f3a"}, {"aud", "vigie"}}, "ES256"), second = signer.sign({{"sub", "autre"}}, "ES256");
  int believed = 0;
  fuzz({first, second}, {".", "..", "=", "eyJhbGciOiJub25lIn0", "eyJhbGciOiJIUzI1NiJ9", "-", "_", "\n", "\xff", std::string(1, '\0')}, [&](std::string_view text) {
    const auto head = oidc::read_head(text, oidc::Algorithm::es256);
    const auto* key = head ? keys->find(head->key_id) : nullptr;
    if (key == nullptr) return;
    const auto claims = oidc::verify(text, *key);
    if (!claims) return;
    ++believed;
    CAPTURE(std::string(text));
    CHECK((text == first || text == second));
  });
  CHECK(believed >= 2);
}

TEST_CASE("whatever a provider publishes, it is read or refused") {
  const test::Signer signer(test::Signer::Kind::p256, "un");
  const std::string issuer = "https://id.example";
  const std::string endpoints =
      R"({"issuer":"https://id.example","authorization_endpoint":"https://id.example/a","token_endpoint":"https://id.example/t","jwks_uri":"https://id.example/k","userinfo_endpoint":"https://id.example/u"})";
  fuzz({endpoints, test::published({signer.published()})}, {"http://", "https://", "\"kty\":\"oct\",", "null", "[]", "\"use\":\"enc\",", "\xff", "@", "#", "\"crv\":\"P-384\","}, [&](std::string_view text) {
    if (const auto read = oidc::parse_endpoints(text, issuer)) CHECK(read->token.starts_with("http"));
    (void)oidc::KeySet::parse(text, oidc::Algorithm::es256);
  });
}
