#include <doctest/doctest.h>

#include "imports/cell.hpp"

using namespace vigie;

namespace {

/// What a cell gives to a field of the form classique, as JSON; "-" for nothing; a refusal by its code.
std::string answer(std::string_view field, std::string text, std::string time = "") {
  static const forms::Catalogue forms = forms::Catalogue::embedded();
  const auto given = imports::answer_from(*forms.get("classique").find(field), {std::move(text), std::move(time)}, ",");
  if (!given) return given.error().fields.front().code;
  return *given ? base::to_text(**given) : "-";
}

}  // namespace

TEST_CASE("yes, no and « ne sait pas » are read in the words of spreadsheets, anything else refused") {
  for (const char* yes : {"oui", "Oui", "OUI", "o", "x", "X", "1", "vrai"}) CHECK(answer("alcool", yes) == "\"oui\"");
  for (const char* no : {"non", "N", "0", "Faux"}) CHECK(answer("alcool", no) == "\"non\"");
  for (const char* unknown : {"nsp", "NSP", "?", "inconnu", "ne sait pas"}) CHECK(answer("alcool", unknown) == "\"inconnu\"");
  CHECK(answer("alcool", "") == "-");
  CHECK(answer("alcool", "2") == "mot_inconnu");
}

TEST_CASE("dates are French or ISO, whole, and exist") {
  CHECK(answer("date_naissance", "5/3/2010") == "\"2010-03-05\"");
  CHECK(answer("date_naissance", "05.03.2010") == "\"2010-03-05\"");
  CHECK(answer("date_naissance", "2010-03-05") == "\"2010-03-05\"");
  CHECK(answer("date_naissance", "05/03/2010 00:00") == "\"2010-03-05\"");
  for (const char* wrong : {"05/03/10", "31/02/2010", "03/2010", "5 mars 2010", "05/03-2010", "40240", "05/03/2010 12:00"})
    CHECK(answer("date_naissance", wrong) == "date_invalide");
}

TEST_CASE("an hour stands with its date or apart; without one, only a bound is understood") {
  CHECK(answer("constate_le", "05/03/2024 7:05") == "\"2024-03-05T07:05:00\"");
  CHECK(answer("constate_le", "05/03/2024 à 20 h 15") == "\"2024-03-05T20:15:00\"");
  CHECK(answer("constate_le", "05/03/2024 00:00:00", "8h") == "\"2024-03-05T08:00:00\"");
  CHECK(answer("constate_le", "2024-03-05T20:15:00+01:00") == "\"2024-03-05T20:15:00+01:00\"");
  CHECK(answer("constate_le", "05/03/2024") == "heure_absente");
  CHECK(answer("depart_au_plus_tot", "05/03/2024") == "\"2024-03-05T00:00:00\"");
  CHECK(answer("depart_au_plus_tard", "05/03/2024") == "\"2024-03-05T23:59:00\"");
  for (const char* wrong : {"24:00", "12", "12:60", "midi", "7:5:99"}) CHECK(answer("constate_le", "05/03/2024", wrong) == "heure_invalide");
}

TEST_CASE("numbers take a comma, a département its lost zero, a choice its label") {
  CHECK(answer("fugues_connues_total", "3") == "3");
  CHECK(answer("age_estime", "14,5") == "1.45E1");
  CHECK(answer("fugues_connues_total", "trois") == "nombre_invalide");
  CHECK(answer("departement", "1") == "\"01\"");
  CHECK(answer("departement", "2A") == "\"2A\"");
  CHECK(answer("lieu_de_vie", "foyer") == "\"foyer\"");
  CHECK(answer("surnoms", "Zizi, , Zaza") == "[\"Zizi\",\"Zaza\"]");
}
