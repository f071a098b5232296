#pragma once
#include "casework/refresh.hpp"

namespace vigie::casework {

/// What police records of the entry in the fichier des personnes recherchées.
struct FprEntry {
  std::optional<base::Instant> inscrit_le, desinscrit_le;
  std::optional<std::string> numero, categorie, service, motif_de_non_inscription;
};
/// Refuses an entry that says nothing, or what cannot be of an absence whose entry is `known`: fpr_vide, fpr_categorie,
/// fpr_sans_inscription, ordre_des_instants, instant_futur.
base::Status check_entry(const FprEntry& entry, const episodes::Fpr& known, base::Instant now);
/// Enters it, or ends it: the number goes with the search.
void enter(store::EpisodeRecord& record, const FprEntry& entry);

/// Records inscription or désinscription; at désinscription the number is erased, the dates stay. Refusals: introuvable;
/// fpr_vide, fpr_categorie, fpr_sans_inscription, ordre_des_instants, instant_futur (422); version_depassee.
base::Result<base::EpisodeId> record_fpr(const Desk& desk, const access::Actor& actor, base::EpisodeId episode,
                                         const FprEntry& entry, const std::optional<std::int64_t>& seen_version);

}  // namespace vigie::casework
