#include <doctest/doctest.h>

#include "forms/departement.hpp"
#include "tests/forms/form_text.hpp"

using namespace vigie;
using namespace vigie::forms;

TEST_CASE("the forms travel inside the program, in the order people use them") {
  const Catalogue catalogue = Catalogue::embedded();
  std::vector<std::string> ids;
  for (const Form* form : catalogue.list()) ids.push_back(form->id);
  CHECK(ids == std::vector<std::string>{"classique", "inquietante", "appel", "retour", "entretien", "preventive"});
  CHECK(catalogue.get("retour").text.starts_with("{\n  \"id\": \"retour\""));
}

TEST_CASE("every form says what it is modelled on, and every question has a label with a French apostrophe") {
  const Catalogue catalogue = Catalogue::embedded();
  for (const Form* form : catalogue.list()) {
    CHECK_FALSE(form->about.empty());
    CHECK_FALSE(form->sources.empty());
    for (const Field& field : form->fields) {
      CAPTURE(field.id);
      CHECK_FALSE(field.label.empty());
      CHECK(field.label.find('\'') == std::string::npos);
    }
  }
}

TEST_CASE("the latest version is the one used, and older ones stay readable") {
  const std::string first = form_text(), second = form_text(R"("version": 1)", R"("version": 2)");
  const base::EmbeddedFile files[] = {{"forms/b.json", second}, {"forms/a.json", first}};
  const auto catalogue = Catalogue::load(files);
  REQUIRE(catalogue.ok());
  CHECK(catalogue->get("essai").version == 2);
  CHECK(catalogue->find("essai", 1)->version == 1);
  CHECK(catalogue->find("essai", 3) == nullptr);
  CHECK(catalogue->find("autre") == nullptr);
  CHECK(catalogue->list().size() == 1);
  CHECK(catalogue->find_field("vu")->label == "Vu");
  CHECK(catalogue->find_field("absent") == nullptr);
}

TEST_CASE("the kinds of a form are those of all its versions, and of one that is not there all") {
  const std::string first = form_text();
  std::string second = form_text(R"("version": 1)", R"("version": 2)");
  second.replace(second.find("\"caller\""), 8, "\"health\"");
  const base::EmbeddedFile files[] = {{"forms/a.json", first}, {"forms/b.json", second}};
  const auto catalogue = Catalogue::load(files);
  REQUIRE(catalogue.ok());
  const auto only = [](std::initializer_list<access::Data> kinds) {
    access::FieldKinds all;
    for (const access::Data kind : kinds) all.set(static_cast<std::size_t>(kind));
    return all;
  };
  CHECK(catalogue->get("essai").kinds == only({access::Data::circumstances, access::Data::health}));
  CHECK(catalogue->kinds_of("essai") == only({access::Data::circumstances, access::Data::health, access::Data::caller}));
  CHECK(catalogue->kinds_of("autre").all());
}

TEST_CASE("two files of the same id and version are refused") {
  const std::string text = form_text();
  const base::EmbeddedFile files[] = {{"forms/a.json", text}, {"forms/b.json", text}};
  const auto catalogue = Catalogue::load(files);
  REQUIRE_FALSE(catalogue.ok());
  CHECK(catalogue.error().text == "forms/b.json: /id: essai version 1 existe déjà");
}

TEST_CASE("a field id that means two things in two forms is refused") {
  const std::string one = form_text();
  const auto refused = [&](std::string_view from, std::string_view to) {
    std::string other = form_text(from, to);
    other.replace(other.find("\"essai\""), 7, "\"second\"");
    const base::EmbeddedFile files[] = {{"forms/a.json", one}, {"forms/b.json", other}};
    return !Catalogue::load(files).ok();
  };
  CHECK_FALSE(refused("", ""));
  CHECK_FALSE(refused(R"("label": "Vu")", R"("label": "Aperçu")"));
  CHECK(refused(R"("type": "tri")", R"("type": "departement")"));
  CHECK(refused(R"({"code": "b", "label": "B"})", R"({"code": "d", "label": "B"})"));
}

TEST_CASE("a form that does not exist is a bug for get") {
  CHECK_THROWS_AS(static_cast<void>(Catalogue::embedded().get("absent")), base::Bug);
}

TEST_CASE("départements are the metropolitan ones without 20, Corsica, overseas and abroad") {
  CHECK(list_departements().size() == 96 + 12 + 1);
  for (const std::string_view code : {"01", "2A", "2B", "75", "95", "971", "974", "976", "988", "99"})
    CHECK(find_departement(code) != nullptr);
  for (const std::string_view code : {"20", "96", "1", "2a", "970", "", "075"})
    CHECK(find_departement(code) == nullptr);
  CHECK(find_departement("21")->name == "Côte-d’Or");
}
