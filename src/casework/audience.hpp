#pragma once
#include "store/changes.hpp"

namespace vigie::casework {

/// Who may hear that something changed: these roles wherever they are; the `near` ones of these départements, or of none;
/// and, of the `members`, those of these organisations and this account. By default nobody.
struct Audience {
  access::Roles roles = access::any_of({});
  access::Roles near = access::any_of({});
  std::vector<std::string> departements;
  std::vector<base::OrganisationId> organisations;
  std::optional<base::AccountId> account;
  access::Roles members = access::any_of({access::Role::ecoutant, access::Role::suivi, access::Role::police, access::Role::foyer});
};

/// The audience of a change, by its kind (the table is in audience.cpp); a kind that the table lacks has none.
/// It is never wider than what the same accounts may read at the moment of asking.
Audience audience_of(const store::Reading& reading, const store::Change& change);
bool hears(const access::Actor& actor, const Audience& audience);

}  // namespace vigie::casework
