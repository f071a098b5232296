#include "identity/likeness.hpp"

#include <doctest/doctest.h>

#include "cohort/invent_name.hpp"
#include "cohort/roll.hpp"
#include "cohort/taken.hpp"
#include "tests/cohort/one_cohort.hpp"

using namespace vigie;
using namespace vigie::test;

namespace {

cohort::Child child_called(std::string nom, std::string prenoms, unsigned day = 14) {
  cohort::Child child;
  child.nom = std::move(nom);
  child.prenoms = std::move(prenoms);
  child.birth = base::Date{std::chrono::year{2011}, std::chrono::month{5}, std::chrono::day{day}};
  child.absences.resize(1);
  return child;
}

identity::Person person_of(const cohort::Child& child) {
  identity::Person person;
  person.nom = child.nom;
  person.nom_usage = child.nom_usage;
  person.prenoms = child.prenoms;
  person.birth = child.birth;
  person.mna = child.mna ? base::Tri::yes : base::Tri::no;
  return person;
}

bool takes(cohort::Taken& taken, cohort::Child child) { return taken.take(std::vector{std::move(child)}); }

}  // namespace

TEST_CASE(
    "a namesake born the same day is refused, however its name is written; another day or name is taken") {
  cohort::Taken taken;
  CHECK(takes(taken, child_called("Le Goff", "Anne-Sophie")));
  CHECK_FALSE(takes(taken, child_called("LE GOFF", "Anne Sophie Léa")));
  CHECK_FALSE(takes(taken, child_called("Legoff", "Anne")));
  CHECK(takes(taken, child_called("Le Goff", "Anne-Sophie", 15)));
  CHECK(takes(taken, child_called("Le Goff", "Sophie")));
  auto married = child_called("Quéré", "Anne-Sophie");
  married.nom_usage = "Le Goff";
  CHECK_FALSE(takes(taken, married));
  auto unaccompanied = child_called("Le Goff", "Anne-Sophie");
  unaccompanied.mna = true;
  CHECK(takes(taken, unaccompanied));
}

TEST_CASE("a group that holds two namesakes is refused and takes no name") {
  cohort::Taken taken;
  CHECK_FALSE(taken.take(std::vector{child_called("Payet", "Tom"), child_called("Payet", "Tom")}));
  CHECK(takes(taken, child_called("Payet", "Tom")));
}

TEST_CASE("names that the service takes for one child's have one coarse key") {
  cohort::Random random(5, 1);
  std::vector<cohort::Child> children;
  for (int i = 0; i < 400; ++i) {
    const auto name = i % 2 ? cohort::draw_name(random, i % 4 == 1) : cohort::invent_name(random, i % 4 == 0);
    children.push_back(child_called(name.nom, name.prenoms));
    children.push_back(
        child_called(cohort::in_capitals(name.nom), cohort::as_heard(cohort::first_of(name.prenoms))));
  }
  int alike = 0;
  std::map<std::string, std::string> keys;
  for (const auto& child : children)
    for (const auto& decisive : identity::decisive_keys(person_of(child))) {
      const auto key = cohort::coarse_key(child.nom, child.prenoms);
      const auto [known, added] = keys.emplace(decisive, key);
      CHECK_MESSAGE(known->second == key, decisive);
      alike += !added;
    }
  CHECK(alike > 100);
}

TEST_CASE("no two children of a national cohort share a key of decisive likeness") {
  const cohort::NationalPlan plan{.episodes = 6000, .from = {until.ms - 730LL * 86'400'000}, .to = until};
  const cohort::Calendar calendar(plan);
  const auto roll = cohort::call_roll(plan, calendar);
  std::map<std::string, std::string> owners;
  for (const auto& entry : roll.entries)
    for (const auto& child : cohort::draw_group(plan, calendar, entry.number, entry.attempt)) {
      if (child.absences.empty()) continue;
      for (const auto& key : identity::decisive_keys(person_of(child)))
        CHECK_MESSAGE(owners.emplace(key, child.key).first->second == child.key, key);
    }
  CHECK(owners.size() > 2000);
}

TEST_CASE("names are many, and most that are misheard are not the same name any more") {
  CHECK(cohort::count_invented_families() > 30'000);
  cohort::Random random(5, 2);
  int other = 0;
  for (int i = 0; i < 300; ++i) {
    const auto nom = cohort::invent_name(random, true).nom;
    other += cohort::coarse_key(cohort::as_misheard(nom), "") != cohort::coarse_key(nom, "");
  }
  CHECK(other > 270);
}
