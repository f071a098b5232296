#pragma once
#include "pages/draft_view.hpp"

namespace vigie::pages {

/// A preventive sheet that the actor may read, with the audit line of an opening; 404 for anything else.
base::Result<store::Declaration> open_sheet(const Context& context, const access::Actor& actor, std::string_view id);

/// What a sheet tells that a form may begin with. What is said of the day (who declares, who was told, immediate danger) is
/// asked anew, and so is every « non » and « ne sait pas »: a « non » of four months ago is no « non » of today.
boost::json::object carried_over(const forms::Form& form, const store::Declaration& sheet);
/// All that a form of the same kind begins with, to be corrected or renewed.
boost::json::object same_answers(const forms::Form& form, const store::Declaration& signed_before);
/// The same without who declared: whoever renews a sheet says so.
boost::json::object renewed(const forms::Form& form, const store::Declaration& sheet);

/// What is asked of who declares from a sheet: what it could not tell, and who declares; what is asked first alone.
Fields changes_asked(const forms::Form& form, const forms::Form& sheet);

}  // namespace vigie::pages
