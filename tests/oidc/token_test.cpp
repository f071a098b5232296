// What a provider signs, and what is believed of it.
#include "oidc/token.hpp"

#include <doctest/doctest.h>

#include "base/hash.hpp"
#include "tests/oidc/signing.hpp"

using namespace vigie;
using oidc::Algorithm;
using oidc::KeySet;
using test::Signer;
namespace json = boost::json;

namespace {

constexpr std::int64_t now = 1'800'000'000;  // seconds

oidc::Expected expected() { return {"https://id.example", "vigie", std::string(43, 'n'), "acces", {}, base::Instant{now * 1000}}; }

json::object good_claims() {
  return {{"iss", "https://id.example"}, {"aud", "vigie"}, {"sub", "7f3a"}, {"nonce", std::string(43, 'n')}, {"iat", now - 5}, {"exp", now + 300}};
}

/// The code of the refusal of these claims; "" when they are taken.
std::string refusal_of(const json::object& claims, const oidc::Expected& wanted = expected()) {
  const auto checked = oidc::check_claims(claims, wanted);
  return checked ? "" : checked.error().code;
}
std::string refusal_with(std::string_view name, json::value value) {
  json::object claims = good_claims();
  claims[name] = std::move(value);
  return refusal_of(claims);
}
std::string refusal_without(std::string_view name) {
  json::object claims = good_claims();
  claims.erase(name);
  return refusal_of(claims);
}

/// The code of the refusal of a token under that algorithm and set; "" when its signature holds.
std::string refusal_of_token(const std::string& token, Algorithm algorithm, const std::string& set) {
  const auto head = oidc::read_head(token, algorithm);
  if (!head) return head.error().code;
  const KeySet keys = KeySet::parse(set, algorithm).value();
  const auto* key = keys.find(head->key_id);
  if (!key) return "no key";
  const auto claims = oidc::verify(token, *key);
  return claims ? "" : claims.error().code;
}

/// A token whose head is replaced; its signature stays.
std::string with_head(const std::string& token, std::string_view head) { return base::to_base64url(head) + token.substr(token.find('.')); }

}  // namespace

TEST_CASE("a token signed under the algorithm that is pinned, by a published key, is believed") {
  const Signer curve(Signer::Kind::p256, "c"), rsa(Signer::Kind::rsa, "r");
  const std::string set = test::published({curve.published(), rsa.published()});
  CHECK(refusal_of_token(curve.sign(good_claims(), "ES256"), Algorithm::es256, set).empty());
  CHECK(refusal_of_token(rsa.sign(good_claims(), "RS256"), Algorithm::rs256, set).empty());
  CHECK(refusal_of_token(rsa.sign(good_claims(), "PS256"), Algorithm::ps256, set).empty());
}

TEST_CASE("a token under another algorithm than the one pinned is refused, whatever signed it") {
  const Signer curve(Signer::Kind::p256, "c"), rsa(Signer::Kind::rsa, "r"), secret(Signer::Kind::secret, "s");
  const std::string set = test::published({curve.published(), rsa.published()});
  CHECK(refusal_of_token(rsa.sign(good_claims(), "RS256"), Algorithm::es256, set) == "jeton_algorithme");
  CHECK(refusal_of_token(rsa.sign(good_claims(), "PS256"), Algorithm::rs256, set) == "jeton_algorithme");
  CHECK(refusal_of_token(secret.sign(good_claims(), "HS256"), Algorithm::es256, set) == "jeton_algorithme");
  const std::string token = curve.sign(good_claims(), "ES256");
  const std::string unsigned_token = with_head(token, R"({"alg":"none"})");
  CHECK(refusal_of_token(unsigned_token.substr(0, unsigned_token.rfind('.') + 1), Algorithm::es256, set) == "jeton_algorithme");
  for (const char* head : {R"({"alg":"none","kid":"c"})", R"({"alg":"es256","kid":"c"})", R"({"kid":"c"})", R"({"alg":["ES256"],"kid":"c"})"})
    CHECK(refusal_of_token(with_head(token, head), Algorithm::es256, set) == "jeton_algorithme");
}

TEST_CASE("a token that a key did not sign, or that was changed since, is refused") {
  const Signer mine(Signer::Kind::p256, "c"), other(Signer::Kind::p256, "c");
  const std::string token = other.sign(good_claims(), "ES256");
  CHECK(refusal_of_token(token, Algorithm::es256, test::published({mine.published()})) == "jeton_signature");
  json::object claims = good_claims();
  claims["sub"] = "autre";
  const std::string good = mine.sign(good_claims(), "ES256");
  const std::size_t first = good.find('.'), second = good.rfind('.');
  const std::string changed = good.substr(0, first + 1) + base::to_base64url(base::to_text(claims)) + good.substr(second);
  CHECK(refusal_of_token(changed, Algorithm::es256, test::published({mine.published()})) == "jeton_signature");
}

TEST_CASE("what is no token is refused as unreadable") {
  const Signer mine(Signer::Kind::p256, "c");
  const std::string set = test::published({mine.published()}), good = mine.sign(good_claims(), "ES256");
  for (const std::string& text : {std::string(), std::string("a.b"), good + ".x", std::string(20'000, 'a') + "..", "%%%." + good,
                                  with_head(good, R"({"alg":"ES256","alg":"none"})"), with_head(good, R"({"alg":"ES256","crit":["x"],"x":1})"), with_head(good, "[]")})
    CHECK(refusal_of_token(text, Algorithm::es256, set) == "jeton_illisible");
}

TEST_CASE("a part of a token that no base64url text can be, or a signature with more behind it, is refused and ends nothing") {
  const Signer curve(Signer::Kind::p256, "c");
  const std::string set = test::published({curve.published()}), token = curve.sign(good_claims(), "ES256");
  const std::size_t first = token.find('.'), second = token.rfind('.');
  for (const std::string& bad : {token + "A", token + "AAAA", token.substr(0, first) + ".A" + token.substr(second), token.substr(0, second) + ".A",
                                 token.substr(0, second + 1)})
    CHECK(refusal_of_token(bad, Algorithm::es256, set) == "jeton_illisible");
}

TEST_CASE("a published key whose numbers are badly written is left out, and ends nothing") {
  const Signer curve(Signer::Kind::p256, "c"), rsa(Signer::Kind::rsa, "r");
  for (const char* member : {"x", "y"})
    for (const boost::json::value& bad : {boost::json::value("A"), boost::json::value("+/+/"), boost::json::value(7)})
      CHECK(KeySet::parse(test::published({curve.published({{member, bad}})}), Algorithm::es256)->find("c") == nullptr);
  CHECK(KeySet::parse(test::published({rsa.published({{"e", "A"}})}), Algorithm::rs256)->find("r") == nullptr);
}

TEST_CASE("of a published set only keys that can verify under that algorithm are taken") {
  const Signer curve(Signer::Kind::p256, "c"), rsa(Signer::Kind::rsa, "r"), small(Signer::Kind::small_rsa, "p"), secret(Signer::Kind::secret, "s");
  const std::string set = test::published({curve.published(), rsa.published(), small.published(), secret.published(), curve.published({{"kid", "enc"}, {"use", "enc"}}),
                                           curve.published({{"kid", "autre"}, {"alg", "ES512"}}), curve.published({{"kid", "512"}, {"crv", "P-521"}})});
  const KeySet curves = KeySet::parse(set, Algorithm::es256).value(), rsas = KeySet::parse(set, Algorithm::rs256).value();
  CHECK(curves.find("c"));
  for (const char* id : {"r", "p", "s", "enc", "autre", "512", "inconnue"}) CHECK_FALSE(curves.find(id));
  CHECK(rsas.find("r"));
  for (const char* id : {"c", "p", "s"}) CHECK_FALSE(rsas.find(id));
  CHECK(curves.find(""));
  CHECK_FALSE(KeySet::parse(test::published({curve.published(), Signer(Signer::Kind::p256, "d").published()}), Algorithm::es256).value().find(""));
  for (const char* bad : {"", "[]", "{}", R"({"keys":{}})", "clés"}) CHECK_FALSE(KeySet::parse(bad, Algorithm::es256));
}

TEST_CASE("claims that speak of this login are taken") {
  CHECK(refusal_of(good_claims()).empty());
  CHECK(refusal_with("aud", json::array{"vigie"}).empty());
  CHECK(refusal_with("iat", 1.8e9).empty());
  json::object several = good_claims();
  several["aud"] = json::array{"autre", "vigie"};
  several["azp"] = "vigie";
  CHECK(refusal_of(several).empty());
  json::object tied = good_claims();
  tied["at_hash"] = base::to_base64url(base::sha256("acces").substr(0, 16));
  CHECK(refusal_of(tied).empty());
}

TEST_CASE("claims of another issuer, client, person or moment are each refused") {
  CHECK(refusal_with("iss", "https://id.example/") == "jeton_emetteur");
  CHECK(refusal_without("iss") == "jeton_emetteur");
  for (const json::value& audience : {json::value("autre"), json::value(json::array{"autre"}), json::value(json::array{"autre", "vigie"}), json::value(1), json::value(json::array{})})
    CHECK(refusal_with("aud", audience) == "jeton_destinataire");
  CHECK(refusal_without("aud") == "jeton_destinataire");
  CHECK(refusal_with("azp", "autre") == "jeton_destinataire");
  CHECK(refusal_with("azp", 1) == "jeton_destinataire");
  CHECK(refusal_with("exp", now - 61) == "jeton_expire");
  CHECK(refusal_with("exp", now - 59).empty());
  CHECK(refusal_with("exp", "demain") == "jeton_expire");
  CHECK(refusal_without("exp") == "jeton_expire");
  CHECK(refusal_with("iat", now - 601) == "jeton_expire");
  CHECK(refusal_with("iat", now + 61) == "jeton_expire");
  CHECK(refusal_without("iat") == "jeton_expire");
  CHECK(refusal_with("nbf", now + 61) == "jeton_expire");
  CHECK(refusal_with("nbf", "jamais") == "jeton_expire");
  CHECK(refusal_with("nonce", json::string(43, 'm')) == "jeton_nonce");
  CHECK(refusal_with("nonce", "") == "jeton_nonce");
  CHECK(refusal_without("nonce") == "jeton_nonce");
  CHECK(refusal_with("at_hash", "autre") == "jeton_acces");
  for (const json::value& subject : {json::value(""), json::value(7), json::value(json::string(256, 'a')), json::value("a\nb"), json::value("é")})
    CHECK(refusal_with("sub", subject) == "jeton_sujet");
}

TEST_CASE("a level of authentication that is not among those wanted is refused") {
  oidc::Expected wanted = expected();
  wanted.acr = {"eidas2", "eidas3"};
  json::object claims = good_claims();
  CHECK(refusal_of(claims, wanted) == "niveau_insuffisant");
  claims["acr"] = "eidas1";
  CHECK(refusal_of(claims, wanted) == "niveau_insuffisant");
  claims["acr"] = "eidas3";
  CHECK(refusal_of(claims, wanted).empty());
}

TEST_CASE("where an age is bound, who proved who they are too long ago, or does not say when, is refused") {
  oidc::Expected wanted = expected();
  wanted.max_age = std::chrono::minutes{10};
  json::object claims = good_claims();
  CHECK(refusal_of(claims, wanted) == "authentification_ancienne");
  for (const auto& [auth_time, refused] : {std::pair{now - 600, false}, {now - 661, true}, {now + 61, true}, {now, false}}) {
    claims["auth_time"] = auth_time;
    CHECK(refusal_of(claims, wanted) == (refused ? "authentification_ancienne" : ""));
  }
  CHECK(refusal_of(good_claims()).empty());
}
