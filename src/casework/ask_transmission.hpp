#pragma once
#include "casework/transmit.hpp"

namespace vigie::casework {

/// Asks every organisation that holds something of an absence which is closed to the actor to transmit it: a task of each.
/// Refusals: introuvable; choix_invalide, motif_requis (422); rien_a_demander (409).
base::Result<store::TransmissionRequest> ask_transmission(const Desk& desk, const access::Actor& actor, base::EpisodeId episode,
                                                          const std::string& purpose, const std::string& reason);

}  // namespace vigie::casework
