#pragma once
#include "casework/sign_in.hpp"

namespace vigie::casework {

/// What there is for somebody whom an identity provider vouches for, and who has no account by that way.
struct Waiting {
  std::string reference;  // to be given to an administrator: the only way to tell one request from another
  bool refused = false;
};
/// A session, or the request that stands; the first visit makes it (at most 1 000 wait, then trop_de_demandes, 429). The
/// account is the one that an administrator gave to this very issuer and subject: nothing else that the provider says of the
/// person counts. A closed account: compte_ferme (403).
base::Result<std::variant<SignedIn, Waiting>> sign_in_vouched(const Desk& desk, const std::string& issuer, const std::string& subject,
                                                              const Arrival& arrival = {});

}  // namespace vigie::casework
