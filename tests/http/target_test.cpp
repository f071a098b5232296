#include "http/target.hpp"

#include <doctest/doctest.h>

using namespace vigie;

TEST_CASE("a target is decoded once, path and query apart") {
  const auto target = http::parse_target("/api/v1/a%20b/caf%C3%A9%2525?q=un+deux%26&q=&vide&x=a%3Db=c");
  REQUIRE(target);
  CHECK(target->path == "/api/v1/a b/café%25");
  CHECK(target->query == http::Pairs{{"q", "un deux&"}, {"q", ""}, {"vide", ""}, {"x", "a=b=c"}});
}

TEST_CASE("a plus is a space in a query and a plus in a path") {
  CHECK(http::parse_target("/a+b?c=d+e")->path == "/a+b");
  CHECK(http::parse_target("/a+b?c=d+e")->query.at(0).second == "d e");
}

TEST_CASE("the root and empty segments keep their slashes") {
  CHECK(http::parse_target("/")->path == "/");
  CHECK(http::parse_target("//a/")->path == "//a/");
  CHECK(http::parse_target("/...")->path == "/...");
}

TEST_CASE("a target that could be read two ways is refused") {
  for (const char* text : {"",
                           "*",
                           "a",
                           "http://vigie.test/",
                           "vigie.test:443",
                           "?a=b",
                           "/#a",
                           "/a#b",
                           "/.",
                           "/..",
                           "/a/../b",
                           "/a/.",
                           "/%2e%2E/b",
                           "/a%2fb",
                           "/a%2F..%2Fb",
                           "/a%5cb",
                           "/a\\b",
                           "/%00",
                           "/%0a",
                           "/%0D",
                           "/%7f",
                           "/%",
                           "/%4",
                           "/%zz",
                           "/%+1",
                           "/%c3",
                           "/%c3%28",
                           "/%c0%af",
                           "/%ed%a0%80",
                           "/%ff",
                           "/a?%",
                           "/a?b=%zz",
                           "/a?b=%00",
                           "/a?%ff=1"}) {
    CAPTURE(text);
    CHECK_FALSE(http::parse_target(text).has_value());
  }
}

TEST_CASE("a form is read as a query is, with its line breaks") {
  CHECK(*http::parse_form("a=1%0D%0A2&b=%C3%A9") == http::Pairs{{"a", "1\r\n2"}, {"b", "é"}});
  CHECK(http::parse_form("")->empty());
  CHECK_FALSE(http::parse_form("a=%f").has_value());
}
