#include <doctest/doctest.h>

#include "tests/episodes/build_voice.hpp"

using namespace vigie;
using namespace vigie::episodes;
using namespace vigie::episodes::test;

TEST_CASE("a second voice about the open absence joins it, a departure over 12 hours later opens another") {
  const std::vector<Voice> voices = {left(1, 1, at(1, 20))};
  const Line line = trace(voices, {});
  CHECK(place_departure(line, left(2, 0, at(2, 8))).joins == episode(1));
  CHECK_FALSE(place_departure(line, left(2, 0, at(2, 8, 1))).joins);
  CHECK(place_departure(line, tell(2, 0, at(2), {{"depart_au_plus_tard", at(1, 2)}})).joins == episode(1));
}

TEST_CASE("a further call that states no departure joins the open absence, days later too") {
  const Line line = trace(std::vector<Voice>{left(1, 1, at(1, 20))}, {});
  CHECK(place_departure(line, tell(2, 0, at(5), {}, "appel")).joins == episode(1));
}

TEST_CASE("a departure told late joins the closed absence that holds it whole") {
  const std::vector<Voice> voices = {left(1, 1, at(1, 20)), back(2, 1, at(3))};
  const Line line = trace(voices, {});
  CHECK(place_departure(line, tell(3, 0, at(6), {{"depart_au_plus_tard", at(1, 9)}})).joins == episode(1));
  CHECK_FALSE(place_departure(line, tell(3, 0, at(6), {{"depart_au_plus_tard", at(1, 7)}})).joins);
  CHECK_FALSE(place_departure(line, tell(3, 0, at(6), {{"depart_au_plus_tard", at(3, 1)}})).joins);
  CHECK_FALSE(place_departure(line, tell(3, 0, at(6), {})).joins);
}

TEST_CASE("a return with no absence makes a closed one, unless a return is known within 12 hours") {
  CHECK_FALSE(place_return({}, back(1, 0, at(1)))->joins);
  const Line line = trace(std::vector<Voice>{left(1, 1, at(1, 20)), back(2, 1, at(3))}, {});
  CHECK(place_return(line, back(3, 0, at(3, 11))).error().code == "retour_deja_connu");
  CHECK(place_return(line, back(3, 0, at(2, 13))).error().kind == base::Kind::conflict);
  CHECK_FALSE(place_return(line, back(3, 0, at(3, 13)))->joins);
}

TEST_CASE("a return before the departure is refused and names its field") {
  const Line line = trace(std::vector<Voice>{left(1, 1, at(5, 20))}, {});
  const auto refused = place_return(line, back(2, 0, at(5, 19)));
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().kind == base::Kind::invalid);
  CHECK(refused.error().fields[0].pointer == "/answers/retour_au_plus_tard");
  CHECK(place_return(line, back(2, 0, at(5, 20)))->joins == episode(1));
}

TEST_CASE("calls of information, reorientation, nuisance and silence open nothing") {
  for (const char* category : {"information", "reorientation", "nuisance", "muet"})
    CHECK_FALSE(about_disappearance(tell(1, 0, at(1), {{"categorie", std::string(category)}}, "appel")));
  for (const char* category : {"fugue", "enlevement_parental", "jeune_majeur", "perdu_blesse_autre"})
    CHECK(about_disappearance(tell(1, 0, at(1), {{"categorie", std::string(category)}}, "appel")));
  CHECK_FALSE(about_disappearance(tell(1, 0, at(1), {}, "preventive")));
}
