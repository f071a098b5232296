#include <doctest/doctest.h>

#include "tests/identity/people.hpp"

using namespace people;
using vigie::identity::Index;
using Minors = std::vector<base::MinorId>;
using Reasons = std::vector<std::string>;

namespace {

struct Searched {
  Index index;
  Searched() {
    Person ines = person("Lefèvre", "Inès Marie", date(2010, 3, 12));
    ines.surnoms = {"La Nessa"};
    ines.phones = {"+33 6 39 98 12 34"};
    ines.handles = {{"Snapchat", "Nessa_93"}};
    index.add(minor(1), declaration(1), ines);
    index.add(minor(2), declaration(2), person("Le Gall", "Jean-Pierre", date(2009, 7, 30)));
    index.add(minor(3), declaration(3), person("D'Almeida", "Ben", date(2009, 1, 2)));
    index.add(minor(4), declaration(4), person("OConnor", "Léana"));
  }
  Minors find(std::string_view query) const {
    Minors minors;
    for (const auto& found : index.search(query, 10, nullptr)) minors.push_back(found.minor);
    return minors;
  }
  Reasons why(std::string_view query) const {
    const auto found = index.search(query, 10, nullptr);
    return found.empty() ? Reasons{} : found.front().likeness.reasons;
  }
};

}  // namespace

TEST_CASE("a name is found without accents, in part, joined or apart") {
  const Searched filled;
  for (const std::string_view query : {"lefevre", "LEFÈVRE", "lef", "Inès", "marie", "lefèvre ines",
                                       "ines lef", "Lefèvre, Inès", "nessa", "la nessa"}) {
    CAPTURE(query);
    CHECK(filled.find(query) == Minors{minor(1)});
  }
  for (const std::string_view query : {"le gall", "legall", "Gall", "LE-GALL", "jean pierre", "jeanpierre",
                                       "pierre", "jean-pierre le gall", "le gall j"}) {
    CAPTURE(query);
    CHECK(filled.find(query) == Minors{minor(2)});
  }
  CHECK(filled.find("almeida") == Minors{minor(3)});
  CHECK(filled.find("d'almeida") == Minors{minor(3)});
  CHECK(filled.find("ben d almeida") == Minors{minor(3)});
  CHECK(filled.find("o'connor") == Minors{minor(4)});
  CHECK(filled.find("l").size() == 3);
}

TEST_CASE("a name is found by ear, after those written so") {
  Searched filled;
  filled.index.add(minor(5), declaration(5), person("Lefebvre", "Jade"));
  CHECK(filled.find("lefèvre") == Minors{minor(1), minor(5)});
  CHECK(filled.find("lefebvre") == Minors{minor(5), minor(1)});
  CHECK(filled.why("lefaivre ines") == Reasons{"nom proche à l'oreille", "prénom"});
}

TEST_CASE("a birth date is found in every notation, and by its year") {
  const Searched filled;
  for (const std::string_view query :
       {"12/03/2010", "2010-03-12", "12.3.2010", "12-03-2010", "12 03 2010", "2010"}) {
    CAPTURE(query);
    CHECK(filled.find(query) == Minors{minor(1)});
  }
  CHECK(filled.find("2009").size() == 2);
  CHECK(filled.find("03/12/2010").empty());
  CHECK(filled.find("31/02/2010").empty());
}

TEST_CASE("a phone number is found in any notation, whole or begun") {
  const Searched filled;
  for (const std::string_view query :
       {"0639981234", "06 39 98 12 34", "06.39.98.12.34", "+33639981234", "0033 6 39 98 12 34",
        "06\u00A039\u00A098\u00A012\u00A034", "0639 98"}) {
    CAPTURE(query);
    CHECK(filled.find(query) == Minors{minor(1)});
  }
  CHECK(filled.find("06 39 98 99 99").empty());
}

TEST_CASE("a pseudo is found with or without its @") {
  const Searched filled;
  CHECK(filled.find("nessa_93") == Minors{minor(1)});
  CHECK(filled.find("@Nessa_93") == Minors{minor(1)});
  CHECK(filled.why("@nessa_93") == Reasons{"pseudo"});
}

TEST_CASE("every word must find something, and the reasons say where") {
  const Searched filled;
  CHECK(filled.find("ines 2010 0639981234") == Minors{minor(1)});
  CHECK(filled.why("lefevre ines nessa 12/03/2010 0639981234") ==
        Reasons{"nom", "prénom", "surnom", "date de naissance", "téléphone"});
  CHECK(filled.why("lef 2010") == Reasons{"nom", "année de naissance"});
  CHECK(filled.find("ines durand").empty());
  CHECK(filled.find("ines 2009").empty());
  CHECK(filled.find("").empty());
  CHECK(filled.find(" - , ").empty());
  CHECK(filled.index.search("lefèvre", 10, nullptr).front().likeness.score == 1.0);
}

TEST_CASE("words told in two declarations of one minor find it together") {
  Searched filled;
  filled.index.add(minor(2), declaration(6), person("Petit", "Yann"));
  CHECK(filled.find("petit le gall") == Minors{minor(2)});
}

TEST_CASE("only minors that may be known are found, up to the limit") {
  const Searched filled;
  const auto keep = [](base::MinorId id) { return id != minor(2); };
  CHECK(filled.index.search("le gall", 10, keep).empty());
  CHECK(filled.index.search("l", 2, nullptr).size() == 2);
}

TEST_CASE("a query of any length and bytes is answered") {
  const Searched filled;
  CHECK(filled.find(std::string(20'000, '0')).empty());
  CHECK(filled.find(std::string(20'000, 'l')).empty());
  CHECK(filled.find("99999999999/9/9999").empty());
  CHECK(filled.find("\xC3\x28 \xFF @ # +").empty());
}
