// An answer that goes on, as its readers see it.
#include "http/stream.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "tests/http/live_server.hpp"

using namespace vigie;
using namespace std::chrono_literals;
using test::get;

namespace {

/// What all the streams of a test say: the more it has, the more they say, each from the start.
struct Spring {
  std::mutex gate;
  std::string said;
  std::size_t piece = 16'384;
  bool over = false;
  std::atomic<int> open = 0;
  std::atomic<std::size_t> taken = 0;
};

class Tap final : public http::Stream {
 public:
  explicit Tap(Spring& spring) : spring_(spring) { ++spring_.open; }
  ~Tap() override { --spring_.open; }
  std::optional<std::string> next() override {
    const std::lock_guard lock(spring_.gate);
    if (spring_.over && at_ == spring_.said.size()) return std::nullopt;
    const std::string piece = spring_.said.substr(at_, spring_.piece);
    at_ += piece.size();
    spring_.taken += piece.size();
    return piece;
  }
  std::string heartbeat() override { return "<3"; }

 private:
  Spring& spring_;
  std::size_t at_ = 0;
};

/// GET /stream is a Tap, anything else "ok".
struct StreamServer {
  explicit StreamServer(http::Limits limits = {})
      : server(limits, [this](http::Request& request) { return answer(request); },
               [](const http::Request& request) { return request.path == "/stream" ? http::Lane::stream : http::Lane::quick; }) {
    port = server.listen("localhost", 0);
    thread = std::thread([this] { server.run(); });
  }
  ~StreamServer() { stop(); }
  void stop() {
    server.stop();
    if (thread.joinable()) thread.join();
  }
  void say(std::string_view more, bool last = false) {
    {
      const std::lock_guard lock(spring.gate);
      spring.said += more;
      spring.over = last;
    }
    server.wake();
  }
  http::Response answer(const http::Request& request) {
    http::Response response{200, "text/plain", "ok", {}};
    if (request.path != "/stream") return response;
    response.body = "hello ";
    response.stream = std::make_shared<Tap>(spring);
    return response;
  }
  test::RawClient connect() const { return test::RawClient(port); }
  bool closes_to(int open) const {
    for (int i = 0; i < 2000 && spring.open != open; ++i) std::this_thread::sleep_for(5ms);
    return spring.open == open;
  }

  Spring spring;
  http::Server server;
  std::uint16_t port = 0;
  std::thread thread;
};

}  // namespace

TEST_CASE("what follows an answer is sent as it comes, in order, until its end") {
  StreamServer server;
  auto client = server.connect();
  REQUIRE(client.send(get("/stream")));
  const auto answer = client.read_answer();
  CHECK(answer.status == 200);
  CHECK_FALSE(answer.says("Content-Length"));
  CHECK(answer.says("Connection: close"));
  CHECK(client.read_until("hello "));
  server.say("one ");
  CHECK(client.read_until("one "));
  server.say("two ");
  server.say("three", true);
  CHECK(client.read_until("two three"));
  CHECK(client.is_ended());
  CHECK(server.closes_to(0));
}

TEST_CASE("HEAD asks for no stream") {
  StreamServer server;
  auto client = server.connect();
  REQUIRE(client.send("HEAD /stream HTTP/1.1\r\nHost: a\r\n\r\n" + get("/")));
  CHECK(client.read_answer(true).status == 200);
  CHECK(client.read_answer().body == "ok");
  CHECK(server.closes_to(0));
}

TEST_CASE("a silent stream beats, and outlives every deadline of a request") {
  http::Limits limits;
  limits.heartbeat = 30ms;
  limits.idle_time = limits.write_time = limits.header_time = limits.connection_age = 40ms;
  StreamServer server(limits);
  auto client = server.connect();
  REQUIRE(client.send(get("/stream")));
  CHECK(client.read_answer().status == 200);
  CHECK(client.read_until("hello <3<3<3<3<3<3<3<3"));
  server.say("still here");
  CHECK(client.read_until("still here"));
}

TEST_CASE("a reader that leaves is let go at once, though nothing is sent") {
  http::Limits limits;
  limits.heartbeat = 1h;
  StreamServer server(limits);
  auto stays = server.connect();
  REQUIRE(stays.send(get("/stream")));
  CHECK(stays.read_answer().status == 200);
  {
    auto leaves = server.connect();
    REQUIRE(leaves.send(get("/stream")));
    CHECK(leaves.read_answer().status == 200);
    CHECK(server.closes_to(2));
  }
  CHECK(server.closes_to(1));
  CHECK(stays.read_until("hello "));
  server.say("one");
  CHECK(stays.read_until("one"));
}

TEST_CASE("a reader that does not read holds little, and is cut, while the others hear everything") {
  http::Limits limits;
  limits.write_time = 300ms;
  StreamServer server(limits);
  auto deaf = server.connect();
  REQUIRE(deaf.send(get("/stream")));
  CHECK(server.closes_to(1));
  server.say(std::string(50'000'000, 'x') + "end");
  CHECK(server.closes_to(0));  // cut
  CHECK(server.spring.taken < 8'000'000);
  auto client = server.connect();
  REQUIRE(client.send(get("/stream")));
  CHECK(client.read_answer().status == 200);
  CHECK(client.read_until("end"));
}

TEST_CASE("streams end when the server stops, without waiting for their readers") {
  StreamServer server;
  std::vector<test::RawClient> clients;
  for (int i = 0; i < 50; ++i) {
    clients.push_back(server.connect());
    REQUIRE(clients.back().send(get("/stream")));
  }
  CHECK(server.closes_to(50));
  const auto begun = std::chrono::steady_clock::now();
  server.stop();
  CHECK(std::chrono::steady_clock::now() - begun < 3s);
  for (auto& client : clients) {
    CHECK(client.read_answer().status == 200);
    CHECK(client.read_until("hello "));
    CHECK(client.is_ended());
  }
}

TEST_CASE("a thousand readers that come at once are let in, hear each piece, and take no worker") {
  test::allow_descriptors(4096);
  http::Limits limits;
  limits.workers = limits.queue = 1;
  StreamServer server(limits);
  std::vector<test::RawClient> clients;
  for (int i = 0; i < 1000; ++i) {
    clients.push_back(server.connect());
    REQUIRE(clients.back().send(get("/stream")));
  }
  for (auto& client : clients) REQUIRE(client.read_answer().status == 200);
  const long before = test::resident_bytes();
  for (int i = 0; i < 10; ++i) {
    const std::string piece = "piece " + std::to_string(i);
    server.say(piece);
    for (auto& client : clients) REQUIRE(client.read_until(piece));
  }
  auto other = server.connect();
  REQUIRE(other.send(get("/")));
  CHECK(other.read_answer().body == "ok");
  CHECK(test::resident_bytes() - before < 10'000'000);
  clients.clear();
  CHECK(server.closes_to(0));
}
