#pragma once
#include "pages/french.hpp"
#include "pages/voices_view.hpp"

namespace vigie::pages {

/// An assessment with every reason opening on its evidence, what is not known, what is worth asking: the piece
/// evaluation.html. Evidence that `quotes` does not name is shown without a link: the reader may not open it.
void show_assessment(Dict& at, std::string_view piece, const Context& context, const casework::AssessmentView& assessment, const Quotes& quotes);

/// A part TAG of its own: a label and its class.
void show_tag(Dict& at, std::string_view part, const ShownState& state);
/// Parts QUALIFICATION and LEVEL, of a proposal or of a decision.
void show_verdict(Dict& at, const store::Verdict& verdict, bool decided = false);

}  // namespace vigie::pages
