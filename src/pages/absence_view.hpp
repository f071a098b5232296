#pragma once
#include "casework/show.hpp"
#include "casework/show_alert.hpp"
#include "forms/definition.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

/// An absence with who it is about, as a page repeats it.
struct AbsenceView {
  store::EpisodeRecord record;
  casework::CandidateView minor;
};

/// An absence within the actor's reach, with the audit line of an opening. Refuses 404.
base::Result<AbsenceView> open_absence(const Context& context, const access::Actor& actor, std::string_view id, const std::string& motive);

/// The address of one of its pages.
std::string path_of(const AbsenceView& absence, std::string_view end);

/// Whether a field says where a found child was or is: folded on every page, which may be read over a shoulder (loi n° 95-73,
/// art. 26).
bool tells_where(const forms::Field& field);

/// Who, how old, gone since when: the piece `enfant.html`, shown above everything that can be pressed.
void show_child(Dict& at, std::string_view piece, const AbsenceView& absence, base::Instant now);

}  // namespace vigie::pages
