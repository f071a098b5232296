#pragma once
#include "casework/desk.hpp"

namespace vigie::casework {

/// A home no longer hosts a child, since now: it keeps what it signed and loses the rest, until it signs something about the
/// child again. A home ends its own hosting; police and the 116 000 that of the home they name. Refusals: introuvable;
/// organisation_inconnue (422), non_accueilli (409).
base::Status end_placement(const Desk& desk, const access::Actor& actor, base::MinorId minor, const std::string& organisation);

/// A home hosts a child since an instant: of what others told before it, it reads nothing by hosting, neither who the child
/// was said to be nor an absence of which nothing was told since. What it signed stays its own. Recorded again, the later
/// word holds; an end takes it back. Besides the refusals of end_placement: date_future (422).
base::Status start_placement(const Desk& desk, const access::Actor& actor, base::MinorId minor, const std::string& organisation,
                             base::Instant since);

}  // namespace vigie::casework
