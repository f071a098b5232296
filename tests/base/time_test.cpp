#include <doctest/doctest.h>

#include "base/facts.hpp"
#include "base/time.hpp"

using namespace vigie::base;

TEST_CASE("a date that does not exist is not a date") {
  CHECK_FALSE(parse_date("2026-02-29"));
  CHECK_FALSE(parse_date("2026-13-01"));
  CHECK_FALSE(parse_date("1899-12-31"));
  CHECK_FALSE(parse_date("2026-1-1"));
  CHECK_FALSE(parse_date("2026-01-01 "));
  CHECK(to_text(*parse_date("2024-02-29")) == "2024-02-29");
  CHECK(to_french(*parse_date("2024-02-29")) == "29/02/2024");
}

TEST_CASE("a child born on 29 February comes of age on 1 March of a common year") {
  const Date birth = *parse_date("2008-02-29");
  CHECK(age_on(birth, *parse_date("2026-02-28")) == 17);
  CHECK(age_on(birth, *parse_date("2026-03-01")) == 18);
  CHECK(to_text(add_years(birth, 18)) == "2026-03-01");
}

TEST_CASE("an instant keeps its offset, a reading without one waits for a zone") {
  const auto with = parse_time("2026-11-21T18:05:00+01:00");
  REQUIRE(with->instant);
  CHECK(to_rfc3339(*with->instant) == "2026-11-21T18:05:00+01:00");
  CHECK(to_rfc3339(*with->instant, "Indian/Reunion") == "2026-11-21T21:05:00+04:00");
  CHECK(to_french(*with->instant) == "21/11/2026 à 18 h 05");
  CHECK(parse_time("2026-11-21T17:05Z")->instant == with->instant);
  CHECK_FALSE(parse_time("2026-11-21T18:05")->instant);
  CHECK(parse_time("2026-11-21T18:05:00.250+01:00")->instant->ms == with->instant->ms + 250);
  CHECK(parse_time("2026-11-21T18:05:00.0429Z")->instant->ms == with->instant->ms + 3'600'042);
  for (const char* bad : {"2026-11-21", "2026-11-21T24:00", "2026-11-21T18:60", "2026-11-21T18:05+1", "21/11/2026 18:05", ""})
    CHECK_FALSE(parse_time(bad));
}

TEST_CASE("a time that the clocks skip or double is told apart from one that exists once") {
  const auto skipped = read_local(parse_time("2026-03-29T02:30")->local, paris);
  CHECK(skipped.sort == Reading::Sort::skipped);
  const auto doubled = read_local(parse_time("2026-10-25T02:30")->local, paris);
  CHECK(doubled.sort == Reading::Sort::doubled);
  CHECK(to_rfc3339(doubled.first) == "2026-10-25T02:30:00+02:00");
  CHECK(to_rfc3339(doubled.second) == "2026-10-25T02:30:00+01:00");
  CHECK(read_local(parse_time("2026-10-25T02:30")->local, zone_of_departement("974")).sort == Reading::Sort::unique);
  CHECK(read_local(parse_time("2026-07-14T02:30")->local, paris).sort == Reading::Sort::unique);
}

TEST_CASE("instants before 1970 and with milliseconds are written to the second") {
  CHECK(to_rfc3339(Instant{-1}, "Etc/UTC") == "1969-12-31T23:59:59+00:00");
  CHECK(to_rfc3339(Instant{1999}, "Etc/UTC") == "1970-01-01T00:00:01+00:00");
}

TEST_CASE("a missing answer reads as unknown and keeps its absence") {
  Facts facts{{"a", Tri::no}, {"n", 3.0}};
  CHECK(tri_of(facts, "a") == Tri::no);
  CHECK(tri_of(facts, "b") == Tri::unknown);
  CHECK(find(facts, "b") == nullptr);
  CHECK(to_json(facts["n"]).as_int64() == 3);
}
