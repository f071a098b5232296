#pragma once
#include "forms/definition.hpp"

namespace vigie::pages {

/// What a field of a form, or a fact computed from absences, is called: « Argent inexpliqué », « Fugues en 90 jours ».
std::string label_of_fact(const forms::Catalogue& forms, std::string_view name);

/// An answer or the value of a fact, as people read it: « Oui », « Ne sait pas », « 3 », « Foyer », « 21/11/2026 18:05 ».
/// What no field explains is shown as it is kept.
std::string show_answer(const forms::Field* field, const boost::json::value& value, std::string_view zone);
/// The same for what a rule read: `name` is a field or a fact of history.
std::string show_fact(const forms::Catalogue& forms, std::string_view name, const boost::json::value& value, std::string_view zone);

}  // namespace vigie::pages
