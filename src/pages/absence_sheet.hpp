#pragma once
#include "casework/show.hpp"
#include "pages/assessment_view.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

/// The clocks of an absence, kept apart: departure, return, hours of absence with their bounds, and the FPR. The piece
/// horloges.html; the entry's number and service only for police.
void show_clocks(Dict& at, std::string_view piece, const casework::EpisodeView& view, const access::Actor& actor, base::Instant now);

/// Where an absence stands, for who knows the child and who does not: its clocks, its latest assessment with its reasons, and
/// all of them, the latest first. The piece absence_etat.html.
void show_state(Dict& at, std::string_view piece, const Context& context, const casework::EpisodeView& view, const access::Actor& actor,
                const Quotes& quotes, base::Instant now);

/// « 2 à 24 h »: the phase of an absence that lasts, by the least hours it has lasted.
std::string_view phase_of(double hours);

// pseudonymous_page.cpp: what an analyst reads of absences: no identity, no declaration.
http::Response show_pseudonymous_absence(const Context& context, const http::Request& request, const access::Actor& actor);
http::Response show_pseudonymous_absences(const Context& context, const http::Request& request, const access::Actor& actor);

}  // namespace vigie::pages
