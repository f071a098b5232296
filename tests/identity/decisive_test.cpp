#include <doctest/doctest.h>

#include "tests/identity/people.hpp"

using namespace people;
using vigie::identity::decisive_keys;
using vigie::identity::is_decisive;

namespace {

const base::Date february = date(2010, 2, 28);

bool share_key(const Person& a, const Person& b) {
  const auto ours = decisive_keys(a), theirs = decisive_keys(b);
  return std::ranges::any_of(ours,
                             [&](const auto& key) { return std::ranges::find(theirs, key) != theirs.end(); });
}

/// Both ways round, and never decisive without a shared key, since the database is asked by key.
bool decisive(const Person& a, const Person& b) {
  const bool yes = is_decisive(a, b);
  CHECK(is_decisive(b, a) == yes);
  if (yes) CHECK(share_key(a, b));
  return yes;
}

bool decisive_names(std::string nom_a, std::string prenoms_a, std::string nom_b, std::string prenoms_b) {
  return decisive(person(std::move(nom_a), std::move(prenoms_a), february),
                  person(std::move(nom_b), std::move(prenoms_b), february));
}

}  // namespace

TEST_CASE("the same child written in another way is decisively alike") {
  CHECK(decisive_names("LEFEVRE", "Ines", "Lefèvre", "Inès"));
  CHECK(decisive_names("Roy", "Jean-Pierre", "ROY", "Jean Pierre"));
  CHECK(decisive_names("Roy", "Jean Pierre", "Roy", "Jean"));
  CHECK(decisive_names("Roy", "Jean-Pierre Marie", "Roy", "Jean Pierre Marie"));
  CHECK(decisive_names("O'Connor", "Sean", "OConnor", "Sean"));
  CHECK(decisive_names("D'Almeida", "Rui", "Dalmeida", "Rui"));
  CHECK(decisive_names("D’Almeida", "Rui", "D ALMEIDA", "Rui"));
  CHECK(decisive_names("Martin-Durand", "Léa", "MartinDurand", "Lea"));
  CHECK(decisive_names("El Amrani", "Nora", "ELAMRANI", "Nora"));
  CHECK(decisive_names("Durand", "Léa, Marie", "Durand", "Léa"));
  CHECK(decisive_names("Мария", "Анна", "Maria", "Anna"));
}

TEST_CASE("another prénom, a twin or another name is not decisively alike") {
  CHECK(!decisive_names("Roy", "Marie Anne", "Roy", "Marie Lou"));
  CHECK(!decisive_names("Roy", "Emma", "Roy", "Zoé"));
  CHECK(!decisive_names("Roy", "Jean-Pierre", "Roy", "Jean"));
  CHECK(!decisive_names("Roy", "Jean-Pierre", "Roy", "Jean-Paul"));
  CHECK(!decisive_names("Lefèvre", "Inès", "Lefebvre", "Inès"));
  CHECK(!decisive_names("Lefèvre", "Inès", "Inès", "Lefèvre"));
  CHECK(!decisive_names("Martin-Durand", "Léa", "Martin", "Léa"));
}

TEST_CASE("what is missing or stands for something missing never decides") {
  CHECK(!decisive_names("", "Inès", "", "Inès"));
  CHECK(!decisive_names("Roy", "", "Roy", ""));
  CHECK(!decisive_names("-", "Inès", "-", "Inès"));
  CHECK(!decisive_names("INCONNU", "Inès", "Inconnu", "Inès"));
  CHECK(!decisive_names("Roy", "X", "Roy", "X"));
  CHECK(!decisive(person("Roy", "Inès"), person("Roy", "Inès")));
  CHECK(!decisive(person("Roy", "Inès", february), person("Roy", "Inès")));
}

TEST_CASE("only an equal birth date decides, and not an attributed one") {
  const auto born = [](int year, unsigned month, unsigned day) {
    return person("Durand", "Léa", date(year, month, day));
  };
  CHECK(decisive(born(2010, 2, 28), born(2010, 2, 28)));
  CHECK(!decisive(born(2010, 2, 28), born(2011, 2, 28)));
  CHECK(!decisive(born(2010, 3, 2), born(2010, 2, 3)));
  CHECK(!decisive(born(2010, 1, 1), born(2010, 1, 1)));
  CHECK(!decisive(born(2010, 12, 31), born(2010, 12, 31)));
  CHECK(decisive(born(2010, 1, 2), born(2010, 1, 2)));
  CHECK(decisive_keys(born(2010, 1, 1)).empty());
}

TEST_CASE("an unaccompanied minor is never linked without a person, whoever says so") {
  const Person plain = person("Diallo", "Awa", february);
  Person alone = plain;
  alone.mna = base::Tri::yes;
  CHECK(!decisive(plain, alone));
  CHECK(!decisive(alone, alone));
  CHECK(decisive_keys(alone).empty());
  alone.mna = base::Tri::no;
  CHECK(decisive(plain, alone));
}

TEST_CASE("a nom d'usage counts as a nom, on either side") {
  Person both = person("Durand", "Léa", february);
  both.nom_usage = "Petit";
  Person usage_only = person("", "Léa", february);
  usage_only.nom_usage = "PETIT";
  CHECK(decisive(both, person("Petit", "Léa", february)));
  CHECK(decisive(both, person("Durand", "Léa", february)));
  CHECK(decisive(both, usage_only));
  CHECK(decisive_keys(both) == std::vector<std::string>{"durand|lea|2010-02-28", "petit|lea|2010-02-28"});
}
