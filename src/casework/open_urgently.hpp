#pragma once
#include "casework/desk.hpp"
#include "store/openings.hpp"

namespace vigie::casework {

/// Opens for four hours, to the actor's account alone, what other organisations hold of a child in immediate danger: one
/// audit line, and a task of each of them to look at it. Refusals: introuvable, motif_requis (422).
base::Result<store::UrgentAccess> open_urgently(const Desk& desk, const access::Actor& actor, base::EpisodeId episode,
                                                const std::string& motive);

}  // namespace vigie::casework
