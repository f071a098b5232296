#include "http/head.hpp"

#include <doctest/doctest.h>

using namespace vigie;
using State = http::HeadScan::State;

namespace {

/// 200, or the status that the whole path from bytes to Request refuses with.
int status_of_head(const std::string& bytes) {
  http::HeadScan scan;
  switch (scan.look(bytes, 8192)) {
    case State::partial:
      return 0;
    case State::too_long:
      return 431;
    case State::broken:
      return 400;
    case State::whole:
      break;
  }
  const auto parsed = http::parse_head(bytes.substr(scan.start(), scan.end() - scan.start()), 1000);
  const auto* refusal = std::get_if<http::Refusal>(&parsed);
  return refusal ? refusal->status : 200;
}

int with_headers(const std::string& headers) {
  return status_of_head("POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");
}
int with_line(const std::string& line) { return status_of_head(line + "\r\nHost: a\r\n\r\n"); }

http::Head parse(const std::string& bytes) { return std::get<http::Head>(http::parse_head(bytes, 1000)); }

}  // namespace

TEST_CASE("a head becomes a plain request") {
  const auto head = parse(
      "PUT /api/v1/a%20b?x=1 HTTP/1.1\r\nHost: Vigie.test:8443\r\nX-Deux:  mots dits \r\n"
      "Content-Length: 12\r\nExpect: 100-Continue\r\nx-deux: encore\r\n\r\n");
  CHECK(head.request.method == "PUT");
  CHECK(head.request.path == "/api/v1/a b");
  CHECK(head.request.query_value("x") == "1");
  CHECK(head.request.header("host") == "Vigie.test:8443");
  CHECK(head.request.header("x-deux") == "mots dits");
  CHECK_FALSE(head.request.header("x-trois").has_value());
  CHECK(head.content_length == 12);
  CHECK(head.keep_alive);
  CHECK(head.expects_continue);
}

TEST_CASE("a head is found wherever its bytes are cut") {
  const std::string bytes = "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\nGET /next";
  http::HeadScan scan;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const State state = scan.look(bytes.substr(0, size), 8192);
    if (state == State::whole) break;
    REQUIRE(state == State::partial);
  }
  CHECK(bytes.substr(scan.start(), scan.end() - scan.start()) == "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
}

TEST_CASE("a connection stays or ends as its version and its header say") {
  CHECK(parse("GET / HTTP/1.1\r\nHost: a\r\n\r\n").keep_alive);
  CHECK_FALSE(parse("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").keep_alive);
  CHECK_FALSE(parse("GET / HTTP/1.0\r\n\r\n").keep_alive);
  CHECK(parse("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").keep_alive);
  CHECK_FALSE(parse("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n").expects_continue);
}

TEST_CASE("a length that two readers could read differently is refused") {
  CHECK(with_headers("Content-Length: 5\r\n") == 200);
  for (const char* headers :
       {"Content-Length: 5\r\nContent-Length: 5\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 5, 5\r\n", "Content-Length: +5\r\n", "Content-Length: -5\r\n",
        "Content-Length: 0x5\r\n", "Content-Length: 5 5\r\n", "Content-Length: \r\n",
        "Content-Length: 5a\r\n", "Content-Length: 99999999999999999999999\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Transfer-Encoding: x\r\nContent-Length: 5\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "Content-Length : 5\r\n"}) {
    CAPTURE(headers);
    CHECK(with_headers(headers) == 400);
  }
}

TEST_CASE("any transfer coding is refused as a missing length") {
  for (const char* coding : {"chunked", "Chunked", "gzip, chunked", "identity", "chunked, gzip"}) {
    CAPTURE(coding);
    CHECK(with_headers(std::string("Transfer-Encoding: ") + coding + "\r\n") == 411);
  }
}

TEST_CASE("a body over the limit is refused from its length alone") {
  CHECK(with_headers("Content-Length: 1000\r\n") == 200);
  CHECK(with_headers("Content-Length: 1001\r\n") == 413);
  CHECK(with_headers("Content-Length: 18446744073709551615\r\n") == 413);
}

TEST_CASE("a request has one well-formed Host") {
  CHECK(status_of_head("GET / HTTP/1.1\r\n\r\n") == 400);
  CHECK(status_of_head("GET / HTTP/1.0\r\n\r\n") == 200);
  CHECK(status_of_head("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n") == 400);
  CHECK(status_of_head("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n") == 400);
  for (const char* host : {"", "a b", "a/b", "a@b", "a,b", "<a>", "a\"b"}) {
    CAPTURE(host);
    CHECK(status_of_head(std::string("GET / HTTP/1.1\r\nHost: ") + host + "\r\n\r\n") == 400);
  }
  CHECK(status_of_head("GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n") == 200);
}

TEST_CASE("a broken request line is refused") {
  CHECK(with_line("GET / HTTP/1.1") == 200);
  for (const char* line : {"GET /",
                           "GET",
                           "GET  / HTTP/1.1",
                           "GET /  HTTP/1.1",
                           " GET / HTTP/1.1",
                           "GET / HTTP/1.1 ",
                           "GET / http/1.1",
                           "GET / HTTP/2.0",
                           "GET / HTTP/1.2",
                           "GET / HTTP/11",
                           "GET / HTTP/1",
                           "GET /a b HTTP/1.1",
                           "G(T / HTTP/1.1",
                           "GET\t/ HTTP/1.1",
                           "GET http://a/ HTTP/1.1",
                           "CONNECT a:443 HTTP/1.1",
                           "OPTIONS * HTTP/1.1",
                           "GET a HTTP/1.1",
                           "GET /../etc/passwd HTTP/1.1",
                           "GET /%2e%2e/a HTTP/1.1",
                           "GET /%00 HTTP/1.1",
                           "GET /%zz HTTP/1.1",
                           "GET /\xff HTTP/1.1",
                           "GET /a#b HTTP/1.1",
                           "\r\n\r\nGET / HTTP/1.1"}) {
    CAPTURE(line);
    CHECK(with_line(line) == 400);
  }
}

TEST_CASE("a broken header line is refused") {
  for (const char* headers : {"A\r\n", ": a\r\n", "A b: c\r\n", "A : b\r\n", " A: b\r\n", "A: b\r\n c\r\n",
                              "A: b\r\n\tc\r\n", "A: b\rc\r\n", "A: b\nC: d\r\n", "A: \x01\r\n",
                              "A: \x7f\r\n", "A\x80: b\r\n", "A: \xff\xfe\r\n", "(A): b\r\n"}) {
    CAPTURE(headers);
    CHECK(with_headers(headers) == 400);
  }
  CHECK(with_headers(std::string("A: b\0c\r\n", 8)) == 400);
  CHECK(with_headers("A: é à la ligne\r\nB:\r\nC: \t x\r\n") == 200);
}

TEST_CASE("a header that decides who asks is never taken twice") {
  CHECK(with_headers("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n") == 400);
  CHECK(with_headers("Idempotency-Key: a\r\nIdempotency-Key: b\r\n") == 400);
  CHECK(with_headers("Accept: a\r\nAccept: b\r\n") == 200);
}

TEST_CASE("bytes that cannot begin a request are refused before a line is whole") {
  CHECK(status_of_head(std::string("\x16\x03\x01\x02\x00", 5)) == 400);
  CHECK(status_of_head("GET / HTTP/1.1\n\n") == 400);
  CHECK(status_of_head("GET / HTTP/1.1\r\r") == 400);
  CHECK(status_of_head(" ") == 400);
  CHECK(status_of_head("GET / HTT") == 0);
}

TEST_CASE("a head over the limit is refused, one at the limit is taken") {
  const auto of_size = [](std::size_t size) {
    const std::string start = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    return start + std::string(size - start.size() - 4, 'x') + "\r\n\r\n";
  };
  CHECK(status_of_head(of_size(8192)) == 200);
  CHECK(status_of_head(of_size(8193)) == 431);
  CHECK(status_of_head("GET /" + std::string(9000, 'a')) == 431);
}
