#pragma once
#include "casework/desk.hpp"

namespace vigie::casework {

/// One open session of an account.
struct Session {
  base::PassId id;
  std::string browser;  // its family
  base::Instant opened_at, seen_at;
  base::Instant ends_at;  // unless it goes unused before
  bool current = false;   // the one that asks
};
/// The sessions of one's own that are open, the latest opened first. `token`: of the request.
std::vector<Session> list_sessions(const Desk& desk, const access::Actor& actor, std::string_view token);
/// Ends one of them. Unknown, ended or another's: introuvable (404).
base::Status end_session(const Desk& desk, const access::Actor& actor, base::PassId id);
/// Ends all of them but the one that asks; how many.
base::Result<int> end_other_sessions(const Desk& desk, const access::Actor& actor, std::string_view token);

/// Inside an act: ends the sessions of an account but the one of that digest; how many.
int end_sessions(store::Unit& unit, base::AccountId account, std::string_view kept = {});

}  // namespace vigie::casework
