// Answers and facts as people read them.
#include <doctest/doctest.h>

#include "episodes/history.hpp"
#include "pages/answer_words.hpp"
#include "tests/pages/forms_read.hpp"

using namespace vigie;
using tests::catalogue;

namespace {
std::string shown(std::string_view field, const boost::json::value& value) {
  return pages::show_answer(catalogue().find_field(field), value, "Europe/Paris");
}
}  // namespace

TEST_CASE("an answer is shown in French, never as its code") {
  CHECK(shown("revelation", "inconnu") == "Ne sait pas");
  CHECK(shown("departement", "75") == "75 – Paris");
  CHECK(shown("date_naissance", "2011-03-07") == "07/03/2011");
  CHECK(shown("depart_au_plus_tard", "2026-11-21T18:05:00+01:00") == "21/11/2026 18:05");
  CHECK(shown("traitement_delai_heures", 4.5).starts_with("4,5"));
  CHECK(shown("fugues_connues_total", 3) == "3");
  CHECK(shown("telephones", boost::json::array{"06 39 98 12 34", "01 99 00 12 34"}) == "06 39 98 12 34\u00a0; 01 99 00 12 34");
  const boost::json::array gone{boost::json::object{{"nom", "Zyl"}, {"prenoms", "Noé"}, {"mineur", "oui"}}};
  CHECK(shown("accompagnants", gone).starts_with("Zyl, Noé, "));
  CHECK(shown("tenue_veste", "2011-03-07") == "2011-03-07");  // what people typed stays as typed
  CHECK(shown("commune", "inconnu") == "inconnu");
  CHECK(shown("surnoms", boost::json::array{"non"}) == "non");
}

TEST_CASE("every fact computed from absences has its French name") {
  for (const std::string_view name : episodes::history_fact_names()) {
    CAPTURE(name);
    CHECK(pages::label_of_fact(catalogue(), name) != name);
  }
  CHECK(pages::show_fact(catalogue(), "jours_depuis_dernier_retour", 2.04, "Europe/Paris") == "2\u00a0jours");
  CHECK(pages::show_fact(catalogue(), "ecarts_decroissants", "oui", "Europe/Paris") == "Oui");
  CHECK(pages::show_fact(catalogue(), "age", 15, "Europe/Paris") == "15\u00a0ans");
}
