#pragma once
#include "casework/refresh.hpp"

namespace vigie::casework {

/// What police records of the entry in the fichier des personnes recherchées.
struct FprEntry {
  std::optional<base::Instant> inscrit_le, desinscrit_le;
  std::optional<std::string> numero, categorie, service, motif_de_non_inscription;
};
/// Records inscription or désinscription; at désinscription the number is erased, the dates stay. Refusals: introuvable;
/// fpr_vide, fpr_categorie, fpr_sans_inscription, ordre_des_instants, instant_futur (422); version_depassee.
base::Result<base::EpisodeId> record_fpr(const Desk& desk, const access::Actor& actor, base::EpisodeId episode,
                                         const FprEntry& entry, const std::optional<std::int64_t>& seen_version);

}  // namespace vigie::casework
