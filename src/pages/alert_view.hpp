#pragma once
#include "casework/show_alert.hpp"
#include "pages/page.hpp"
#include "store/watch.hpp"

namespace vigie::pages {

/// Shows an alert as a part of `at`: LABEL, DUE, DUE_IN, OVERDUE, and who has it: NOBODY, HOLDER, GIVEN.
void show_held(Dict& at, const store::HeldAlert& held, std::string_view zone, base::Instant now);

/// To whom an alert is addressed: a profession, or one organisation alone.
std::string addressee_of(const casework::AlertView& view);

/// « confirmé », « levée par le retour » …
std::string_view show_outcome(std::string_view outcome);

/// Where a form said to go back to: the board, the alerts or the hand-over; else the board.
std::string back_from(const Body& body);

}  // namespace vigie::pages
