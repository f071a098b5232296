#include <doctest/doctest.h>

#include "identity/likeness.hpp"

using vigie::identity::fold;
using vigie::identity::phonetic;

namespace {
std::string sound(std::string_view name) { return phonetic(fold(name)); }
}  // namespace

TEST_CASE("names that sound alike in French share a key") {
  const std::vector<std::vector<std::string>> groups = {
      {"Lefèvre", "Lefebvre", "Lefaivre", "LEFEVRE", "Lefèvres"},
      {"Thibault", "Thibaut", "Thibaud", "Tibo"},
      {"Durand", "Durant", "Duran"},
      {"Dupont", "Dupond"},
      {"Renault", "Renaud", "Reno"},
      {"Gauthier", "Gautier", "Gotier"},
      {"Philippe", "Filipe"},
      {"Meyer", "Maier", "Mayer"},
      {"Berger", "Bergé", "Bergez"},
      {"Inès", "Ynès", "Hinès"},
      {"Léa", "Leah"},
      {"Sara", "Sarah"},
      {"Quentin", "Kentin", "Quantin"},
      {"Chloé", "Cloé", "Kloé"},
      {"Mickaël", "Michaël", "Mikael"},
      {"Christophe", "Kristof"},
      {"Sylvie", "Silvi"},
      {"Jean", "Jan"},
      {"Aïcha", "Aisha"},
      {"Wassim", "Ouassim"},
      {"Saint-Hilaire", "St Hilaire"},
      {"Le Gall", "Legalle"},
  };
  for (const auto& group : groups) {
    for (const auto& name : group) {
      CAPTURE(name);
      CHECK(sound(name) == sound(group.front()));
    }
  }
}

TEST_CASE("names that sound different do not share a key") {
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"Martin", "Martine"}, {"Jean", "Jeanne"},  {"Louis", "Lucas"},   {"Petit", "Petite"},
      {"Léa", "Lou"},        {"Yassin", "Yanis"}, {"Durand", "Dupont"}, {"Agnès", "Anne"},
  };
  for (const auto& [one, other] : pairs) {
    CAPTURE(one);
    CHECK(sound(one) != sound(other));
  }
}

TEST_CASE("a key has at least two signs when the word has") {
  for (const std::string_view name : {"zoe", "ted", "ees", "std", "noe", "eddy"}) {
    CAPTURE(name);
    CHECK(phonetic(name).size() >= 2);
  }
  CHECK(phonetic("").empty());
}
