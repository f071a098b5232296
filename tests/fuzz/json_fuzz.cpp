#include <doctest/doctest.h>

#include "base/id.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "tests/fuzz/mutate.hpp"

using namespace vigie;
using namespace vigie::tests;

TEST_CASE("whatever bytes a JSON body has, it is refused, or what was read says again what it said") {
  const std::vector<std::string> bodies{
      R"({"form":"classique","answers":{"nom":"Zylka","prenoms":"Zoé","telephones":["06 39 98 12 34"],"fugues_connues_12_mois":3,"mna":"non"}})",
      R"({"login":"police","password":"é\u00e9\ud83d\ude00\n"})", R"([[[[{"a":[1,-2.5e10,true,false,null,""]}]]]])", R"({"a/b":{"~":{}},"":[]})"};
  const std::vector<std::string> words{"{", "}", "[[[[[[[[[[[[[[[[", "\"", "\\u0000", "\\ud800", "1e999", "-0", "99999999999999999999", "\xff", "\xc0\x80", "\xe2\x80\xae", R"("form":1,)", std::string(1, '\0')};
  fuzz(bodies, words, [](std::string_view text) {
    const auto parsed = base::parse_json(text);
    if (!parsed) {
      CHECK(parsed.error().kind == base::Kind::malformed);
      CHECK_FALSE(parsed.error().text.empty());
      return;
    }
    CHECK(base::is_utf8(text));
    const std::string again = base::to_text(*parsed);
    CAPTURE(again);
    const auto second = base::parse_json(again);
    REQUIRE(second.ok());
    CHECK(base::to_text(*second) == again);
  });
}

TEST_CASE("a time or a date that somebody typed is one that exists, or none") {
  const std::vector<std::string> times{"2026-11-21T18:05", "2026-03-29T02:30:00+01:00", "2024-02-29T23:59:59.999Z", "2026-11-21", "1900-01-01T00:00:00-12:00"};
  fuzz(times, {"9", "-", "T", ":", "Z", "+99:99", "24:00", "-0", "é"}, [](std::string_view text) {
    if (const auto date = base::parse_date(text)) CHECK(base::to_text(*date) == text);
    const auto time = base::parse_time(text);
    if (!time) return;
    // Before 1911 Paris had an offset of minutes and seconds, which RFC 3339 cannot write.
    if (time->instant && time->local.date.year() >= std::chrono::year{1912}) {
      const auto again = base::parse_time(base::to_rfc3339(*time->instant));
      REQUIRE((again && again->instant));
      CHECK(again->instant->ms == time->instant->ms - (time->instant->ms % 1000 + 1000) % 1000);
    } else if (!time->instant) {
      for (const std::string_view zone : {base::paris, base::zone_of_departement("974")}) {
        const auto read = base::read_local(time->local, zone);
        if (read.sort == base::Reading::Sort::unique) CHECK(base::to_local(read.first, zone).minute == time->local.minute);
      }
    }
  });
}

TEST_CASE("what is written in base64, in hexadecimal or as a reference reads as nothing, or as one text alone") {
  fuzz({"Zm9vYmE", "00ff10AB", "M-4K7Q-9F2X", "0199a0a0-0000-7000-8000-000000000000"}, {"=", "+", "/", "-", "o", "\xc3"}, [](std::string_view text) {
    if (const auto bytes = base::from_base64url(text)) CHECK(base::from_base64url(base::to_base64url(*bytes)) == bytes);
    if (const auto bytes = base::from_hex(text)) CHECK(base::to_hex(*bytes) == base::to_lower_ascii(text));
    if (const auto id = base::MinorId::parse(text)) CHECK(id->text() == base::to_lower_ascii(text));
    if (const auto reference = base::parse_reference(text)) CHECK(base::parse_reference(*reference) == reference);
  });
}
