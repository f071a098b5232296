#include <doctest/doctest.h>

#include <boost/json/parse.hpp>

#include "tests/identity/people.hpp"

using namespace people;
using vigie::identity::display;
using vigie::identity::person_from;

namespace {
Person read(std::string_view answers) {
  return person_from(boost::json::parse(answers).as_object(), november);
}
}  // namespace

TEST_CASE("the Identity answers are read as written") {
  const Person ines =
      read(R"({"nom":"LEFÈVRE ","nom_usage":"Roy","prenoms":"Inès, Marie","surnoms":["Nessa","La grande"],
      "date_naissance":"2010-03-12","age_estime":15,"mna":"non","telephones":["06 39 98 12 34"],
      "reseaux_sociaux":[{"plateforme":"Snapchat","pseudo":"@nessa"},{"pseudo":"ines"}],"sexe":"F","recit":"…"})");
  CHECK(ines.nom == "LEFÈVRE ");
  CHECK(ines.nom_usage == "Roy");
  CHECK(ines.prenoms == "Inès, Marie");
  CHECK(ines.surnoms == std::vector<std::string>{"Nessa", "La grande"});
  CHECK(ines.birth == date(2010, 3, 12));
  CHECK(ines.estimated_age == 15.0);
  CHECK(ines.mna == base::Tri::no);
  CHECK(ines.phones == std::vector<std::string>{"06 39 98 12 34"});
  REQUIRE(ines.handles.size() == 2);
  CHECK(ines.handles[0].platform == "Snapchat");
  CHECK(ines.handles[1].name == "ines");
  CHECK(ines.told_at == november);
}

TEST_CASE("answers that are absent, blank or of another shape leave nothing told") {
  CHECK(read("{}").nothing());
  CHECK(read(R"({"nom":"  ","surnoms":[""," "],"telephones":[]})").nothing());
  CHECK(
      read(
          R"({"nom":3,"surnoms":"x","date_naissance":"12 mars","age_estime":"15","mna":1,"telephones":{"a":1},
      "reseaux_sociaux":["x",{"plateforme":"Snapchat"}]})")
          .nothing());
  CHECK(!read(R"({"telephones":["06 39 98 12 34"]})").nothing());
  CHECK(!read(R"({"surnoms":["Nessa"]})").nothing());
}

TEST_CASE("a person is shown with the nom in capitals, accents kept") {
  CHECK(display(person("Lefèvre", "Inès")) == "LEFÈVRE, Inès");
  CHECK(display(person("lefèvre", "INÈS ÉLODIE")) == "LEFÈVRE, Inès Élodie");
  CHECK(display(person("Œuvré", "jean-pierre")) == "ŒUVRÉ, Jean-Pierre");
  CHECK(display(person("Weiß", "M'HAMED")) == "WEISS, M'Hamed");
  CHECK(display(person("Roy", "Anne de Lys")) == "ROY, Anne de Lys");
  CHECK(display(person(" Roy ", "")) == "ROY");
  CHECK(display(person("", "inès")) == "Inès");
}

TEST_CASE("surnoms stand between guillemets, alone when there is nothing else") {
  Person ines = person("Lefèvre", "Inès");
  ines.surnoms = {"Nessa", "La grande"};
  CHECK(display(ines) == "LEFÈVRE, Inès (« Nessa », « La grande »)");
  ines.nom = ines.prenoms = "";
  CHECK(display(ines) == "« Nessa », « La grande »");
  CHECK(display(person("", "")) == "mineur inconnu");
}

TEST_CASE("a nom d'usage is shown when it is another name") {
  Person ines = person("Lefèvre", "Inès");
  ines.nom_usage = "Roy";
  CHECK(display(ines) == "LEFÈVRE (usage ROY), Inès");
  ines.nom_usage = "LEFEVRE";
  CHECK(display(ines) == "LEFÈVRE, Inès");
  ines.nom = "";
  CHECK(display(ines) == "LEFEVRE, Inès");
}
