#pragma once
#include "casework/show.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

/// The absences of a child drawn to scale, from the first departure (or from `since`) to now: the piece ligne.html. What is
/// sure, what lies within the bounds of a departure or a return, and a return only presumed are three drawings, each named.
/// The same is in the table beside it. `id` is unique on the page.
void draw_line(Dict& at, std::string_view piece, std::string_view id, std::string_view caption, std::span<const casework::EpisodeView> absences,
               const std::optional<base::Instant>& since, base::Instant now);

}  // namespace vigie::pages
