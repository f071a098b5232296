#include <doctest/doctest.h>

#include "tests/identity/people.hpp"

using namespace people;
using vigie::identity::Candidate;
using vigie::identity::Index;

namespace {

std::vector<base::MinorId> minors_of(const std::vector<Candidate>& candidates) {
  std::vector<base::MinorId> minors;
  for (const auto& candidate : candidates) minors.push_back(candidate.minor);
  return minors;
}

struct Filled {
  Index index;
  Filled() {
    index.add(minor(1), declaration(1), person("Lefèvre", "Inès", date(2010, 3, 12)));
    index.add(minor(2), declaration(2), person("Durand", "Léa", date(2009, 7, 30)));
    Person nessa = person("", "");
    nessa.surnoms = {"Nessa"};
    nessa.phones = {"06 39 98 12 34"};
    nessa.handles = {{"Snapchat", "nessa.93"}};
    index.add(minor(3), declaration(3), nessa);
  }
  std::vector<base::MinorId> like(const Person& person) const {
    return minors_of(index.candidates(person, 10, nullptr));
  }
};

using Minors = std::vector<base::MinorId>;

}  // namespace

TEST_CASE("a minor is a candidate by any one way in which it is close") {
  const Filled filled;
  const Minors ines{minor(1)}, lea{minor(2)};
  CHECK(filled.like(person("LEFEBVRE", "Ines")) == ines);
  CHECK(filled.like(person("Lefevte", "Inès")) == ines);
  CHECK(filled.like(person("Kefevre", "Inès")) == ines);
  CHECK(filled.like(person("Inès", "Lefèvre")) == ines);
  CHECK(filled.like(person("Lefèvre-Roy", "Inès")) == ines);
  CHECK(filled.like(person("Lefèvre", "", date(2010, 12, 3))) == ines);
  CHECK(filled.like(person("", "Inès", date(2010, 3, 12))) == ines);
  CHECK(filled.like(person("Durand", "Léa", date(2011, 7, 30))) == lea);
  CHECK(filled.like(person("Roy", "Jade")).empty());
  CHECK(filled.like(person("", "")).empty());
}

TEST_CASE("a phone or a pseudo alone makes a candidate of a child without a name") {
  const Filled filled;
  Person caller = person("Roy", "Jade");
  caller.phones = {"0033639981234"};
  CHECK(filled.like(caller) == Minors{minor(3)});
  Person online = person("", "");
  online.handles = {{"", "@Nessa.93"}};
  CHECK(filled.like(online) == Minors{minor(3)});
}

TEST_CASE("candidates come best first, within the limit, among those kept") {
  Filled filled;
  filled.index.add(minor(4), declaration(4), person("Lefebvre", "Inès", date(2010, 3, 12)));
  const Person asked = person("Lefèvre", "Inès", date(2010, 3, 12));
  const auto found = filled.index.candidates(asked, 10, nullptr);
  CHECK(minors_of(found) == Minors{minor(1), minor(4)});
  CHECK(found.at(0).likeness.score == 1.0);
  CHECK(filled.index.candidates(asked, 1, nullptr).size() == 1);
  const auto not_first = [](base::MinorId id) { return id != minor(1); };
  CHECK(minors_of(filled.index.candidates(asked, 1, not_first)) == Minors{minor(4)});
}

TEST_CASE("a minor is as like as the closest of what was told of it") {
  Filled filled;
  filled.index.add(minor(2), declaration(5), person("Lefèvre", "Inès", date(2010, 3, 12)));
  const auto found = filled.index.candidates(person("Lefèvre", "Inès", date(2010, 3, 12)), 10, nullptr);
  CHECK(minors_of(found) == Minors{minor(1), minor(2)});
  CHECK(found.at(1).likeness.score == 1.0);
}

TEST_CASE("what was told comes in the order told, then added") {
  Index index;
  Person late = person("Tard", "Inès");
  late.told_at = november + base::Duration{1000};
  index.add(minor(1), declaration(1), late);
  index.add(minor(1), declaration(2), person("Premier", "Inès"));
  index.add(minor(1), declaration(3), person("Second", "Inès"));
  std::vector<std::string> noms;
  for (const Person* told : index.told(minor(1))) noms.push_back(told->nom);
  CHECK(noms == std::vector<std::string>{"Premier", "Second", "Tard"});
  CHECK(index.told(minor(9)).empty());
}

TEST_CASE("removing a declaration leaves the index as if it had never come") {
  Filled filled;
  const Person jade = person("Roy", "Jade", date(2010, 5, 6));
  filled.index.add(minor(1), declaration(8), jade);
  filled.index.add(minor(9), declaration(9), jade);
  CHECK(filled.index.minors() == 4);
  filled.index.remove(declaration(8));
  filled.index.remove(declaration(9));
  filled.index.remove(declaration(200));  // never came
  CHECK(filled.index.minors() == 3);
  CHECK(filled.like(jade).empty());
  CHECK(filled.index.search("jade", 10, nullptr).empty());
  CHECK(filled.like(person("Lefèvre", "Inès")) == Minors{minor(1)});
  filled.index.add(minor(7), declaration(7), jade);  // takes the freed place
  CHECK(filled.like(jade) == Minors{minor(7)});
  CHECK(filled.index.told(minor(9)).empty());
}

TEST_CASE("what two declarations both told stays until both are gone") {
  Index index;
  index.add(minor(1), declaration(1), person("Roy", "Jade"));
  index.add(minor(1), declaration(2), person("Roy", "Jade"));
  index.remove(declaration(1));
  CHECK(index.search("roy", 10, nullptr).size() == 1);
  index.remove(declaration(2));
  CHECK(index.search("roy", 10, nullptr).empty());
  CHECK(index.minors() == 0);
}
