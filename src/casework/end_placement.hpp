#pragma once
#include "casework/desk.hpp"

namespace vigie::casework {

/// A home no longer hosts a child, since now: it keeps what it signed and loses the rest, until it signs something about the
/// child again. A home ends its own hosting; police and the 116 000 that of the home they name. Refusals: introuvable;
/// organisation_inconnue (422), non_accueilli (409).
base::Status end_placement(const Desk& desk, const access::Actor& actor, base::MinorId minor, const std::string& organisation);

}  // namespace vigie::casework
