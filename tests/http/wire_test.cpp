#include "http/wire.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace vigie;

TEST_CASE("an answer is written as RFC 9112 says") {
  const http::Response response{201, "text/plain", "été", {{"Location", "/a"}}};
  CHECK(http::to_head(response, true, 784111777) ==
        "HTTP/1.1 201 Created\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Type: text/plain\r\n"
        "Content-Length: 5\r\nLocation: /a\r\nConnection: keep-alive\r\n\r\n");
  CHECK(http::to_head(response, false, 0).ends_with("Connection: close\r\n\r\n"));
}

TEST_CASE("an answer without a body says no length") {
  for (const int status : {204, 304}) {
    const http::Response response{status, "text/plain", "", {}};
    CHECK(http::to_head(response, true, 0).find("Content-") == std::string::npos);
    CHECK_FALSE(http::carries_body(response, false));
  }
  CHECK_FALSE(http::carries_body({200, "text/plain", "a", {}}, true));
  CHECK(http::carries_body({200, "text/plain", "a", {}}, false));
}

TEST_CASE("no answer can be split by what a header holds") {
  using Pair = std::pair<std::string, std::string>;
  for (const Pair& header :
       {Pair{"A", "b\r\nC: d"}, Pair{"A", "b\nC"}, Pair{"A\r\nB", "c"}, Pair{"A", {"b\0c", 3}}})
    CHECK_THROWS_AS(http::to_head({200, "text/plain", "", {header}}, true, 0), base::Bug);
}
