#include "identity/mark.hpp"

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>

using namespace vigie::identity;

namespace {

std::vector<std::string> told(std::string_view answers) {
  std::vector<std::string> all;
  const auto object = boost::json::parse(answers).as_object();
  for (const Mark& mark : marks_in(object, common_marks_in(object)))
    all.push_back(fmt::format("{} {} {}", to_text(mark.kind), mark.field, mark.value));
  return all;
}
using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("a French number is one however it was told") {
  for (const std::string_view same : {"0639981234", "06 39 98 12 34", "06.39.98.12.34", "06-39-98-12-34", "+33 6 39 98 12 34", "0033639981234", "+33 (0)6 39 98 12 34",
                                      "06\u00A039\u202F98\u200B12 34", "０６３９９８１２３４", "06 39 98 12 34 (sa mère)"})
    CHECK_MESSAGE(phone_mark(same) == "0639981234", same);
  CHECK(phone_mark("+44 7700 900123") == "+447700900123");
  CHECK(phone_mark("00 44 7700 900123") == "+447700900123");
}

TEST_CASE("no number of a service, no half number and no refusal links two children") {
  for (const std::string_view told : {"", " ", "17", "119", "116000", "116 000", "+33 116 000", "15", "112", "3919", "0800 20 22 23", "08 99 00 11 22", "inconnu", "masqué",
                                      "non", "06 39 98", "06 39 98 12 3", "06 39 98 12 34 ou 06 39 98 12 35", "0000000000", "06 66 66 66 66 6", "0666666666", "0123456789",
                                      "+", "++++", "(0)", "11111111111", "+33", "+33 6", "\xff\xfe"})
    CHECK_MESSAGE(phone_mark(told).empty(), told);
  CHECK(phone_mark(std::string(20'000, '6')).empty());
}

TEST_CASE("an account is one whatever the capitals, the @ and the short name of its platform") {
  const std::string nessa = handle_mark("Snapchat", "nessa_93");
  CHECK(nessa == "snapchat:nessa_93");
  CHECK(handle_mark("SNAP", "@Nessa_93") == nessa);
  CHECK(handle_mark(" snap ", " nessa_93 ") == nessa);
  CHECK(handle_mark("snapchat", "ｎｅｓｓａ_93") == nessa);
  CHECK(handle_mark("snapchat", "nes\u200Bsa_93") == nessa);
  CHECK(handle_mark("Instagram", "nessa_93") != nessa);
  CHECK(handle_mark("Snapchat", "nessa.93") != nessa);
  CHECK(handle_mark("insta", "nessa") == handle_mark("Instagram", "@NESSA"));
}

TEST_CASE("a refusal, two letters or a telephone number is no account") {
  for (const std::string_view told : {"", "@", "@@@", "inconnu", "Aucun", "non", "?", "??", "ne sait pas", "N.C.", "ab", "06 39 98 12 34", "---", "\xf0\x9f\x94\xa5"})
    CHECK_MESSAGE(handle_mark("Snapchat", told).empty(), told);
}

TEST_CASE("a plate of either French format is one in any writing") {
  for (const std::string_view same : {"AB-123-CD", "ab123cd", "AB 123 CD", "ab.123.cd", "Ab–123–Cd", "ＡＢ-123-ＣＤ"}) CHECK_MESSAGE(plate_mark(same) == "ab123cd", same);
  for (const std::string_view same : {"1234 AB 75", "1234ab75", "1234-AB-75"}) CHECK_MESSAGE(plate_mark(same) == "1234ab75", same);
  CHECK(plate_mark("123 ABC 2A") == "123abc2a");
  CHECK(plate_mark("12 AB 974") == "12ab974");
}

TEST_CASE("half a plate, a foreign or impossible one, or a description is no plate") {
  for (const std::string_view told : {"", "AB-123", "AB-12?-CD", "AB-000-CD", "AI-123-CD", "SS-123-AB", "AB-123-SS", "AB-123-CD Clio noire", "Clio", "inconnue", "0123 AB 75",
                                      "1234 AB 96", "1234 AB 00", "B-XY 1234", "123", "75"})
    CHECK_MESSAGE(plate_mark(told).empty(), told);
  CHECK(plate_mark(std::string(5'000, 'A')).empty());
}

TEST_CASE("an address is one whatever its abbreviations, when it has a number, a street and a town") {
  const std::string one = address_mark("12 bis, rue de la Paix, 75002 Paris", {});
  CHECK(one == "12bis rue paix | paris");
  CHECK(address_mark("12 BIS R. DE LA PAIX 75002 PARIS", {}) == one);
  CHECK(address_mark("2e étage, 12 bis rue de la Paix", "Paris") == one);
  CHECK(address_mark("12 bis rue de la Paix Paris", "PARIS") == one);
  CHECK(address_mark("3 bd St-Michel", "Saint-Étienne") == address_mark("3 boulevard Saint Michel, 42000 St Etienne", {}));
  CHECK(address_mark("12 rue de la Paix", "Lyon") != address_mark("12 rue de la Paix", "Paris"));
  CHECK(address_mark("Hôtel du Nord", "Lille") == address_mark("hotel nord, 59000 Lille", {}));
}

TEST_CASE("a town, a street without a number or « à l’hôtel » is no address") {
  for (const std::string_view told : {"", "Paris", "75002 Paris", "rue de la Paix, 75002 Paris", "12 rue, 75002 Paris", "hôtel, 75002 Paris", "chez un ami, 75002 Paris",
                                      "0 rue de la Paix, 75002 Paris", "inconnue", "12 75002", "foyer"})
    CHECK_MESSAGE(address_mark(told, {}).empty(), told);
  CHECK(address_mark("12 rue de la Paix", {}).empty());
  CHECK(address_mark("12 rue de la Paix", "inconnue").empty());
  CHECK(address_mark(std::string(20'000, '1'), "Paris").empty());
}

TEST_CASE("somebody is told by two names, in any order, and not by what he is") {
  CHECK(name_mark("ZYLAMI", "Noé") == name_mark("Noe Zylami", {}));
  CHECK(name_mark("de la Tour", "Jean-Pierre, Marie") == name_mark("DELATOUR", "jean-pierre"));
  for (const std::string_view told : {"", "Karim", "un ami", "sa mère", "deux adultes", "inconnu", "X Y", "Monsieur Durand", "a b", "??"})
    CHECK_MESSAGE(name_mark(told, {}).empty(), told);
  CHECK(name_mark("inconnu", "Noé").empty());
  CHECK(name_mark("ZYLAMI", "?").empty());
}

TEST_CASE("a declaration gives its marks with the field that told each, once") {
  CHECK(told(R"({"telephones":["06 39 98 12 34","+33639981234","inconnu"],"reseaux_sociaux":[{"plateforme":"Snap","pseudo":"@nessa"},{"pseudo":"non"}],
                 "vehicule_plaque":"AB-123-CD","declarant_qualite":"mere","declarant_telephone":"01 99 00 12 34"})") ==
        Told{"telephone telephones 0639981234", "compte reseaux_sociaux snapchat:nessa", "plaque vehicule_plaque ab123cd"});
  CHECK(told(R"({"frequentations_nommees":[{"nom":"Sami Brulin","contact":"06 39 98 55 55","vehicule":"AB-123-CD"},{"nom":"Sami","contact":"@sami_b"}]})") ==
        Told{"accompagnant frequentations_nommees brulin sami", "telephone frequentations_nommees 0639985555", "plaque frequentations_nommees ab123cd",
             "compte frequentations_nommees :sami_b"});
  CHECK(told(R"({"nom":"LEFEVRE","prenoms":"Inès","accompagnants":[{"nom":"Zylami","prenoms":"Noé","mineur":"oui"}]})") ==
        Told{"accompagnant accompagnants noe zylami", "enfant nom ines lefevre"});
  CHECK(told(R"({"nom":"LEFEVRE","prenoms":"Inès"})").empty());
  CHECK(told(R"({"retour_lieu_type":"hotel","retour_lieu":"Hôtel du Nord","retour_commune":"Lille"})") == Told{"adresse retour_lieu hotel nord | lille"});
}

TEST_CASE("what is a home's, a service's or a family's own links nobody") {
  CHECK(told(R"({"telephones":["06 39 98 12 34","01 99 00 00 11"],"etablissement_telephones":["01 99 00 00 11"]})") == Told{"telephone telephones 0639981234"});
  CHECK(told(R"({"telephones":["01 99 00 00 11"],"declarant_qualite":"educateur","declarant_telephone":"+33 1 99 00 00 11"})").empty());
  CHECK(told(R"({"telephones":["06 39 98 12 34"],"declarant_qualite":"mere","declarant_telephone":"0639981234"})").empty());
  CHECK(told(R"({"retour_lieu_type":"foyer","adresse_actuelle":"12 rue de la Paix, 75002 Paris"})").empty());
  CHECK(told(R"({"declarant_qualite":"ami","declarant_telephone":"06 39 98 12 34"})") == Told{"telephone declarant_telephone 0639981234"});
  CHECK(told(R"({"appelant_qualite":"temoin","declarant_telephone":"06 39 98 12 34"})") == Told{"telephone declarant_telephone 0639981234"});
  const auto common = common_marks_in(boost::json::parse(R"({"etablissement_telephones":["01 99 00 00 11"],"etablissement_adresse":"12 rue de la Paix","commune":"Paris",
      "declarant_qualite":"veilleur","declarant_telephone":"06 39 98 77 77"})").as_object());
  REQUIRE(common.size() == 3);
  CHECK(common[0].value == "0199000011");
  CHECK(common[1].value == "12 rue paix | paris");
  CHECK(common[2].value == "0639987777");
}

TEST_CASE("answers of any shape give no mark and no fault") {
  CHECK(told(R"({"telephones":"06 39 98 12 34","reseaux_sociaux":[1,"x",null,[]],"accompagnants":{"nom":"x"},"vehicule_plaque":12,"frequentations_nommees":[{"nom":[]}],
                 "lieux_habituels":[{"sorte":3,"lieu":"12 rue de la Paix, 75002 Paris"}],"retour_lieu":null,"declarant_telephone":{}})").empty());
}
