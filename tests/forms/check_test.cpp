#include <doctest/doctest.h>

#include "tests/forms/answers.hpp"

using namespace vigie;
using namespace vigie::forms;

namespace {

struct Case {
  std::string_view answers, expected;
};

std::string long_text(std::size_t characters) {
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) text += "é";
  return text;
}

}  // namespace

TEST_CASE("an answer that does not fit its question is refused with its place and code") {
  const Case cases[] = {
      {R"({"couleur": "bleu"})", "/answers/couleur champ_inconnu"},
      {R"({"a/b~c": null})", "/answers/a~1b~0c champ_inconnu"},
      {R"({"retour_verifie": "oui"})", "/answers/retour_verifie champ_inconnu"},
      {R"({"prenoms": 3})", "/answers/prenoms type_invalide"},
      {R"({"prenoms": "a\u0007b"})", "/answers/prenoms caractere_de_controle"},
      {R"({"prenoms": "a\nb"})", "/answers/prenoms caractere_de_controle"},
      {R"({"recit": "a\u0000b"})", "/answers/recit caractere_de_controle"},
      {R"({"surnoms": "Nessa"})", "/answers/surnoms type_invalide"},
      {R"({"surnoms": ["Nessa", 3]})", "/answers/surnoms/1 type_invalide"},
      {R"({"surnoms": ["a\tb"]})", "/answers/surnoms/0 caractere_de_controle"},
      {R"({"telephones": ["12345678901234567890123456789012345678901"]})",
       "/answers/telephones/0 texte_trop_long"},
      {R"({"date_naissance": "2010-02-31"})", "/answers/date_naissance date_invalide"},
      {R"({"date_naissance": "1850-01-01"})", "/answers/date_naissance date_invalide"},
      {R"({"date_naissance": "31/02/2010"})", "/answers/date_naissance date_invalide"},
      {R"({"date_naissance": "2026-11-22"})", "/answers/date_naissance date_future"},
      {R"({"alcool_observe_le": "2027-01-01"})", "/answers/alcool_observe_le date_future"},
      {R"({"date_naissance": "2015-01-01", "depart_au_plus_tard": "2014-01-01T10:00"})",
       "/answers/date_naissance date_invalide"},
      {R"({"constate_le": "hier"})", "/answers/constate_le instant_invalide"},
      {R"({"constate_le": "2026-11-21"})", "/answers/constate_le instant_invalide"},
      {R"({"constate_le": "2026-11-21T25:00"})", "/answers/constate_le instant_invalide"},
      {R"({"constate_le": "2026-11-21T18:06:00+01:00"})", "/answers/constate_le instant_futur"},
      {R"({"constate_le": 3})", "/answers/constate_le type_invalide"},
      {R"({"age_estime": "15"})", "/answers/age_estime type_invalide"},
      {R"({"age_estime": 21})", "/answers/age_estime nombre_hors_bornes"},
      {R"({"age_estime": -1})", "/answers/age_estime nombre_hors_bornes"},
      {R"({"traitement_delai_heures": 1e300})", "/answers/traitement_delai_heures nombre_hors_bornes"},
      {R"({"mna": "peut-être"})", "/answers/mna choix_invalide"},
      {R"({"mna": ""})", "/answers/mna choix_invalide"},
      {R"({"mna": true})", "/answers/mna type_invalide"},
      {R"({"lieu_de_vie": "chateau"})", "/answers/lieu_de_vie choix_invalide"},
      {R"({"lieu_de_vie": ["foyer"]})", "/answers/lieu_de_vie type_invalide"},
      {R"({"objets_emportes": "arme"})", "/answers/objets_emportes type_invalide"},
      {R"({"objets_emportes": ["arme", "char"]})", "/answers/objets_emportes/1 choix_invalide"},
      {R"({"departement": "20"})", "/answers/departement choix_invalide"},
      {R"({"departement": 75})", "/answers/departement type_invalide"},
      {R"({"accompagnants": {"nom": "x"}})", "/answers/accompagnants type_invalide"},
      {R"({"accompagnants": ["x"]})", "/answers/accompagnants/0 type_invalide"},
      {R"({"accompagnants": [{"nom": "x", "age": 3}]})", "/answers/accompagnants/0/age champ_inconnu"},
      {R"({"accompagnants": [{"nom": 3}]})", "/answers/accompagnants/0/nom type_invalide"},
      {R"({"accompagnants": [{"mineur": "sans doute"}]})", "/answers/accompagnants/0/mineur choix_invalide"},
      {R"({"proches": [{"telephones": ["a", 3]}]})", "/answers/proches/0/telephones/1 type_invalide"},
      {R"({"depart_au_plus_tot": "2026-11-21T17:00", "depart_au_plus_tard": "2026-11-21T16:59"})",
       "/answers/depart_au_plus_tot ordre_des_instants"},
      {R"({"declarant_qualite": null})", "/answers/declarant_qualite champ_requis"},
      {R"({"declarant_qualite": "voisin"})", "/answers/declarant_qualite choix_invalide"},
      {R"({"nom": " "})", "/answers/nom champ_requis"},
      {R"({"nom": " ", "surnoms": ["Nessa"]})", ""},
  };
  for (const Case& tried : cases) {
    CAPTURE(tried.answers);
    CHECK(codes_of("classique", tried.answers) == tried.expected);
  }
}

TEST_CASE("every wrong answer is told at once, in the order of the form") {
  CHECK(codes_of("classique", R"({"mna": "x", "date_naissance": "2010-02-31", "zut": 1, "nom": null})") ==
        "/answers/date_naissance date_invalide; /answers/mna choix_invalide; /answers/zut champ_inconnu; "
        "/answers/nom champ_requis");
}

TEST_CASE("a refusal names the question in French and does not repeat a long input") {
  const auto detail = [](std::string_view answers) {
    return check_form("preventive", answers).error().fields.front().detail;
  };
  CHECK(detail(R"({"date_naissance": "2010-02-31", "declarant_qualite": "police"})") ==
        "Date de naissance : la date 31/02/2010 n’existe pas.");
  CHECK(detail(R"({})") == "Pour signer, répondre à « Qualité du déclarant ».");
  CHECK(detail(R"({"mna": ")" + long_text(500) + R"(", "declarant_qualite": "police"})").size() < 200);
  CHECK(detail(R"({"mna": "a\u202eb", "declarant_qualite": "police"})").find("\u202e") == std::string::npos);
  CHECK(check_form("preventive", R"({"age_estime": 30, "declarant_qualite": "police"})").error().text ==
        "Âge estimé : entre 0 et 20 ans.");
}

TEST_CASE("a text of 20 000 characters is taken and one more is refused") {
  CHECK(codes_of("classique", fmt::format(R"({{"recit": "{}"}})", long_text(20'000))) == "");
  CHECK(codes_of("classique", fmt::format(R"({{"recit": "{}"}})", long_text(20'001))) ==
        "/answers/recit texte_trop_long");
  CHECK(codes_of("classique", fmt::format(R"({{"prenoms": "{}"}})", long_text(20'001))) ==
        "/answers/prenoms texte_trop_long");
}

TEST_CASE("a list of 50 values is taken and one more is refused") {
  const auto names = [](std::size_t count) {
    boost::json::array list(count, boost::json::value("Nessa"));
    return base::to_text(boost::json::object{{"surnoms", list}});
  };
  CHECK(codes_of("classique", names(50)) == "");
  CHECK(codes_of("classique", names(51)) == "/answers/surnoms trop_de_valeurs");
}

TEST_CASE("a body full of unknown fields is refused without listing them all") {
  boost::json::object answers;
  for (int i = 0; i < 5'000; ++i) answers.emplace(fmt::format("zut_{}", i), 1);
  const auto checked = check(test_catalogue().get("appel"), answers, test_now);
  CHECK(checked.error().fields.size() == 51);
}

TEST_CASE("nothing answered is nothing kept") {
  const auto checked = check_form(
      "preventive", R"({"declarant_qualite": "educateur", "nom": null, "prenoms": "  ", "surnoms": ["", null],
                        "recit_absent": null, "proches": [{"nom": ""}, null], "langues": []})");
  REQUIRE_FALSE(checked.ok());
  CHECK(checked.error().fields.size() == 1);  // recit_absent is not a field, asked or not
  const auto kept =
      check_form("preventive", R"({"declarant_qualite": "educateur", "nom": null, "prenoms": "  ",
                        "surnoms": ["", null], "proches": [{"nom": ""}, null], "langues": []})");
  REQUIRE(kept.ok());
  CHECK(base::to_text(kept->answers) == R"({"declarant_qualite":"educateur"})");
}

TEST_CASE("answers are kept as told, texts trimmed and instants with the offset of the place") {
  const auto checked = check_form("classique", R"({
    "declarant_qualite": "educateur", "prenoms": " Inès ", "recit": "Un.\r\nDeux.", "age_estime": 15.5,
    "surnoms": ["Nessa ", ""], "objets_emportes": ["arme", "arme", "cles"], "mna": "inconnu", "departement": "75",
    "constate_le": "2026-11-21T16:05:00Z", "depart_au_plus_tard": "2026-07-01T12:00",
    "accompagnants": [{"nom": "X", "mineur": true}, {"prenoms": "Y", "mineur": "inconnu"}]})");
  REQUIRE(checked.ok());
  CHECK(
      base::to_text(checked->answers) ==
      R"({"prenoms":"Inès","surnoms":["Nessa"],"age_estime":1.55E1,"mna":"inconnu","recit":"Un.\nDeux.",)"
      R"("depart_au_plus_tard":"2026-07-01T12:00:00+02:00","constate_le":"2026-11-21T17:05:00+01:00",)"
      R"("accompagnants":[{"nom":"X","mineur":"oui"},{"prenoms":"Y","mineur":"inconnu"}],"departement":"75",)"
      R"("objets_emportes":["arme","cles"],"declarant_qualite":"educateur"})");
}

TEST_CASE("what was kept passes again and stays the same") {
  const auto once =
      check_form("inquietante", R"({"declarant_qualite": "police", "nom": "Durand", "departement": "974",
    "depart_au_plus_tot": "2026-03-29T02:30", "proches": [{"nom": "A", "age": 30, "telephones": ["06 39 98 12 34"]}],
    "alcool": "oui", "alcool_observe_le": "2026-11-20"})");
  REQUIRE(once.ok());
  const auto twice = check(test_catalogue().get("inquietante"), once->answers, test_now);
  REQUIRE(twice.ok());
  CHECK(twice->answers == once->answers);
}

TEST_CASE("an answer to a question that the page hides is taken") {
  CHECK(codes_of("classique", R"({"accompagne": "non", "accompagnants": [{"nom": "X"}]})") == "");
}

TEST_CASE("a planned time may lie ahead, a time that is told may not") {
  CHECK(codes_of("appel", R"({"rappel_prevu_le": "2026-11-22T09:00"})") == "");
  CHECK(codes_of("preventive", R"({"prochaine_revue_le": "2027-02-01"})") == "");
  CHECK(codes_of("retour", R"({"entretien_le": "2026-11-22T09:00"})") ==
        "/answers/entretien_le instant_futur");
}
