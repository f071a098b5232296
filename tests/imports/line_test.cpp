#include <doctest/doctest.h>

#include "imports/line.hpp"

using namespace vigie;

namespace {

const std::string good = R"({"key":"a-1","form":"classique","organisation":"Foyer","signed_at":"2024-03-02T21:00:00+01:00","answers":{"nom":"Zylka"}})";

std::string replaced(std::string_view what, std::string_view by) {
  std::string text = good;
  return text.replace(text.find(what), what.size(), by);
}
/// "code" of a refusal, with "pointer code" of each of its fields.
std::string refusal(std::string_view text) {
  const auto line = imports::parse_line(text);
  if (line) return "";
  std::string said = line.error().code;
  for (const auto& field : line.error().fields) said += " " + field.pointer + " " + field.code;
  return said;
}

}  // namespace

TEST_CASE("a line says who signed what and when") {
  const auto line = imports::parse_line(good);
  REQUIRE(line.ok());
  CHECK(line->key == "a-1");
  CHECK(line->form == "classique");
  CHECK(line->organisation == "Foyer");
  CHECK(line->signed_at.ms == 1'709'409'600'000);
  CHECK(line->answers.at("nom") == "Zylka");
  CHECK(line->minor_key.empty());
}

TEST_CASE("a signature without offset is local to the département, and an hour that a clock change skips is refused") {
  const auto line = imports::parse_line(replaced(R"(+01:00","answers":{)", R"(","answers":{"departement":"974",)"));
  REQUIRE(line.ok());
  CHECK(line->signed_at.ms == 1'709'409'600'000 - 3 * 3'600'000);
  CHECK(refusal(replaced("2024-03-02T21:00:00+01:00", "2026-03-29T02:30")) == "ligne_invalide /signed_at heure_inexistante");
  CHECK(refusal(replaced("2024-03-02T21:00:00+01:00", "2026-10-25T02:30")) == "ligne_invalide /signed_at heure_double");
}

TEST_CASE("whatever the bytes, a line that is no line is refused with its reason") {
  CHECK(refusal("") == "json_invalide");
  CHECK(refusal("null") == "objet_attendu");
  CHECK(refusal("[1]") == "objet_attendu");
  CHECK(refusal(good.substr(0, 60)) == "json_invalide");
  CHECK(refusal(good + good) == "json_invalide");
  CHECK(refusal("{\"key\":\"\xff\"}") == "utf8_invalide");
  CHECK(refusal(R"({"key":"a","key":"b"})") == "json_invalide");
  CHECK(refusal(std::string(imports::longest_line + 1, 'x')) == "ligne_trop_longue");
  CHECK(refusal(std::string(100, '[')) == "json_invalide");
  CHECK(refusal(replaced("\"key\"", "\"cle\"")) == "ligne_invalide /key champ_requis /cle membre_inconnu");
  CHECK(refusal(replaced("\"a-1\"", "12")) == "ligne_invalide /key type_invalide");
  CHECK(refusal(replaced("a-1", "")) == "ligne_invalide /key champ_requis");
  CHECK(refusal(replaced("a-1", std::string(201, 'k'))) == "ligne_invalide /key cle_invalide");
  CHECK(refusal(replaced("\"Foyer\"", "\"  \"")) == "ligne_invalide /organisation organisation_invalide");
  CHECK(refusal(replaced("2024-03-02T21:00:00+01:00", "hier")) == "ligne_invalide /signed_at instant_invalide");
  CHECK(refusal(replaced(R"({"nom":"Zylka"})", "[]")) == "ligne_invalide /answers type_invalide");
  CHECK(refusal(replaced("{\"key\"", "{\"kind\":\"decision\",\"key\"")) == "champ_invalide /kind genre_inconnu");
  CHECK(refusal(replaced("{\"key\"", "{\"kind\":\"declaration\",\"key\"")).empty());
}

TEST_CASE("lines are told by rank, then by signature; a member inside a text is not mistaken for one") {
  using imports::Place;
  CHECK(imports::place_of(good) == Place{0, 1'709'409'600'000});
  CHECK(imports::place_of(replaced("{", R"({"rank" : 7,)")).rank == 7);
  CHECK(imports::place_of(R"({"recit":"\"signed_at\":\"2020-01-01T00:00Z\"","signed_at":"1970-01-01T00:00:01Z"})").signed_at == 1000);
  CHECK(imports::place_of("nonsense \"signed_at\"") == Place{});
  CHECK(imports::place_of("\"signed_at\":\"") == Place{});
}
