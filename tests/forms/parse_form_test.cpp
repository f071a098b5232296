#include <doctest/doctest.h>

#include "tests/forms/form_text.hpp"

using namespace vigie;
using namespace vigie::forms;

namespace {

/// The refusal of a form file where the first `from` became `to`.
std::string refusal(std::string_view from, std::string_view to) {
  const std::string text = form_text(from, to);
  const base::Result<Form> form = parse_form({"forms/essai.json", text});
  return form.ok() ? "" : form.error().text;
}

struct Wrong {
  std::string_view from, to, expected;
};

}  // namespace

TEST_CASE("a good form file is read whole") {
  const std::string text = form_text();
  const base::Result<Form> form = parse_form({"forms/essai.json", text});
  REQUIRE(form.ok());
  CHECK(form->fields.size() == 5);
  CHECK(form->find("ou")->choices.size() == 2);
  CHECK(form->find("amis")->parts.size() == 2);
  CHECK(form->find("nom")->data == access::Data::caller);
  CHECK(form->find("vu")->data == access::Data::circumstances);
  CHECK(form->text == text);
}

TEST_CASE("a mistake in a form file is refused with its file, place and reason") {
  const Wrong cases[] = {
      {R"("label": "Vu")", R"("label": "Vu", "libelle": "x")",
       "forms/essai.json: /fields/1/libelle: membre inconnu"},
      {R"("title": "Essai",)", R"("title": "Essai", "auteur": "x",)",
       "forms/essai.json: /auteur: membre inconnu"},
      {R"("label": "Vu")", R"("help": "x")", "forms/essai.json: /fields/1/label: manque"},
      {R"("label": "Vu")", R"("label": " ")", "forms/essai.json: /fields/1/label: texte vide"},
      {R"("id": "vu", )", "", "/fields/1/id: manque"},
      {R"("type": "tri", )", "", "/fields/1/type: manque"},
      {R"("type": "tri")", R"("type": "bool")", "/fields/1/type: type inconnu : « bool »"},
      {R"("id": "combien")", R"("id": "vu")", "/fields/vu: champ en double : « vu »"},
      {R"("id": "vu")", R"("id": "Vu")", "/fields/1/id: « Vu » n’est pas un identifiant"},
      {R"("id": "vu")", R"("id": "1vu")", "n’est pas un identifiant"},
      {R"("version": 1)", R"("version": 1.5)", "/version: un nombre entier"},
      {R"("about": "Un essai.",)", "", "/about: manque"},
      {R"({"code": "a", "label": "A"}, {"code": "b", "label": "B"})", "", "/fields/2/choices: aucun choix"},
      {R"("code": "b")", R"("code": "a")", "/fields/2/choices/1/code: choix en double : « a »"},
      {R"({"code": "b", "label": "B"})", "3", "/fields/2/choices/1: un objet est attendu"},
      {R"("code": "b")", R"("code": "b c")", "lettres, chiffres et _ seulement"},
      {R"("type": "tri")", R"("type": "tri", "choices": [])", "/fields/1/choices: seuls choice et choices"},
      {R"("section": "faits", "type": "tri")", R"("section": "suite", "type": "tri")",
       "/fields/vu/section: section inconnue : « suite »"},
      {R"({"id": "faits", "title": "Faits", "data": "circumstances"})",
       R"({"id": "faits", "title": "F", "data": "health"}, {"id": "faits", "title": "G", "data": "health"})",
       "/sections: section en double"},
      {R"(, "data": "circumstances")", "", "/sections/0/data: une section dit de quelle sorte"},
      {R"("data": "circumstances")", R"("data": "fpr")", "/sections/0/data: sorte de données inconnue : « fpr »"},
      {R"("field": "vu")", R"("field": "lu")", "/fields/ou/shown_if: champ inconnu : « lu »"},
      {R"("is": ["oui"])", R"("is": ["peut_etre"])", "/fields/ou/shown_if: code inconnu de « vu »"},
      {R"("is": ["oui"])", R"("est": ["oui"])", "/fields/ou/shown_if"},
      {R"([["nom", "vu"]])", R"([["nom", "lu"]])", "/to_sign/0: champ inconnu : « lu »"},
      {R"([["nom", "vu"]])", R"([[]])", "/to_sign/0: groupe vide"},
      {R"([["nom", "vu"]])", R"(["nom"])", "/to_sign: une liste de groupes est attendue"},
      {R"("identifying": true, "data": "caller")", R"("identifying": false)", "un champ text est identifiant"},
      {R"("type": "tri")", R"("type": "tri", "data": "caller")", "/fields/1/data"},
      {R"("type": "records", "identifying": true)", R"("type": "records")",
       "un champ records est identifiant"},
      {R"("least": 0, "most": 9, )", "", "/fields/3/least: un nombre a ses bornes"},
      {R"("least": 0, "most": 9)", R"("least": 10, "most": 9)", "least dépasse most"},
      {R"("type": "tri")", R"("type": "tri", "unit": "ans")", "vont avec le type number"},
      {R"("id": "age", "type": "number", "least": 0, "most": 99)", R"("id": "age", "type": "date")",
       "/fields/4/parts/1/type: une partie est"},
      {R"("id": "age")", R"("id": "nom")", "/fields/4/parts/1/id: partie en double"},
      {R"("type": "number", "least": 0, "most": 9)",
       R"("type": "number", "least": 0, "most": 9, "observed": true)", "/fields/3/observed"},
      {R"("type": "tri")", R"("type": "tri", "planned": true)", "/fields/1/planned"},
      {R"("identifying": true)", R"("identifying": "oui")", "true ou false est attendu"},
      {"\"version\": 1,\n", "\"version\" 1,\n", "forms/essai.json: ligne 3:"},
  };
  for (const Wrong& tried : cases) {
    CAPTURE(tried.to);
    const std::string text = refusal(tried.from, tried.to);
    CAPTURE(text);
    CHECK(text.find(tried.expected) != std::string::npos);
  }
}

TEST_CASE("what is not an object is no form") {
  CHECK_FALSE(parse_form({"forms/x.json", "[]"}).ok());
  CHECK_FALSE(parse_form({"forms/x.json", ""}).ok());
  CHECK_FALSE(parse_form({"forms/x.json", R"({"id": "a", "id": "b"})"}).ok());
}

TEST_CASE("all the mistakes of a file are told at once") {
  const std::string text = refusal(R"("label": "Vu")", R"("libelle": "Vu")");
  CHECK(std::count(text.begin(), text.end(), '\n') == 1);
}

TEST_CASE("a sign that is observed brings its date, shown when the sign is there") {
  const std::string text = form_text(R"("type": "tri")", R"("type": "tri", "observed": true)");
  const base::Result<Form> form = parse_form({"forms/essai.json", text});
  REQUIRE(form.ok());
  const Field* date = form->find("vu_observe_le");
  REQUIRE(date != nullptr);
  CHECK(date->label == "Vu — observé le");
  CHECK(date->section == "faits");
  CHECK(base::to_text(date->shown_if) == R"({"field":"vu","is":["oui"]})");
}
