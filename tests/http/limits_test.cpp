// The server as a client sees it when the client misbehaves: every limit, and what an attack costs.
#include <doctest/doctest.h>

#include <vector>

#include "tests/http/live_server.hpp"

using namespace vigie;
using namespace std::chrono_literals;
using test::get;
using test::post;

namespace {

/// What the server answers to these bytes, and that it then ends the connection without a reset.
int refusal_to(const test::LiveServer& server, const std::string& bytes, std::string_view type = "application/problem+json") {
  auto client = server.connect();
  CHECK(client.send(bytes));
  const auto answer = client.read_answer();
  client.say_end();
  CHECK(answer.says("Connection: close"));
  CHECK(answer.says(fmt::format("Content-Type: {}", type)));
  CHECK(answer.says("X-Content-Type-Options: nosniff"));
  CHECK(client.is_ended());
  return answer.status;
}

/// Sends `head`, then `piece` again and again up to 60 MB or until the server takes no more.
void pour(const test::LiveServer& server, std::string_view head, std::string_view piece) {
  auto client = server.connect();
  client.send(head);
  for (std::size_t sent = 0; sent < 60'000'000; sent += piece.size())
    if (!client.send(piece)) return;
}

}  // namespace

TEST_CASE("a request that breaks the protocol is refused, seen by its client, and ended") {
  test::LiveServer server;
  CHECK(refusal_to(server, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na") ==
        400);
  CHECK(refusal_to(server,
                   "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                   "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
  CHECK(
      refusal_to(server,
                 "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n") ==
      411);
  CHECK(refusal_to(server, std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11)) == 400);
  CHECK(refusal_to(server, "GET /../a HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
  CHECK(refusal_to(server, get("/", "X: " + std::string(8200, 'x') + "\r\n")) == 431);
  CHECK(refusal_to(server, "GET /" + std::string(100'000, 'a')) == 431);
}

TEST_CASE("a body over the limit is refused before a byte of it is sent") {
  test::LiveServer server;
  CHECK(refusal_to(server, "POST /api HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n") == 413);
  CHECK(refusal_to(server,
                   "POST /api/x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5000000\r\n\r\n") ==
        413);
}

TEST_CASE("outside /api a body over the limit is refused as a page") {
  test::LiveServer server;
  CHECK(refusal_to(server, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n", "text/html") == 413);
  CHECK(refusal_to(server, "POST /apis HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n", "text/html") == 413);
}

TEST_CASE("a client that sends five megabytes first still sees why it is refused") {
  test::LiveServer server;
  CHECK(refusal_to(server, post("/api/v1/x", std::string(5'000'000, 'x'))) == 413);
}

TEST_CASE("a head that dribbles is refused at its deadline, though bytes keep coming") {
  http::Limits limits;
  limits.header_time = 300ms;
  test::LiveServer server(limits);
  auto client = server.connect();
  std::atomic<int> sent = 0;
  std::thread dribble([&] {
    while (sent < 400 && client.send("G")) {
      ++sent;
      std::this_thread::sleep_for(25ms);
    }
  });
  CHECK(client.read_answer().status == 408);
  CHECK(sent < 400);  // refused while bytes were still coming
  client.say_end();
  dribble.join();
}

TEST_CASE("a body that comes too slowly for its rate is refused before the whole time is over") {
  http::Limits limits;
  limits.body_time = 1h;
  limits.body_grace = 200ms;
  test::LiveServer server(limits);
  auto client = server.connect();
  REQUIRE(client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc"));
  CHECK(client.read_answer().status == 408);
}

TEST_CASE("an idle connection is closed in silence") {
  http::Limits limits;
  limits.idle_time = 200ms;
  test::LiveServer server(limits);
  auto fresh = server.connect();
  auto used = server.connect();
  REQUIRE(used.send(get("/")));
  CHECK(used.read_answer().status == 200);
  CHECK(fresh.is_ended());
  CHECK(used.is_ended());
}

TEST_CASE("an answer that nobody reads is cut at its deadline") {
  http::Limits limits;
  limits.write_time = 200ms;
  limits.idle_time = 1h;
  limits.connections = 1;
  test::LiveServer server(limits);
  auto deaf = server.connect();
  const std::string large = post("/", std::string(1'000'000, 'x'));
  std::thread sender([&] {
    for (int i = 0; i < 100 && deaf.send(large); ++i) {
    }
  });
  sender.join();  // ends only because the server cuts the connection
  auto client = server.connect();
  REQUIRE(client.send(get("/")));
  CHECK(client.read_answer().status == 200);
}

TEST_CASE("when every worker is taken and the queue is full the next is told to come back") {
  http::Limits limits;
  limits.workers = 1;
  limits.queue = 1;
  test::LiveServer server(limits);
  std::vector<test::RawClient> clients;
  clients.push_back(server.connect());
  REQUIRE(clients[0].send(get("/wait")));
  server.wait_for_waiting(1);
  // Of two more, one takes the queue and the other is refused at once; which, the network decides.
  for (int i = 0; i < 2; ++i) clients.push_back(server.connect());
  REQUIRE(clients[1].send(get("/queued")));
  REQUIRE(clients[2].send(get("/queued")));
  pollfd both[] = {{clients[1].descriptor(), POLLIN, 0}, {clients[2].descriptor(), POLLIN, 0}};
  REQUIRE(::poll(both, 2, 20'000) == 1);
  auto& refused = both[0].revents != 0 ? clients[1] : clients[2];
  auto& queued = both[0].revents != 0 ? clients[2] : clients[1];
  const auto answer = refused.read_answer();
  CHECK(answer.status == 503);
  CHECK(answer.says("Retry-After: 1"));
  CHECK(answer.says("Connection: keep-alive"));
  server.release();
  CHECK(queued.read_answer().status == 200);
  CHECK(clients[0].read_answer().status == 200);
  REQUIRE(refused.send(get("/again")));
  CHECK(refused.read_answer().body == "GET /again ");
}

TEST_CASE("when the house is full the longest idle leaves, and with none idle the newcomer is told") {
  http::Limits limits;
  limits.connections = 2;
  test::LiveServer server(limits);
  auto oldest = server.connect();
  REQUIRE(oldest.send(get("/")));
  CHECK(oldest.read_answer().status == 200);
  auto busy = server.connect();
  REQUIRE(busy.send(get("/wait")));
  server.wait_for_waiting(1);
  auto newcomer = server.connect();
  REQUIRE(newcomer.send(get("/wait")));
  CHECK(oldest.is_ended());
  server.wait_for_waiting(2);
  auto refused = server.connect();
  refused.send(get("/"));
  CHECK(refused.read_answer().status == 503);
  CHECK(refused.is_ended());
  server.release();
  CHECK(busy.read_answer().status == 200);
  CHECK(newcomer.read_answer().status == 200);
}

TEST_CASE("six hundred idle connections do not keep a request from its answer") {
  test::allow_descriptors(4096);
  test::LiveServer server;
  std::vector<test::RawClient> idle;
  for (int i = 0; i < 600; ++i) idle.push_back(server.connect());
  auto client = server.connect();
  REQUIRE(client.send(get("/")));
  CHECK(client.read_answer().status == 200);
  REQUIRE(idle.front().send(get("/")));
  CHECK(idle.front().read_answer().status == 200);
}

TEST_CASE("endless chunk extensions, trailers, heads and bodies cost no memory") {
  test::LiveServer server;
  static const std::string letters(16'384, 'x');
  static const std::string trailers = [] {
    std::string text;
    while (text.size() < 16'384) text += "A: b\r\n";
    return text;
  }();
  const std::string chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  pour(server, chunked + "5;", letters);  // what the first connection allocates is not what an attack costs
  const long before = test::resident_bytes();
  pour(server, chunked + "5;", letters);
  pour(server, chunked + "0\r\nA: ", letters);
  pour(server, chunked + "0\r\n", trailers);
  pour(server, "GET / HTTP/1.1\r\nHost: a\r\n", trailers);
  pour(server, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000000\r\n\r\n", letters);
  CHECK(test::resident_bytes() - before < test::memory_allowance);
  auto client = server.connect();
  REQUIRE(client.send(get("/")));
  CHECK(client.read_answer().status == 200);
}
