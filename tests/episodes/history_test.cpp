#include <doctest/doctest.h>

#include "episodes/history.hpp"
#include "episodes/merge.hpp"
#include "tests/episodes/build_voice.hpp"

using namespace vigie;
using namespace vigie::episodes;
using namespace vigie::episodes::test;

namespace {
double number(const base::Facts& facts, std::string_view name) { return base::number_of(facts, name).value_or(-1); }
}  // namespace

TEST_CASE("the third fugue in six weeks is seen as the third") {
  const std::vector<Voice> voices = {left(1, 1, at(1)),  back(2, 1, at(4)),  left(3, 2, at(20)),
                                     back(4, 2, at(23)), left(5, 3, at(42)), back(6, 3, at(43))};
  const Line line = trace(voices, {});
  const auto facts = history_facts(line, voices, episode(3), at(43));
  CHECK(number(facts, "fugues_90_jours") == 3);
  CHECK(number(facts, "fugues_30_jours") == 2);
  CHECK(number(facts, "absences_2_a_14_jours_90") == 2);
  CHECK(number(facts, "jours_depuis_dernier_retour") == 19);
  CHECK(number(facts, "heures_absence") == 24);
  const History shown = history(line, voices, at(60));
  CHECK(shown.episodes == 3);
  CHECK(shown.last_30_days == 1);
  CHECK(shown.last_90_days == 3);
  CHECK(shown.gaps_days == std::vector<double>{16, 19});
}

TEST_CASE("the first fugue's facts do not see those that came after it") {
  const std::vector<Voice> voices = {left(1, 1, at(1)), back(2, 1, at(2)), left(3, 2, at(5))};
  CHECK(number(history_facts(trace(voices, {}), voices, episode(1), at(9)), "fugues_90_jours") == 1);
}

TEST_CASE("repeats told and repeats recorded: the greater stands") {
  std::vector<Voice> voices = {left(1, 1, at(1))};
  add(voices[0], "fugues_connues_12_mois", 6.0);
  const auto facts = history_facts(trace(voices, {}), voices, episode(1), at(2));
  CHECK(number(facts, "fugues_365_jours") == 6);
  CHECK(number(facts, "fugues_total") == 6);
  CHECK(number(facts, "fugues_90_jours") == 1);
}

TEST_CASE("an abduction is an absence but not a fugue") {
  std::vector<Voice> voices = {left(1, 1, at(1)), back(2, 1, at(2)), left(3, 2, at(5))};
  add(voices[0], "categorie", std::string("enlevement_parental"));
  CHECK(number(history_facts(trace(voices, {}), voices, episode(2), at(6)), "fugues_total") == 1);
  CHECK(history(trace(voices, {}), voices, at(6)).episodes == 1);
}

TEST_CASE("night and week-end are those of the place, not of UTC") {
  // 2025-11-08 is a Saturday; 20:30 UTC on Thursday 6 is 00:30 on Friday 7 in La Réunion.
  std::vector<Voice> voices = {left(1, 1, at(5, 20, 30))};
  CHECK(number(history_facts(trace(voices, {}), voices, episode(1), at(6)), "departs_nuit_90") == 0);
  add(voices[0], "departement", std::string("974"));
  CHECK(number(history_facts(trace(voices, {}), voices, episode(1), at(6)), "departs_nuit_90") == 1);
}

TEST_CASE("returns from the same hotel area are counted, and a return far from home is seen") {
  std::vector<Voice> voices = {left(1, 1, at(1)), back(2, 1, at(3)), left(3, 2, at(5)), back(4, 2, at(8))};
  for (const std::size_t i : {std::size_t{1}, std::size_t{3}}) {
    add(voices[i], "retour_lieu_type", std::string("hotel"));
    add(voices[i], "retour_departement", std::string("94"));
  }
  add(voices[0], "departement", std::string("75"));
  add(voices[2], "departement", std::string("75"));
  const auto facts = history_facts(trace(voices, {}), voices, episode(2), at(9));
  CHECK(number(facts, "retours_hotel_365") == 2);
  CHECK(number(facts, "retours_meme_lieu_365") == 2);
  CHECK(base::is_yes(facts, "retour_autre_departement"));
}

TEST_CASE("any oui stands over any non, any non over inconnu, and each keeps who told it") {
  std::vector<Voice> voices = {left(1, 1, at(1)), left(2, 1, at(1)), left(3, 1, at(1))};
  add(voices[0], "danger_immediat", base::Tri::yes);
  add(voices[1], "danger_immediat", base::Tri::no);
  add(voices[2], "handicap", base::Tri::unknown);
  add(voices[1], "handicap", base::Tri::no);
  const base::Facts facts = Hearing(voices, episode(1), {}, at(2)).merge();
  CHECK(base::is_yes(facts, "danger_immediat"));
  const auto sources = Hearing(voices, episode(1), {}, at(2)).sources_of("danger_immediat");
  REQUIRE(sources.size() == 1);
  CHECK(sources[0].declaration == voices[0].id);
  CHECK(base::tri_of(facts, "handicap") == base::Tri::no);
}

TEST_CASE("a sign carries over to the next absence until it fades, a danger stays with its own") {
  std::vector<Voice> voices = {left(1, 1, at(1)), back(2, 1, at(2)), left(3, 2, at(100))};
  add(voices[0], "argent_inexplique", base::Tri::yes);
  add(voices[0], "danger_immediat", base::Tri::yes);
  const Fades fades = {{"argent_inexplique", 6}};
  CHECK(base::is_yes(Hearing(voices, episode(2), fades, at(101)).merge(), "argent_inexplique"));
  CHECK(base::find(Hearing(voices, episode(2), fades, at(101)).merge(), "danger_immediat") == nullptr);
  CHECK(base::find(Hearing(voices, episode(2), fades, at(190)).merge(), "argent_inexplique") == nullptr);
  add(voices[0], "argent_inexplique_observe_le", *base::parse_date("2025-01-15"));
  CHECK(base::find(Hearing(voices, episode(2), fades, at(101)).merge(), "argent_inexplique") == nullptr);
}

TEST_CASE("three gaps each shorter, three absences each longer") {
  const std::vector<Voice> voices = {left(1, 1, at(1)),      back(2, 1, at(2)),  left(3, 2, at(40)), back(4, 2, at(42)),
                                     left(5, 3, at(60)),     back(6, 3, at(63)), left(7, 4, at(70)), back(8, 4, at(74))};
  const auto facts = history_facts(trace(voices, {}), voices, episode(4), at(75));
  CHECK(base::is_yes(facts, "ecarts_decroissants"));
  CHECK(base::is_yes(facts, "durees_croissantes"));
  CHECK(base::tri_of(history_facts(trace(voices, {}), voices, episode(1), at(75)), "ecarts_decroissants") == base::Tri::unknown);
}
