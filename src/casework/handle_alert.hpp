#pragma once
#include "casework/desk.hpp"
#include "store/alerts.hpp"

namespace vigie::casework {

/// Takes note of an alert in one's own name. Twice by the same person is once; by another: 409 deja_acquittee.
base::Result<alerts::Alert> acknowledge_alert(const Desk& desk, const access::Actor& actor, base::AlertId id,
                                              const std::optional<std::int64_t>& seen_version);
/// Gives an alert to an account (by login or id) that may see it. Refusals: compte_inconnu (422), deja_resolue (409).
base::Result<alerts::Alert> assign_alert(const Desk& desk, const access::Actor& actor, base::AlertId id, std::string_view to,
                                         const std::optional<std::int64_t>& seen_version);
/// Ends an alert with an outcome: confirme, infirme, indetermine or transmis. Refusals: issue_inconnue (422),
/// deja_resolue (409). A task of the FPR is only ended by what police records: 409 tache_fpr.
base::Result<alerts::Alert> resolve_alert(const Desk& desk, const access::Actor& actor, base::AlertId id,
                                          std::string_view outcome, std::string_view note,
                                          const std::optional<std::int64_t>& seen_version);

}  // namespace vigie::casework
