#pragma once
#include "forms/definition.hpp"
#include "imports/line.hpp"

namespace vigie::imports {

/// What a cell says, before its field gives it a meaning. `time`: the cell of the hour, when it stands apart.
struct CellText {
  std::string text;
  std::string time;
};

/// The answer that a cell gives to a field; nothing when the cell is empty. Dates are JJ/MM/AAAA or AAAA-MM-JJ, hours
/// HH:MM or HHhMM, numbers take a comma, yes is oui o x 1 vrai, no is non n 0 faux, « ne sait pas » is inconnu nsp ?;
/// a choice is its code or its label. A date without hour is its first minute in a field …_au_plus_tot, its last in a
/// field …_au_plus_tard. Refuses: date_invalide, heure_invalide, heure_absente, nombre_invalide, mot_inconnu.
base::Result<std::optional<boost::json::value>> answer_from(const forms::Field& field, const CellText& cell, std::string_view split);

/// When a row was signed, local to `zone`; a date without hour is its last minute. Refusals as above, and those of
/// parse_signature.
base::Result<base::Instant> signature_from(const CellText& cell, std::string_view zone);

}  // namespace vigie::imports
