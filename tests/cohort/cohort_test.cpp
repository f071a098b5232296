#include <doctest/doctest.h>

#include <algorithm>

#include "cohort/random.hpp"
#include "tests/cohort/one_cohort.hpp"

using namespace vigie;
using namespace vigie::test;

TEST_CASE("a stream of chance is its seed and its number, nothing else") {
  cohort::Random one(116000, 1);
  cohort::Random same(116000, 1);
  cohort::Random other(116000, 2);
  CHECK(one.next() == 5710850417198117930ULL);
  CHECK(one.next() == 1379854627973269645ULL);
  CHECK(same.next() == 5710850417198117930ULL);
  CHECK(other.next() != 5710850417198117930ULL);
}

TEST_CASE("the same plan tells the same bytes, another seed tells others") {
  const auto first = text_of(cohort::make({.seed = 7, .minors = 60, .until = until}));
  CHECK(first == text_of(cohort::make({.seed = 7, .minors = 60, .until = until})));
  CHECK(first != text_of(cohort::make({.seed = 8, .minors = 60, .until = until})));
}

TEST_CASE("what is told comes in the order of time, before the end, each key once") {
  std::set<std::string> keys;
  base::Instant previous{0};
  for (const auto& told : cohort_of_300()) {
    CHECK(told.signed_at >= previous);
    CHECK(told.signed_at < until);
    CHECK_MESSAGE(keys.insert(told.key).second, told.key);
    previous = told.signed_at;
  }
}

TEST_CASE("the volume and the shares of 300 minors are near the figures they are drawn from") {
  for (const std::uint64_t seed : {116000U, 1U, 2U}) {
    const auto cohort = cohort::make({.seed = seed, .until = until});
    std::map<std::string, int> forms, absences;
    std::set<std::string> seen, back, harmed;
    int declared = 0, placed = 0;
    for (const auto& told : cohort) {
      ++forms[told.form];
      if (tells_departure(told) && seen.insert(absence_of(told)).second) ++absences[told.key.substr(0, 5)];
      if (told.act == "return" && answer(told, "retour_issue") == "rentre") back.insert(absence_of(told));
      for (const auto field : {"prostitution_averee", "revelation", "annonce_escort", "proxenete_connu"})
        if (answer(told, field) == "oui") harmed.insert(told.key.substr(0, 5));
      if (told.form != "classique" && told.form != "inquietante") continue;
      ++declared;
      placed += told.answers.contains("etablissement");
    }
    const auto share = [](auto part, auto whole) {
      return static_cast<double>(part) / static_cast<double>(whole);
    };
    CHECK(cohort.size() > 1200);
    CHECK(cohort.size() <= 1650);
    CHECK(seen.size() > 580);
    CHECK(absences.size() > 290);
    CHECK(share(placed, declared) > 0.52);
    CHECK(share(placed, declared) < 0.74);
    CHECK(share(seen.size() - back.size(), seen.size()) > 0.05);
    CHECK(share(seen.size() - back.size(), seen.size()) < 0.14);
    CHECK(share(forms["inquietante"], declared) < 0.30);
    CHECK(forms["inquietante"] > 30);
    CHECK(forms["appel"] > 100);
    CHECK(forms["preventive"] > 8);
    CHECK(harmed.size() >= 2);
    CHECK(harmed.size() <= 25);
    const auto once =
        std::count_if(absences.begin(), absences.end(), [](const auto& one) { return one.second == 1; });
    CHECK(share(once, absences.size()) > 0.48);
    CHECK(share(once, absences.size()) < 0.72);
  }
}

TEST_CASE("the hard cases are there: twins, swapped dates, nicknames, no name, attributed dates") {
  std::set<std::string> twins;
  int nameless = 0, nicknamed = 0, attributed = 0, unrecognised = 0;
  for (const auto& told : cohort_of_300()) {
    const bool named = told.answers.contains("nom") || told.answers.contains("nom_usage");
    if (answer(told, "date_naissance").ends_with("-01-01") && answer(told, "mna") == "oui") ++attributed;
    if (answer(told, "nom") == "Delorme-Haddad") twins.insert(told.minor_key);
    if (told.form != "appel" || answer(told, "categorie") != "fugue") continue;
    if (told.minor_key.empty()) ++unrecognised;
    if (!named && told.answers.contains("surnoms")) ++nicknamed;
    if (!named && !told.answers.contains("surnoms") && told.answers.contains("age_estime")) ++nameless;
  }
  CHECK(twins.size() == 2);
  CHECK(nameless == 3);
  CHECK(nicknamed >= 2);
  CHECK(attributed >= 2);
  CHECK(unrecognised >= 5);
}

TEST_CASE("a cohort of one minor over sixty days can be made") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto told = cohort::make({.seed = seed, .minors = 1, .until = until, .days = 60});
    CHECK(told.size() < 60);
  }
}
