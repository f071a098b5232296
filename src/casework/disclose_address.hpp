#pragma once
#include "casework/desk.hpp"

namespace vigie::casework {

/// The present address of a found child, as read out to its legal representative.
struct DisclosedAddress {
  std::string address;
  base::Instant authorised_at;  // by the juge des enfants
};
/// Gives out the address at the request of a legal representative: loi n° 95-73, art. 26, only with the authorisation of the
/// juge des enfants, recorded in the return. `to`: who asks, kept out of the audit line. Refusals: introuvable,
/// demandeur_requis (422), autorisation_absente, adresse_inconnue (409).
base::Result<DisclosedAddress> disclose_address(const Desk& desk, const access::Actor& actor, base::EpisodeId episode, const std::string& to);

}  // namespace vigie::casework
