#pragma once
#include "casework/refresh.hpp"
#include "store/retractions.hpp"

namespace vigie::casework {

/// What taking something back did to its absence; nothing when it was about none.
struct Undone {
  std::optional<base::EpisodeId> episode;
  std::vector<base::AlertId> alerts;  // raised or come back
};

/// Takes back a declaration of one's own organisation: it stays readable with who, when and why, and no longer counts;
/// what it corrected counts again. Refusals: 404, 409 deja_retiree, 409 deja_corrigee (withdraw the correction first).
base::Result<Undone> withdraw_declaration(const Desk& desk, const access::Actor& actor, base::DeclarationId id, const std::string& reason);

/// Counts a withdrawn declaration again; for the organisation that signed it or took it back. Refusals: 404, 409
/// non_retiree, 409 deja_corrigee (what it corrected was corrected otherwise since).
base::Result<Undone> restore_declaration(const Desk& desk, const access::Actor& actor, base::DeclarationId id, const std::string& reason);

/// Undoes a mistaken return: every voice of it is taken back, whoever told it, for whoever reaches the absence must be
/// able to say that the child is not there. Refusals: 404, 412, 409 sans_retour, 409 retour_seul (nobody told a departure:
/// withdraw the return instead).
base::Result<Undone> reopen_episode(const Desk& desk, const access::Actor& actor, base::EpisodeId id, const std::string& reason,
                                    const std::optional<std::int64_t>& seen_version);

/// The reason of an act that takes back: needed, at most 2,000 characters (the API holds the length).
base::Status check_reason(std::string_view reason);

}  // namespace vigie::casework
