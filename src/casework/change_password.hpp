#pragma once
#include "casework/desk.hpp"

namespace vigie::casework {

struct Throttle;

struct PasswordChange {
  std::string_view present, wanted;  // as typed, spaces kept
  std::string_view token;            // the session or token of the request: what stays open
};
/// Changes one's own password and ends every other session of the account; tokens of programs stay. Refusals, as fields:
/// mot_de_passe_incorrect (/password), mot_de_passe_faible and mot_de_passe_identique (/new_password). Too many
/// wrong present ones: trop_de_tentatives (429). Changed meanwhile from elsewhere: mot_de_passe_change (409).
base::Status change_password(const Desk& desk, Throttle& throttle, const access::Actor& actor, const PasswordChange& change);

}  // namespace vigie::casework
