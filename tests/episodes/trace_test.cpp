#include <doctest/doctest.h>

#include "tests/episodes/build_voice.hpp"

using namespace vigie;
using namespace vigie::episodes;
using namespace vigie::episodes::test;

TEST_CASE("the departure is the hull of what the voices state; a voice that states nothing widens nothing") {
  const std::vector<Voice> voices = {
      tell(1, 1, at(2, 8), {{"depart_au_plus_tot", at(1, 22)}, {"depart_au_plus_tard", at(2, 7)}}),
      tell(2, 1, at(2, 9), {{"depart_au_plus_tot", at(1, 21)}, {"depart_au_plus_tard", at(1, 23)}}),
      tell(3, 1, at(4, 15), {{"danger_immediat", base::Tri::no}}, "appel")};
  const Line line = trace(voices, {});
  REQUIRE(line.episodes.size() == 1);
  CHECK(line.episodes[0].departed == base::Window{at(1, 21), at(2, 7)});
  CHECK(line.episodes[0].declarations.size() == 3);
}

TEST_CASE("a departure that nobody tells is no later than its telling, and its beginning is not known") {
  const std::vector<Voice> voices = {tell(1, 1, at(2, 8), {})};
  CHECK(trace(voices, {}).episodes[0].departed == base::Window{std::nullopt, at(2, 8)});
}

TEST_CASE("an earliest bound later than another voice's departure is not kept as the earliest") {
  const std::vector<Voice> voices = {left(1, 1, at(2, 7)), tell(2, 1, at(2, 15), {{"depart_au_plus_tot", at(2, 8)}})};
  CHECK(trace(voices, {}).episodes[0].departed == base::Window{std::nullopt, at(2, 15)});
}

TEST_CASE("a departure between 22:00 and 07:00 gives hours with a minimum and a maximum") {
  const std::vector<Voice> voices = {
      tell(1, 1, at(2, 8), {{"depart_au_plus_tot", at(1, 22)}, {"depart_au_plus_tard", at(2, 7)}}),
      tell(2, 1, at(3, 8), {{"retour_au_plus_tot", at(3, 6)}, {"retour_au_plus_tard", at(3, 7)}}, "retour")};
  const Episode ended = trace(voices, {}).episodes[0];
  CHECK(ended.status == Status::rentre);
  CHECK(absence_hours(ended, at(9)).min == 23);
  CHECK(absence_hours(ended, at(9)).max == 33);
  const Episode open = trace(std::span(voices).first(1), {}).episodes[0];
  CHECK(open.status == Status::en_cours);
  CHECK(absence_hours(open, at(2, 10)).min == 3);
  CHECK(absence_hours(open, at(2, 10)).max == 12);
}

TEST_CASE("a new departure before any return presumes the return of the one before, a return told later ends it") {
  std::vector<Voice> voices = {left(1, 1, at(1)), left(2, 2, at(5))};
  Line line = trace(voices, {});
  CHECK(line.episodes[0].status == Status::retour_presume);
  CHECK(line.episodes[1].status == Status::en_cours);
  CHECK(absence_hours(line.episodes[0], at(9)).min == 0);
  CHECK(line.open()->id == episode(2));
  const Placement placed = *place_return(line, back(3, 0, at(3)));
  CHECK(placed.joins == episode(1));
  voices.push_back(back(3, 1, at(3)));
  CHECK(trace(voices, {}).episodes[0].status == Status::rentre);
}

TEST_CASE("found is not back: the absence stays open, hours run, until a return") {
  std::vector<Voice> voices = {left(1, 1, at(1)),
                               tell(2, 1, at(2), {{"retour_au_plus_tard", at(2)}, {"retour_issue", std::string("localise")}}, "retour")};
  CHECK(trace(voices, {}).episodes[0].status == Status::localise);
  CHECK_FALSE(trace(voices, {}).episodes[0].returned);
  voices.push_back(back(3, 1, at(3)));
  CHECK(trace(voices, {}).episodes[0].status == Status::rentre);
  CHECK(trace(voices, {}).episodes[0].returned->latest == at(3));
}

TEST_CASE("an absence closed as an error keeps no rank and counts for nothing") {
  const std::vector<Voice> voices = {
      left(1, 1, at(1)), left(2, 2, at(9)),
      tell(3, 1, at(3), {{"retour_au_plus_tard", at(2)}, {"retour_issue", std::string("erreur")}}, "retour")};
  const Line line = trace(voices, {});
  CHECK(line.episodes[0].status == Status::clos);
  CHECK_FALSE(line.episodes[0].counts());
  CHECK(line.episodes[1].number == 1);
}

TEST_CASE("an absence whose every voice is withdrawn is closed, readable, and not counted") {
  std::vector<Voice> voices = {left(1, 1, at(1)), left(2, 2, at(5))};
  voices[0].silenced = true;
  const Line line = trace(voices, {});
  CHECK(line.episodes[0].closed_reason == "retrait");
  CHECK(line.episodes[0].declarations.size() == 1);
  CHECK(line.episodes[1].number == 1);
}

TEST_CASE("the order of the rows does not change the line") {
  std::vector<Voice> voices = {left(1, 1, at(1)), back(2, 1, at(2)), left(3, 2, at(5)), left(4, 3, at(9))};
  const Line line = trace(voices, {});
  std::reverse(voices.begin(), voices.end());
  const Line again = trace(voices, {});
  REQUIRE(line.episodes.size() == again.episodes.size());
  for (std::size_t i = 0; i < line.episodes.size(); ++i) {
    CHECK(line.episodes[i].id == again.episodes[i].id);
    CHECK(line.episodes[i].status == again.episodes[i].status);
    CHECK(line.episodes[i].declarations == again.episodes[i].declarations);
  }
}
