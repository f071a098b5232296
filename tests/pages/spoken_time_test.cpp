#include "pages/spoken_time.hpp"

#include <doctest/doctest.h>

using namespace vigie;

namespace {

/// Sunday 22 November 2026, 18:05 in Paris.
const base::Instant now = base::parse_time("2026-11-22T18:05:30+01:00")->instant.value();

std::string read(std::string_view text, base::Instant at = now, std::string_view zone = base::paris, bool planned = false) {
  const auto instant = pages::read_spoken_instant(text, at, zone, planned);
  return instant ? base::to_rfc3339(*instant, zone) : instant.error().fields[0].code;
}

}  // namespace

TEST_CASE("a day and a time are read as people say them") {
  for (const auto& [said, meant] : {
           std::pair{"auj 1830", "2026-11-22T18:30:00+01:00"}, {"aujourd’hui 8h", "2026-11-22T08:00:00+01:00"},
           {"aujourd'hui à 08:15", "2026-11-22T08:15:00+01:00"}, {"hier 23h", "2026-11-21T23:00:00+01:00"},
           {"Hier vers 23 h 15", "2026-11-21T23:15:00+01:00"}, {"hier soir 22h30", "2026-11-21T22:30:00+01:00"},
           {"ce matin 7h", "2026-11-22T07:00:00+01:00"}, {"cet après-midi 15h", "2026-11-22T15:00:00+01:00"},
           {"avant-hier 930", "2026-11-20T09:30:00+01:00"}, {"avant hier 9:30", "2026-11-20T09:30:00+01:00"},
           {"21/11 18h05", "2026-11-21T18:05:00+01:00"}, {"21/11/2026 18:05", "2026-11-21T18:05:00+01:00"},
           {"21/11/26 18h05", "2026-11-21T18:05:00+01:00"}, {"21.11.2026 18:05", "2026-11-21T18:05:00+01:00"},
           {"24/12 20h", "2025-12-24T20:00:00+01:00"}, {"29/02 12h", "2024-02-29T12:00:00+01:00"},
           {"21 novembre 18h", "2026-11-21T18:00:00+01:00"}, {"1er août 2026 à midi", "2026-08-01T12:00:00+02:00"},
           {"lundi 14h", "2026-11-16T14:00:00+01:00"}, {"sam 2h05", "2026-11-21T02:05:00+01:00"}, {"hier midi", "2026-11-21T12:00:00+01:00"},
           {"auj 00:00", "2026-11-22T00:00:00+01:00"}, {"hier 18", "2026-11-21T18:00:00+01:00"},
           {"maintenant", "2026-11-22T18:05:00+01:00"}, {"il y a 20 min", "2026-11-22T17:45:00+01:00"},
           {"il y a 20min", "2026-11-22T17:45:00+01:00"}, {"il y a 2h", "2026-11-22T16:05:00+01:00"}, {"il y a 1 h 30", "2026-11-22T16:35:00+01:00"},
           {"2026-11-21T18:05", "2026-11-21T18:05:00+01:00"}, {"2026-11-21 18:05", "2026-11-21T18:05:00+01:00"},
           {"2026-11-21T18:05:00+04:00", "2026-11-21T15:05:00+01:00"}}) {
    CAPTURE(said);
    CHECK(read(said) == meant);
  }
}

TEST_CASE("what can be understood in two ways is asked about, never guessed") {
  for (const auto& [said, code] : {
           std::pair{"18h05", "instant_sans_jour"}, {"1830", "instant_sans_jour"}, {"hier", "instant_sans_heure"}, {"21/11/2026", "instant_sans_heure"},
           {"dimanche 14h", "instant_ambigu"}, {"hier minuit", "instant_ambigu"}, {"minuit", "instant_ambigu"}, {"hier soir 9h", "instant_ambigu"},
           {"ce matin 15h", "instant_ambigu"}, {"31/11 10h", "instant_invalide"}, {"30/02/2026 10h", "instant_invalide"}, {"hier 24h", "instant_invalide"},
           {"hier 18h60", "instant_invalide"}, {"hier 18h5", "instant_invalide"}, {"demain?", "instant_invalide"}, {"bientôt", "instant_invalide"}, {"", "instant_invalide"},
           {"hier 18h hier", "instant_invalide"}, {"il y a longtemps", "instant_invalide"}, {"il y a 20", "instant_invalide"}, {"99/99/9999 99:99", "instant_invalide"},
           {"21/13 10h", "instant_invalide"}, {"1/2/3/4 10h", "instant_invalide"}, {"<script>", "instant_invalide"}, {"hier -1h", "instant_invalide"}}) {
    CAPTURE(said);
    CHECK(read(said) == code);
  }
}

TEST_CASE("an hour that the clock skips or shows twice is asked about, and a word tells which") {
  const base::Instant spring = base::parse_time("2026-03-30T12:00:00+02:00")->instant.value();
  CHECK(read("29/03/2026 02:30", spring) == "heure_inexistante");
  CHECK(read("29/03/2026 03:00", spring) == "2026-03-29T03:00:00+02:00");
  const base::Instant autumn = base::parse_time("2026-10-26T12:00:00+01:00")->instant.value();
  CHECK(read("25/10/2026 02:30", autumn) == "heure_double");
  CHECK(read("2026-10-25T02:30", autumn) == "heure_double");
  CHECK(read("25/10/2026 02:30 été", autumn) == "2026-10-25T02:30:00+02:00");
  CHECK(read("25/10 2h30 heure d’hiver", autumn) == "2026-10-25T02:30:00+01:00");
  CHECK(read("hier 23h été", autumn) == "2026-10-25T23:00:00+01:00");  // only where there are two
  CHECK(read("25/10/2026 02:30", autumn, "Indian/Reunion") == "2026-10-25T02:30:00+04:00");
}

TEST_CASE("the day is that of the place, not of the server") {
  const base::Instant late = base::parse_time("2026-11-22T22:30:00+01:00")->instant.value();  // 01:30 on the 23rd in La Réunion
  CHECK(read("hier 23h", late, "Indian/Reunion") == "2026-11-22T23:00:00+04:00");
  CHECK(read("hier 23h", late) == "2026-11-21T23:00:00+01:00");
}

TEST_CASE("what is planned may lie ahead: a day without a year is the nearest") {
  CHECK(read("24/12 10h", now, base::paris, true) == "2026-12-24T10:00:00+01:00");
  CHECK(read("20/11 10h", now, base::paris, true) == "2026-11-20T10:00:00+01:00");
  CHECK(read("demain 10h", now, base::paris, true) == "2026-11-23T10:00:00+01:00");
  CHECK(read("lundi 10h", now, base::paris, true) == "instant_ambigu");
}

TEST_CASE("what is written is read back as the same minute, on every hour of two years with four clock changes") {
  for (const std::string_view zone : {base::paris, std::string_view("Indian/Reunion"), std::string_view("America/Cayenne")}) {
    base::Instant at = base::parse_time("2025-01-01T00:30:00Z")->instant.value();
    for (int hour = 0; hour < 2 * 365 * 24; ++hour, at = at + std::chrono::hours{1}) {
      const auto read_back = pages::read_spoken_instant(pages::write_instant(at, zone), now, zone);
      REQUIRE(read_back.ok());
      REQUIRE(*read_back == at);
    }
  }
}

TEST_CASE("a month may be named, a day said") {
  CHECK(pages::read_month("mars") == 3);
  CHECK(pages::read_month("Févr.") == 2);
  CHECK(pages::read_month("août") == 8);
  CHECK(pages::read_month("03") == 3);
  CHECK(pages::read_month("juil") == 7);
  for (const char* wrong : {"jui", "0", "13", "", "marsouin", "3 4", "-1"}) CHECK_FALSE(pages::read_month(wrong));
  CHECK(base::to_text(*pages::read_spoken_day("hier", now, base::paris)) == "2026-11-21");
  CHECK(base::to_text(*pages::read_spoken_day("3 mars", now, base::paris)) == "2026-03-03");
  CHECK(base::to_text(*pages::read_spoken_day("03/03/2024", now, base::paris)) == "2024-03-03");
  CHECK_FALSE(pages::read_spoken_day("hier 23h", now, base::paris).ok());
  CHECK_FALSE(pages::read_spoken_day("31/02/2024", now, base::paris).ok());
}
