#pragma once
#include "casework/desk.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

/// Says in which département an organisation works, by its code; empty: in the whole country. Its accounts read by it from
/// their next request on. Refusals: introuvable, departement_inconnu (422).
base::Result<store::Organisation> place_organisation(const Desk& desk, const access::Actor& by, base::OrganisationId id,
                                                     std::string_view departement);

}  // namespace vigie::casework
