#include <doctest/doctest.h>

#include "identity/traits_detail.hpp"
#include "tests/identity/people.hpp"

using namespace people;
using vigie::identity::compare;
using vigie::identity::phone_key;
using Reasons = std::vector<std::string>;

namespace {

const base::Date march = date(2010, 3, 12);

struct Line {
  Person a, b;
  double score;
  Reasons reasons;
};

void check(const Line& line) {
  for (const auto& found : {compare(line.a, line.b), compare(line.b, line.a)}) {
    CHECK(found.reasons == line.reasons);
    CHECK(found.score == doctest::Approx(line.score));
  }
}

Person told(Person base_person, const std::function<void(Person&)>& change) {
  change(base_person);
  return base_person;
}

}  // namespace

TEST_CASE("decisively alike is 1, with the three reasons") {
  check({person("LEFEVRE", "Ines", march),
         person("Lefèvre", "Inès", march),
         1.0,
         {"même nom", "même premier prénom", "même date de naissance"}});
}

TEST_CASE("a name is close by ear, by a letter, by a part, or by its place") {
  const auto lea = person("Lefèvre", "Léa");
  check({lea, person("Lefebvre", "Léa"), 0.62, {"nom proche à l'oreille", "même prénom"}});
  check({lea, person("Lefevte", "Léa"), 0.62, {"une lettre d'écart sur le nom", "même prénom"}});
  check({lea, person("Elfevre", "Léa"), 0.62, {"une lettre d'écart sur le nom", "même prénom"}});
  check({lea, person("Léa", "Lefèvre"), 0.60, {"nom et prénom inversés"}});
  check({lea, person("Lefèvre-Roy", "Léa"), 0.55, {"une partie du nom en commun", "même prénom"}});
  check({lea, person("Roy", "Léa"), 0.20, {"nom différent", "même prénom"}});
  check({person("Montgolfier", "Léa"),
         person("Mantgolfiez", "Léa"),
         0.55,
         {"deux lettres d'écart sur le nom", "même prénom"}});
}

TEST_CASE("a prénom is close by ear, by a letter, or because another is shared") {
  const auto chloe = person("Roy", "Chloé");
  check({chloe, person("Roy", "Kloé"), 0.63, {"même nom", "prénom proche à l'oreille"}});
  check({person("Roy", "Yasmine"),
         person("Roy", "Yasmina"),
         0.63,
         {"même nom", "une lettre d'écart sur le prénom"}});
  check({person("Roy", "Emma, Chloé"), chloe, 0.55, {"même nom", "un prénom en commun"}});
  check({person("Roy", "Léa"), person("Roy", "Mia"), 0.30, {"même nom", "prénom différent"}});
  check({person("Roy", "Marie Anne", march),
         person("Roy", "Marie Lou", march),
         0.90,
         {"même nom", "même premier prénom, second différent", "même date de naissance"}});
}

TEST_CASE("a birth date is close by a swap or a digit, and lowers the score when it is not") {
  const auto born = [](int year, unsigned month, unsigned day) {
    return person("Durand", "Léa", date(year, month, day));
  };
  const auto with = [](std::string reason) { return Reasons{"même nom", "même prénom", std::move(reason)}; };
  check({born(2010, 3, 12), born(2010, 12, 3), 0.92, with("jour et mois inversés")});
  check({born(2010, 3, 12), born(2010, 3, 22), 0.90, with("un chiffre d'écart sur la date de naissance")});
  check({born(2010, 3, 12), born(2010, 9, 25), 0.75, with("même année de naissance seulement")});
  check({born(2010, 3, 12), born(2011, 3, 12), 0.70, with("année de naissance différente")});
  check({born(2010, 3, 12), born(2013, 9, 25), 0.55, with("année de naissance différente")});
}

TEST_CASE("an attributed date says so and weighs less") {
  const auto born = [](unsigned month, unsigned day) {
    return person("Diallo", "Awa", date(2010, month, day));
  };
  check({born(1, 1),
         born(1, 1),
         0.85,
         {"même nom", "même prénom", "même date de naissance", "date attribuée (1er janvier)"}});
  check({born(12, 31),
         born(5, 4),
         0.82,
         {"même nom", "même prénom", "même année de naissance seulement", "date attribuée (31 décembre)"}});
  check({told(born(5, 4), [](Person& awa) { awa.mna = base::Tri::yes; }),
         born(5, 4),
         0.90,
         {"même nom", "même prénom", "même date de naissance", "date déclarée, à vérifier"}});
}

TEST_CASE("an estimated age is held against the birth date on the day it was told, one year either way") {
  const auto aged = [](double age, base::Instant at) {
    return told(person("", "Léa"), [&](Person& lea) {
      lea.estimated_age = age;
      lea.told_at = at;
    });
  };
  const base::Instant in_two_years{november.ms + 2LL * 365 * 86'400'000};
  check({aged(14, november), person("Roy", "Léa", march), 0.45, {"même prénom", "âge estimé compatible"}});
  check(
      {aged(16, in_two_years), person("Roy", "Léa", march), 0.45, {"même prénom", "âge estimé compatible"}});
  check({aged(17, november), person("Roy", "Léa", march), 0.30, {"même prénom"}});
  check({aged(19, november), person("Roy", "Léa", march), 0.15, {"même prénom", "âge estimé incompatible"}});
  check({aged(14, november), aged(16, in_two_years), 0.45, {"même prénom", "âge estimé compatible"}});
}

TEST_CASE("a phone, a pseudo or a surnom brings together what names do not") {
  const auto with_phone = [](std::string phone) {
    return told(person("", ""), [&](Person& any) { any.phones = {std::move(phone)}; });
  };
  check({with_phone("06 39 98 12 34"), with_phone("+33639981234"), 0.50, {"même téléphone"}});
  const auto with_handle = [](std::string platform, std::string name) {
    return told(person("", ""), [&](Person& any) { any.handles = {{std::move(platform), std::move(name)}}; });
  };
  check({with_handle("Snapchat", "@Nessa_93"), with_handle("snapchat", "nessa_93"), 0.50, {"même pseudo"}});
  check({with_handle("Snapchat", "nessa_93"),
         with_handle("Instagram", "nessa_93"),
         0.40,
         {"même pseudo, autre réseau"}});
  const auto nessa = told(person("", ""), [](Person& any) { any.surnoms = {"Nessa"}; });
  check({nessa, nessa, 0.35, {"même surnom"}});
  check({nessa, person("", "Nessa"), 0.20, {"surnom connu comme prénom"}});
}

TEST_CASE("a phone number is one number in every notation") {
  for (const std::string_view typed :
       {"06 39 98 12 34", "06.39.98.12.34", "0639981234", "+33 6 39 98 12 34", "0033639981234",
        "+33 (0)6 39 98 12 34", "33639981234", " 06-39-98-12-34 "}) {
    CAPTURE(typed);
    CHECK(phone_key(typed) == "0639981234");
  }
  CHECK(phone_key("17").empty());
  CHECK(phone_key("inconnu").empty());
}

TEST_CASE("nothing told, or only placeholders, is like nothing") {
  check({person("", ""), person("", ""), 0.0, {}});
  check({person("Inconnu", "X"), person("INCONNU", "X"), 0.0, {}});
}

TEST_CASE("an answer of twenty thousand letters is compared in time") {
  const auto endless = person(std::string(20'000, 'a'), std::string(20'000, 'b'));
  const auto words = person(
      [] {
        std::string text;
        for (int i = 0; i < 5000; ++i) text += "ab d'";
        return text;
      }(),
      "Léa");
  CHECK(compare(endless, endless).score > 0.5);
  CHECK(compare(endless, words).score == 0.0);
}
