// Connections that are encrypted, as a client of OpenSSL sees them; the certificate is made here.
#include "http/tls.hpp"

#include <doctest/doctest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <csignal>
#include <cstdio>

#include "tests/http/live_server.hpp"

using namespace vigie;
using test::get;
using test::post;

namespace {

void write_pem(const std::string& path, const std::function<int(std::FILE*)>& write) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  REQUIRE(file);
  CHECK(write(file) == 1);
  std::fclose(file);
}

/// A key on P-256 and a certificate of an hour, in two files that go with it.
struct Pair {
  Pair() : key(EVP_EC_gen("P-256")), certificate(X509_new()) {
    X509_set_version(certificate, X509_VERSION_3);
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_sign(certificate, key, EVP_sha256());
    write_pem(path + ".pem", [&](std::FILE* file) { return PEM_write_X509(file, certificate); });
    write_pem(path + ".key", [&](std::FILE* file) { return PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr); });
  }
  ~Pair() {
    for (const char* end : {".pem", ".key"}) std::filesystem::remove(path + end);
    X509_free(certificate);
    EVP_PKEY_free(key);
  }
  std::shared_ptr<const http::Tls> load() const { return http::Tls::load(path + ".pem", path + ".key").value(); }

  EVP_PKEY* key;
  X509* certificate;
  const std::string path = (std::filesystem::temp_directory_path() / fmt::format("vigie-tls-{}-{}", ::getpid(), static_cast<const void*>(this))).string();
};

/// A client that waits, over a connection of its own.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port) : plug_(port), context_(SSL_CTX_new(TLS_client_method())), ssl_(SSL_new(context_)) {
    std::signal(SIGPIPE, SIG_IGN);  // as the program does
    SSL_set_fd(ssl_, plug_.descriptor());
  }
  ~TlsClient() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
  }
  bool greet() { return SSL_connect(ssl_) == 1; }
  bool send(std::string_view bytes) {
    std::size_t size = 0;
    return SSL_write_ex(ssl_, bytes.data(), bytes.size(), &size) == 1 && size == bytes.size();
  }
  /// One answer, head and body; less when it ends before.
  std::string read_answer() {
    std::string text;
    std::array<char, 4096> piece;
    std::size_t size = 0, whole = std::string::npos;
    while (text.size() < whole && SSL_read_ex(ssl_, piece.data(), piece.size(), &size) == 1) {
      text.append(piece.data(), size);
      const std::size_t end = text.find("\r\n\r\n"), length = text.find("Content-Length: ");
      if (whole == text.npos && end != text.npos && length != text.npos) whole = end + 4 + std::stoul(text.substr(length + 16));
    }
    return text;
  }
  bool is_at_the_end() {
    char nothing = 0;
    std::size_t size = 0;
    return SSL_read_ex(ssl_, &nothing, 1, &size) != 1 && (SSL_get_shutdown(ssl_) & SSL_RECEIVED_SHUTDOWN) != 0;
  }

 private:
  test::RawClient plug_;
  SSL_CTX* context_;
  SSL* ssl_;
};

}  // namespace

TEST_CASE("requests and answers pass encrypted, whole, whatever their size") {
  const Pair pair;
  test::LiveServer server;
  server.encrypt(pair.load());
  TlsClient client(server.port);
  REQUIRE(client.greet());
  for (const std::size_t size : {0u, 10u, 16'384u, 100'000u, 1'000'000u}) {
    const std::string body(size, 'x');
    REQUIRE(client.send(post("/", body)));
    const std::string answer = client.read_answer();
    CHECK(answer.starts_with("HTTP/1.1 200 OK"));
    CHECK(answer.find("Strict-Transport-Security") != answer.npos);
    CHECK(answer.ends_with("POST / " + body));
  }
}

TEST_CASE("after a refusal the other side is told the end") {
  const Pair pair;
  test::LiveServer server;
  server.encrypt(pair.load());
  TlsClient client(server.port);
  REQUIRE(client.greet());
  REQUIRE(client.send("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"));
  CHECK(client.read_answer().starts_with("HTTP/1.1 400"));
  CHECK(client.is_at_the_end());
}

TEST_CASE("who leaves or stays silent in the greeting takes nothing with it") {
  const Pair pair;
  http::Limits limits;
  limits.greeting_time = std::chrono::milliseconds(200);
  test::LiveServer server(limits);
  server.encrypt(pair.load());
  std::vector<test::RawClient> silent;
  for (int i = 0; i < 20; ++i) silent.push_back(server.connect());
  for (int i = 0; i < 20; ++i) {
    auto hasty = server.connect();
    CHECK(hasty.send(i % 2 == 0 ? "\x16\x03\x01" : "GET / HTTP/1.1\r\n\r\n"));
  }
  TlsClient client(server.port);
  REQUIRE(client.greet());
  REQUIRE(client.send(get("/ici")));
  CHECK(client.read_answer().starts_with("HTTP/1.1 200 OK"));
  for (auto& one : silent) CHECK(one.is_ended());
}

TEST_CASE("a connection keeps the certificate that it began under, and the next has the new one") {
  auto first = std::make_unique<Pair>();
  const Pair second;
  test::LiveServer server;
  server.encrypt(first->load());
  TlsClient early(server.port);
  REQUIRE(early.greet());
  server.encrypt(second.load());
  first.reset();
  TlsClient late(server.port);
  REQUIRE(late.greet());
  for (TlsClient* client : {&early, &late}) {
    REQUIRE(client->send(get("/ici")));
    CHECK(client->read_answer().starts_with("HTTP/1.1 200 OK"));
  }
}

TEST_CASE("a key that is not that of the certificate is refused") {
  const Pair one, other;
  const auto loaded = http::Tls::load(one.path + ".pem", other.path + ".key");
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().text.find(other.path) != std::string::npos);
}
