#include <doctest/doctest.h>

#include "tests/forms/answers.hpp"

using namespace vigie;
using namespace vigie::forms;

namespace {

base::Result<Checked> departed(std::string_view departement, std::string_view when) {
  return check_form("classique",
                    fmt::format(R"({{"declarant_qualite": "pere", "nom": "Durand", "departement": "{}",
                                                 "depart_au_plus_tard": "{}"}})",
                                departement, when));
}

std::string kept(const base::Result<Checked>& checked, std::string_view id = "depart_au_plus_tard") {
  return checked.ok() ? base::find_text(checked->answers, id).value_or("")
                      : checked.error().fields.front().code;
}

}  // namespace

TEST_CASE("an hour that a clock change skips is asked about, with both readings") {
  const auto checked = departed("75", "2026-03-29T02:30");
  REQUIRE_FALSE(checked.ok());
  const base::FieldError& error = checked.error().fields.front();
  CHECK(error.pointer == "/answers/depart_au_plus_tard");
  CHECK(error.code == "heure_inexistante");
  CHECK(error.detail.find("2026-03-29T03:30:00+02:00") != std::string::npos);
  CHECK(error.detail.find("2026-03-29T01:30:00+01:00") != std::string::npos);
}

TEST_CASE("an hour that a clock change doubles is asked about, with both readings") {
  const auto checked = departed("75", "2026-10-25T02:30");
  REQUIRE_FALSE(checked.ok());
  CHECK(checked.error().fields.front().code == "heure_double");
  CHECK(checked.error().fields.front().detail ==
        "Départ au plus tard : le 25/10/2026 à 02 h 30 existe deux fois à cause du changement d’heure ; "
        "préciser "
        "2026-10-25T02:30:00+02:00 ou 2026-10-25T02:30:00+01:00.");
}

TEST_CASE("a time with its offset is never asked about") {
  CHECK(kept(departed("75", "2026-10-25T02:30:00+01:00")) == "2026-10-25T02:30:00+01:00");
  CHECK(kept(departed("75", "2026-10-25T02:30:00+02:00")) == "2026-10-25T02:30:00+02:00");
}

TEST_CASE("La Réunion has no clock change, and its local times have its offset") {
  CHECK(kept(departed("974", "2026-03-29T02:30")) == "2026-03-29T02:30:00+04:00");
  CHECK(kept(departed("974", "2026-10-25T02:30")) == "2026-10-25T02:30:00+04:00");
}

TEST_CASE(
    "a local time is read where the child left, else where it was found, else in the zone of the caller") {
  const std::string_view found =
      R"({"retour_au_plus_tard": "2026-03-29T02:30", "retour_departement": "972"})";
  CHECK(kept(check_form("retour", found), "retour_au_plus_tard") == "2026-03-29T02:30:00-04:00");
  const std::string_view nowhere = R"({"retour_au_plus_tard": "2026-03-29T02:30"})";
  CHECK(kept(check_form("retour", nowhere)) == "heure_inexistante");
  CHECK(kept(check_form("retour", nowhere, test_now, "Indian/Reunion"), "retour_au_plus_tard") ==
        "2026-03-29T02:30:00+04:00");
}

TEST_CASE("an instant up to five minutes ahead is taken, later is refused") {
  CHECK(kept(departed("75", "2026-11-21T18:05:00+01:00")) == "2026-11-21T18:05:00+01:00");
  CHECK(kept(departed("75", "2026-11-21T18:05:01+01:00")) == "instant_futur");
}

TEST_CASE("a departure may be as late as it is early") {
  CHECK(
      codes_of("classique",
               R"({"depart_au_plus_tot": "2026-11-21T17:00", "depart_au_plus_tard": "2026-11-21T17:00"})") ==
      "");
  CHECK(codes_of("appel", R"({"heure_debut": "2026-11-21T17:30", "heure_fin": "2026-11-21T17:00"})") ==
        "/answers/heure_debut ordre_des_instants");
  CHECK(codes_of("retour", R"({"retour_au_plus_tot": "2026-11-21T17:30"})") ==
        "/answers/retour_au_plus_tot ordre_des_instants");
}

TEST_CASE("today is the day of the place") {
  const base::Instant late =
      *base::parse_time("2026-11-21T22:00:00Z")->instant;  // 22 November, 02:00 in La Réunion
  CHECK(codes_of("classique", R"({"departement": "974", "alcool_observe_le": "2026-11-22"})", late) == "");
  CHECK(codes_of("classique", R"({"departement": "75", "alcool_observe_le": "2026-11-22"})", late) ==
        "/answers/alcool_observe_le date_future");
}
