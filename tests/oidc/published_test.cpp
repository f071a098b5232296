// What a provider publishes, fetched from a real server that counts how often.
#include "oidc/published.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "http/server.hpp"
#include "tests/oidc/signing.hpp"

using namespace vigie;
using test::Signer;

namespace {

struct SetClock final : base::Clock {
  base::Instant at{1'800'000'000'000};
  base::Instant now() const override { return at; }
};

/// Publishes what it is told to, on a port of its own.
class Publisher {
 public:
  Publisher() : server_({}, [this](http::Request& request) { return answer(request); }) {
    const auto port = server_.listen("localhost", 0);
    settings.issuer = fmt::format("http://127.0.0.1:{}", port);
    thread_ = std::thread([this] { server_.run(); });
  }
  ~Publisher() {
    server_.stop();
    thread_.join();
  }
  oidc::Settings settings;
  std::atomic<int> discoveries = 0, sets = 0, status = 200;
  void publish(std::string set) {
    const std::lock_guard lock(gate_);
    set_ = std::move(set);
  }

 private:
  http::Response answer(const http::Request& request) {
    const std::lock_guard lock(gate_);
    http::Response response{status, "application/json", set_, {}};
    if (request.path == "/jwks") ++sets;
    if (request.path == "/.well-known/openid-configuration") {
      ++discoveries;
      response.body = base::to_text(boost::json::object{{"issuer", settings.issuer}, {"authorization_endpoint", settings.issuer + "/auth"},
                                                        {"token_endpoint", settings.issuer + "/token"}, {"jwks_uri", settings.issuer + "/jwks"}});
    }
    return response;
  }
  std::mutex gate_;
  std::string set_;
  http::Server server_;
  std::thread thread_;
};

std::string code_of(const base::Result<std::shared_ptr<const _cjose_jwk_int>>& key) { return key ? "" : key.error().code; }

}  // namespace

TEST_CASE("keys are fetched again for one that is not known, at most once a minute, and after an hour") {
  Publisher publisher;
  SetClock clock;
  oidc::Published published(publisher.settings, clock);
  const Signer first(Signer::Kind::p256, "un"), second(Signer::Kind::p256, "deux");
  publisher.publish(test::published({first.published()}));
  REQUIRE(published.endpoints());
  CHECK(code_of(published.key("un")).empty());
  CHECK(code_of(published.key("un")).empty());
  CHECK(publisher.sets == 1);
  publisher.publish(test::published({second.published()}));
  for (int i = 0; i < 5; ++i) CHECK(code_of(published.key("deux")) == "jeton_cle_inconnue");
  CHECK(publisher.sets == 1);
  clock.at = clock.at + std::chrono::minutes(1);
  CHECK(code_of(published.key("deux")).empty());
  CHECK(code_of(published.key("un")) == "jeton_cle_inconnue");
  CHECK(publisher.sets == 2);
  clock.at = clock.at + std::chrono::minutes(61);
  CHECK(code_of(published.key("deux")).empty());
  CHECK(publisher.sets == 3);
  CHECK(publisher.discoveries == 1);
  REQUIRE(published.endpoints());
  CHECK(publisher.discoveries == 2);
}

TEST_CASE("a provider that answers badly, or not at all, is not available") {
  Publisher publisher;
  SetClock clock;
  oidc::Published published(publisher.settings, clock);
  publisher.status = 500;
  CHECK(published.endpoints().error().code == "fournisseur_injoignable");
  publisher.status = 200;
  REQUIRE(published.endpoints());
  publisher.publish("rien");
  CHECK(code_of(published.key("un")) == "cles_illisibles");
  CHECK(code_of(published.key("un")) == "fournisseur_injoignable");
  oidc::Settings nowhere;
  nowhere.issuer = "http://127.0.0.1:1";
  CHECK(oidc::Published(nowhere, clock).endpoints().error().code == "fournisseur_injoignable");
}

TEST_CASE("an answer that is too long is not taken") {
  Publisher publisher;
  SetClock clock;
  oidc::Published published(publisher.settings, clock);
  REQUIRE(published.endpoints());
  publisher.publish("{\"keys\":[],\"x\":\"" + std::string(300'000, 'x') + "\"}");
  CHECK(code_of(published.key("un")) == "fournisseur_injoignable");
}
