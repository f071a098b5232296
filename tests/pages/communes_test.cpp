// Communes offered for what is typed.
#include "pages/communes.hpp"

#include <doctest/doctest.h>

using namespace vigie;

namespace {

std::string offered(std::string_view typed, std::string_view departement = "") {
  std::string all;
  for (const pages::Commune& one : pages::find_communes(typed, departement)) all += (all.empty() ? "" : ", ") + std::string(one.name) + " " + std::string(one.departement);
  return all;
}

}  // namespace

TEST_CASE("a commune is found by how it begins, whatever its accents, apostrophes and hyphens") {
  CHECK(offered("creteil") == "Créteil 94");
  CHECK(offered("l hay les").starts_with("L'Haÿ-les-Roses 94"));
  CHECK(offered("ajacc") == "Ajaccio 2A");
}

TEST_CASE("of namesakes the most peopled comes first, but after those of the département that is known") {
  CHECK(offered("saint denis").starts_with("Saint-Denis 974, Saint-Denis 93"));
  CHECK(offered("saint denis", "93").starts_with("Saint-Denis 93"));
  CHECK(offered("sainte colombe", "77").starts_with("Sainte-Colombe 77"));
}

TEST_CASE("a later word finds a commune too, after those that begin with it; no part of a word does") {
  CHECK(offered("perreux").find("Le Perreux-sur-Marne 94") != std::string::npos);
  CHECK(offered("erreux").find("Perreux") == std::string::npos);
  CHECK(pages::find_communes("saint", "").size() == 8);
}

TEST_CASE("one letter, or what no commune is called, offers nothing") {
  CHECK(pages::find_communes("", "94").empty());
  CHECK(pages::find_communes("p", "75").empty());
  CHECK(pages::find_communes("<script>", "").empty());
  CHECK(pages::find_communes("xyzyx", "").empty());
}
