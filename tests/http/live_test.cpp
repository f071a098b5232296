// The server as a client sees it when both behave. Every wait has a generous bound and no test measures time.
#include <doctest/doctest.h>

#include <memory>
#include <vector>

#include "base/error.hpp"
#include "tests/http/live_server.hpp"

using namespace vigie;
using namespace std::chrono_literals;
using test::get;
using test::post;

TEST_CASE("a request is answered and the connection stays") {
  test::LiveServer server;
  auto client = server.connect();
  for (const std::string body : {"", "un", "deux"}) {
    REQUIRE(client.send(post("/a%20b?x=1", body)));
    const auto answer = client.read_answer();
    CHECK(answer.status == 200);
    CHECK(answer.body == "POST /a b " + body);
    CHECK(answer.says("Connection: keep-alive"));
  }
}

TEST_CASE("requests sent together are answered in their order") {
  test::LiveServer server;
  auto client = server.connect();
  REQUIRE(client.send(get("/1") + post("/2", "body") + get("/3")));
  CHECK(client.read_answer().body == "GET /1 ");
  CHECK(client.read_answer().body == "POST /2 body");
  CHECK(client.read_answer().body == "GET /3 ");
}

TEST_CASE("a request that comes byte by byte is the same request") {
  test::LiveServer server;
  auto client = server.connect();
  const std::string bytes = post("/slow", "body");
  for (const char& byte : bytes) REQUIRE(client.send({&byte, 1}));
  CHECK(client.read_answer().body == "POST /slow body");
}

TEST_CASE("a body at the limit is taken whole") {
  test::LiveServer server;
  auto client = server.connect();
  const std::string body(http::Limits{}.body_bytes, 'x');
  REQUIRE(client.send(post("/", body)));
  CHECK(client.read_answer().body.size() == body.size() + 7);
}

TEST_CASE("HEAD, 204 and an old client are answered as they must be") {
  test::LiveServer server;
  auto client = server.connect();
  REQUIRE(client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n" + get("/nothing") + get("/b")));
  const auto head = client.read_answer(true);
  CHECK(head.says("Content-Length: 8"));
  CHECK(client.read_answer(true).status == 204);
  CHECK(client.read_answer().body == "GET /b ");
  auto old = server.connect();
  REQUIRE(old.send("GET /old HTTP/1.0\r\n\r\n"));
  const auto answer = old.read_answer();
  CHECK(answer.body == "GET /old ");
  CHECK(answer.says("Connection: close"));
  CHECK(old.is_ended());
}

TEST_CASE("a client that asks to close, or that stops sending, still gets its answer") {
  test::LiveServer server;
  auto closing = server.connect();
  REQUIRE(closing.send(get("/", "Connection: close\r\n")));
  CHECK(closing.read_answer().says("Connection: close"));
  CHECK(closing.is_ended());
  auto half = server.connect();
  REQUIRE(half.send(get("/half")));
  half.say_end();
  CHECK(half.read_answer().body == "GET /half ");
  CHECK(half.is_ended());
}

TEST_CASE("a client that waits for 100 Continue gets it before its body, and only when it is needed") {
  test::LiveServer server;
  auto client = server.connect();
  REQUIRE(client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"));
  CHECK(client.read_answer().status == 100);
  REQUIRE(client.send("body"));
  CHECK(client.read_answer().body == "POST / body");
  REQUIRE(client.send(post("/", "body", "Expect: 100-continue\r\n")));
  CHECK(client.read_answer().status == 200);
}

TEST_CASE("a handler that throws or breaks a header gives 500 and the connection lives on") {
  test::LiveServer server;
  auto client = server.connect();
  for (const char* path : {"/throw", "/broken-header"}) {
    REQUIRE(client.send(get(path)));
    const auto answer = client.read_answer();
    CHECK(answer.status == 500);
    CHECK(answer.body.find("threw") == answer.body.npos);
    CHECK_FALSE(answer.says("Set-Cookie"));
  }
  REQUIRE(client.send(get("/")));
  CHECK(client.read_answer().status == 200);
}

TEST_CASE("a connection past its age is told to close") {
  http::Limits limits;
  limits.connection_age = 0ms;
  test::LiveServer server(limits);
  auto client = server.connect();
  REQUIRE(client.send(get("/")));
  CHECK(client.read_answer().says("Connection: close"));
  CHECK(client.is_ended());
}

TEST_CASE("a stop answers the request in flight, ends the idle and returns") {
  test::LiveServer server;
  auto idle = server.connect();
  REQUIRE(idle.send(get("/")));
  CHECK(idle.read_answer().status == 200);
  auto busy = server.connect();
  REQUIRE(busy.send(get("/wait")));
  server.wait_for_waiting(1);
  server.ask_to_stop();
  CHECK(idle.is_ended());
  CHECK_THROWS(server.connect());
  server.release();
  const auto answer = busy.read_answer();
  CHECK(answer.body == "GET /wait ");
  CHECK(answer.says("Connection: close"));
  CHECK(busy.is_ended());
  server.stop();
}

TEST_CASE("a stop does not wait longer than its time for a client that never ends") {
  http::Limits limits;
  limits.stop_time = 100ms;
  auto server = std::make_unique<test::LiveServer>(limits);
  auto client = server->connect();
  REQUIRE(client.send("GET / HTTP/1.1\r\nHost"));
  server.reset();  // returns: that is the promise
  CHECK(client.read_answer().status == 0);
}

TEST_CASE("an address that cannot be had is a fault that says so") {
  test::LiveServer server;
  http::Server other({}, [](http::Request&) { return http::Response{}; });
  CHECK_THROWS_AS(other.listen("localhost", server.port), base::Fault);
  CHECK_THROWS_AS(other.listen("not an address", 0), base::Fault);
}
