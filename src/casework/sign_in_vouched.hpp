#pragma once
#include "casework/sign_in.hpp"

namespace vigie::casework {

/// What there is for somebody whom an identity provider vouches for, and who has no account by that way.
struct Waiting {
  std::string reference;  // to be given to an administrator: the only way to tell one request from another
  bool refused = false;
};
/// Whom a provider vouches for.
struct Vouched {
  std::string issuer, subject;
  bool at_level = false;  // it proved the level of authentication that the configuration asks for
};
/// A session, or the request that stands; the first visit makes it (at most 1 000 wait, then trop_de_demandes, 429). The
/// account is the one that an administrator gave to this very issuer and subject: nothing else that the provider says of the
/// person counts. Refusals, 403: compte_ferme; second_facteur_exige, of an account that is asked for a code besides its
/// password, when no level of authentication stands for it.
base::Result<std::variant<SignedIn, Waiting>> sign_in_vouched(const Desk& desk, const Vouched& who, const Arrival& arrival = {});

}  // namespace vigie::casework
