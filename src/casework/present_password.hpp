#pragma once
#include "casework/desk.hpp"

namespace vigie::casework {

struct Throttle;

/// Asks again for the password of who is signed in, before what would give their account away (OWASP ASVS 5.0, 7.5.1). The
/// hash that it was held against. Refusals: mot_de_passe_incorrect, as a field (/password); trop_de_tentatives (429).
base::Result<std::string> check_present_password(const Desk& desk, Throttle& throttle, const access::Actor& actor, std::string_view present);

}  // namespace vigie::casework
