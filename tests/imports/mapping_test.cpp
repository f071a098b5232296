#include <doctest/doctest.h>

#include "imports/mapping.hpp"

using namespace vigie;

namespace {

const forms::Catalogue& catalogue() {
  static const forms::Catalogue loaded = forms::Catalogue::embedded();
  return loaded;
}

const std::string mapping = R"(
[declaration]
form = "classique"
organisation = { value = "Foyer des Tilleuls" }
signed_at = { column = "Signalé le", time = "à" }
key = [{ value = "tilleuls" }, "N°"]
[declaration.answers]
nom = "Nom"
date_naissance = "Né(e) le"
departement = { value = "75" }
depart_au_plus_tard = "Parti le"
lieu_de_vie = { column = "Lieu", words = { "FA" = "famille_accueil" } }
alcool = "Alcool"
surnoms = "Surnoms"
declarant_qualite = { value = "educateur" }
[retour.answers]
retour_au_plus_tard = "Revenu le"
retour_verifie = { value = "oui" }
)";
const imports::Row header{1, {"N°", "Signalé le", "à", "Nom", "Né(e) le", "Parti le", "Lieu", "Alcool", "Surnoms", "Revenu le"}};

imports::Sheet sheet() {
  return imports::Sheet::lay(imports::parse_mapping("m.toml", mapping, catalogue()).value(), header, catalogue()).value();
}
std::vector<std::string> row(std::string signed_on = "02/03/2024", std::string born = "12/03/2010", std::string left = "01/03/2024 21:30",
                             std::string alcool = "x", std::string back = "") {
  return {"7", signed_on, "9h05", " Zylka ", born, left, "FA", alcool, "Zyl, Zizi", back};
}
std::string mistakes(const std::string& text, const std::string& name = "m.toml") {
  const auto parsed = imports::parse_mapping(name, text, catalogue());
  return parsed ? "" : parsed.error().text;
}

}  // namespace

TEST_CASE("a row makes a declaration: French dates and hours, words, constants, lists") {
  const auto lines = sheet().lines_of({2, row()});
  REQUIRE(lines.size() == 1);
  REQUIRE(lines[0].ok());
  CHECK(lines[0]->key == "tilleuls-7");
  CHECK(lines[0]->organisation == "Foyer des Tilleuls");
  CHECK(lines[0]->signed_at == base::parse_time("2024-03-02T09:05:00+01:00")->instant);
  CHECK(boost::json::value(lines[0]->answers) ==
        boost::json::value({{"nom", "Zylka"}, {"surnoms", {"Zyl", "Zizi"}}, {"date_naissance", "2010-03-12"}, {"lieu_de_vie", "famille_accueil"},
                            {"departement", "75"}, {"depart_au_plus_tard", "2024-03-01T21:30:00"}, {"alcool", "oui"}, {"declarant_qualite", "educateur"}}));
}

TEST_CASE("a row that tells a return makes a second line, about the same absence, never signed before the first") {
  const auto lines = sheet().lines_of({2, row("02/03/2024", "12/03/2010", "01/03/2024 21:30", "nsp", "02/03/2024 07:00")});
  REQUIRE(lines.size() == 2);
  REQUIRE(lines[1].ok());
  CHECK(lines[1]->key == "tilleuls-7-retour");
  CHECK(lines[1]->after == "tilleuls-7");
  CHECK(lines[1]->organisation == "Foyer des Tilleuls");
  CHECK(lines[1]->signed_at == lines[0]->signed_at);
  CHECK(lines[0]->answers.at("alcool") == "inconnu");
}

TEST_CASE("a date without hour is the last minute of a bound that closes, and a cell that cannot be read is refused") {
  const auto whole_day = sheet().lines_of({2, row("02/03/2024", "12/03/2010", "01/03/2024")});
  CHECK(whole_day[0].value().answers.at("depart_au_plus_tard") == "2024-03-01T23:59:00");
  const auto wrong = sheet().lines_of({2, row("02/03/2024", "31/02/2010", "01/03/2024 25:00", "peut-être", "03/03/2024")});
  REQUIRE(wrong.size() == 1);
  REQUIRE_FALSE(wrong[0].ok());
  std::string codes;
  for (const auto& field : wrong[0].error().fields) codes += field.pointer + " " + field.code + " ";
  CHECK(codes == "/answers/date_naissance date_invalide /answers/depart_au_plus_tard heure_invalide /answers/alcool mot_inconnu ");
  CHECK(wrong[0].error().fields[0].detail.starts_with("Colonne « Né(e) le » : « 31/02/2010 »"));
}

TEST_CASE("a cell too many, bytes that are no UTF-8 and an empty key are refused") {
  auto cells = row();
  cells.push_back("reste");
  CHECK(sheet().lines_of({2, cells})[0].error().code == "cellules_en_trop");
  cells = row();
  cells[3] = "Ma\xEBlys";
  CHECK(sheet().lines_of({2, cells})[0].error().code == "utf8_invalide");
  cells = row();
  cells[0] = "";
  CHECK(sheet().lines_of({2, cells})[0].error().fields.front().pointer == "/key");
}

TEST_CASE("the mistakes of a mapping are refused with file, place and reason") {
  CHECK(mistakes("[declaration]\nform = \"classic\"\n").find("m.toml : /declaration/form : formulaire inconnu.") != std::string::npos);
  CHECK(mistakes(mapping + "noms = \"Nom\"\n") == "m.toml : /retour/answers/noms : le formulaire retour n’a pas ce champ.");
  CHECK(mistakes(mapping + "[fichier]\n") == "m.toml : /fichier : clé inconnue.");
  CHECK(mistakes("[declaration\n").starts_with("m.toml:1 : "));
  CHECK(mistakes("{}", "m.json") == "m.json : /declaration : cette table manque.");
  CHECK(mistakes("[]", "m.json") == "m.json : ce fichier n’est pas un objet JSON.");
  std::string text = mapping;
  text.replace(text.find("\"Nom\""), 5, "12");
  CHECK(mistakes(text) == "m.toml : /declaration/answers/nom : une colonne, ou une valeur (value), est attendue.");
}

TEST_CASE("a column that the table lacks, or has twice, is refused by its name") {
  auto columns = header;
  columns.cells[3] = "Prénom";
  const auto lacking = imports::Sheet::lay(imports::parse_mapping("m", mapping, catalogue()).value(), columns, catalogue());
  CHECK(lacking.error().code == "colonne_absente");
  columns.cells[3] = "Nom";
  columns.cells.push_back("Nom");
  CHECK(imports::Sheet::lay(imports::parse_mapping("m", mapping, catalogue()).value(), columns, catalogue()).error().code == "colonne_double");
}
