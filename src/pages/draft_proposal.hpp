#pragma once
#include "casework/show.hpp"
#include "pages/draft_view.hpp"

namespace vigie::pages {

/// What the rules propose of a draft as it stands, with their reasons, and the way to the other form: the piece
/// `proposition.html`. Nothing for a form about no absence. Answers that cannot be read yet are left aside, and it says so.
void show_proposal(Dict& at, std::string_view piece, const Context& context, const access::Actor& actor, const DraftView& view);

/// An assessment in words, with the class of its tags: parts QUALIFICATION, LEVEL, REASON and QUESTION of `at`.
void show_assessment(Dict& at, const casework::AssessmentView& assessment);

}  // namespace vigie::pages
