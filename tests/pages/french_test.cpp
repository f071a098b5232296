#include "pages/french.hpp"

#include <doctest/doctest.h>

#include "pages/page.hpp"

using namespace vigie;
using namespace std::chrono_literals;

TEST_CASE("durations are said to the minute under a day, to the hour under a week, then in days") {
  CHECK(pages::show_duration(0min) == "0\u00a0min");
  CHECK(pages::show_duration(59min) == "59\u00a0min");
  CHECK(pages::show_duration(60min) == "1\u00a0h");
  CHECK(pages::show_duration(200min) == "3\u00a0h\u00a020");
  CHECK(pages::show_duration(24h) == "1\u00a0jour");
  CHECK(pages::show_duration(52h) == "2\u00a0jours 4\u00a0h");
  CHECK(pages::show_duration(24h * 7 + 5h) == "7\u00a0jours");
}

TEST_CASE("how long ago, or ahead") {
  const base::Instant now{1'800'000'000'000};
  CHECK(pages::show_ago(now - 3h, now) == "il y a 3\u00a0h");
  CHECK(pages::show_ago(now + 48h, now) == "dans 2\u00a0jours");
  CHECK(pages::show_ago(now - 20s, now) == "à l’instant");
}

TEST_CASE("a window says what is known of it") {
  const auto at = [](const char* text) { return base::parse_time(text)->instant.value(); };
  CHECK(pages::show_window({std::nullopt, at("2026-11-21T18:30:00+01:00")}) == "au plus tard le 21/11/2026 18:30");
  CHECK(pages::show_window({at("2026-11-21T17:00:00+01:00"), at("2026-11-21T18:30:00+01:00")}) == "le 21/11/2026 entre 17:00 et 18:30");
  CHECK(pages::show_window({at("2026-11-20T23:00:00+01:00"), at("2026-11-21T01:30:00+01:00")}) == "entre le 20/11/2026 23:00 et le 21/11/2026 01:30");
  CHECK(pages::show_window({at("2026-11-21T18:30:00+01:00"), at("2026-11-21T18:30:00+01:00")}) == "le 21/11/2026 18:30");
  CHECK(pages::show_instant_long(at("2026-08-01T18:05:00+02:00")) == "samedi 1er août 2026 à 18\u00a0h\u00a005");
  CHECK(pages::show_absence({3, std::nullopt}) == "au moins 3\u00a0h");
  CHECK(pages::show_absence({3, 5.5}) == "de 3\u00a0h à 5\u00a0h\u00a030");
}

TEST_CASE("our words keep together what French does not part") {
  CHECK(pages::tied("« Oui » : un ; deux ? trois !") == "«\u00a0Oui\u00a0»\u00a0: un\u00a0; deux\u00a0? trois\u00a0!");
  CHECK(pages::tied("à 18:05, https://x") == "à 18:05, https://x");
  CHECK(pages::tied("") == "");
}

TEST_CASE("the title of a list never says that a page is all of it") {
  CHECK(pages::title_of(1, "absence", "absences", "la plus récente d’abord", false) == "1 absence");
  CHECK(pages::title_of(12, "absence", "absences", "la plus récente d’abord", false) == "12 absences, la plus récente d’abord");
  CHECK(pages::title_of(50, "absence", "absences", "la plus récente d’abord", true) == "50 absences sur cette page, la plus récente d’abord");
}

TEST_CASE("no sign is never said to be no risk") {
  CHECK(pages::show_level(triage::Level::aucun).label == "Aucun signe recueilli à ce stade");
  CHECK(pages::show_decided_level(triage::Level::aucun).label == "Aucun signe retenu");
  CHECK(pages::show_decided_level(triage::Level::eleve).label == pages::show_level(triage::Level::eleve).label);
  CHECK(pages::show_age(std::nullopt) == "âge inconnu");
}

TEST_CASE("one comes back from the sign-in to a path of this service only") {
  CHECK(pages::local_path("/absences/x/retour?precis=1") == "/absences/x/retour?precis=1");
  for (const char* elsewhere : {"", "absences", "//evil.test/", "/\\evil.test", "https://evil.test/", "javascript:alert(1)", "/a\r\nSet-Cookie: x", "/\t/evil.test", " //evil.test"})
    CHECK(pages::local_path(elsewhere) == "/");
}
