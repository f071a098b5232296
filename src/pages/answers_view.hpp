#pragma once
#include <functional>

#include "base/time.hpp"
#include "forms/definition.hpp"
#include "pages/render.hpp"

namespace vigie::pages {

/// An answer in words, one line an entry: « Oui », « 94 – Val-de-Marne », « samedi 21 novembre 2026 à 18 h 05 ». What could
/// not be read is shown as it was typed.
std::vector<std::string> show_answer(const forms::Field& field, const boost::json::value& answer, std::string_view zone);

/// « il y a 4 mois », « il y a 12 jours »: how old a thing said is. To the month from two months, to the year from two years.
std::string show_age_of(base::Instant said, base::Instant now);

/// How answers are listed; what gives an empty text shows nothing.
struct AnswerRows {
  std::string_view zone = base::paris;
  std::function<std::string(const forms::Field&)> change = {};  // the path of « Modifier »
  std::function<std::string(const forms::Field&)> note = {};    // where an answer comes from, how old it is
  std::function<std::string(const forms::Field&)> wrong = {};   // why it cannot be signed
};
/// The answers of a form, section by section, as parts SECTION and ROW of the piece `reponses.html`; what was not answered
/// is left out, and so is a section without an answer. Returns how many were shown.
int show_answers(Dict& at, std::string_view piece, const forms::Form& form, const boost::json::object& answers, const AnswerRows& rows);

}  // namespace vigie::pages
