#include <doctest/doctest.h>

#include "base/json.hpp"

using namespace vigie::base;

TEST_CASE("what is not one JSON text in UTF-8 is refused as malformed") {
  for (const std::string& bad : {std::string(""), std::string("{"), std::string("{}x"), std::string("{'a':1}"),
                                 std::string("\"\xff\""), std::string("[1,]"), std::string("nul"), std::string("[1e999]"), std::string("{\"a\":[-1e400]}"),
                                 std::string(100000, '[')}) {
    const auto parsed = parse_json(bad);
    REQUIRE_FALSE(parsed.ok());
    CHECK(parsed.error().kind == Kind::malformed);
    CHECK(parsed.error().code == "json_invalide");
  }
  CHECK(parse_json(R"({"a":[1,2,{"b":null}]})").ok());
}

TEST_CASE("a key said twice in one object is refused, the same key in two objects is not") {
  CHECK_FALSE(parse_json(R"({"nom":"A","nom":"B"})").ok());
  CHECK_FALSE(parse_json("{\"nom\":1,\"n\\u006fm\":2}").ok());
  CHECK(parse_json(R"({"a":{"nom":1},"b":{"nom":2}})").ok());
}

TEST_CASE("a pointer escapes what RFC 6901 escapes") {
  CHECK(pointer("/answers", "a/b~c") == "/answers/a~1b~0c");
  CHECK(pointer("/answers/surnoms", std::size_t{2}) == "/answers/surnoms/2");
}
