#include "casework/record_fpr.hpp"

#include "casework/stale.hpp"

namespace vigie::casework {

base::Status check_entry(const FprEntry& entry, const episodes::Fpr& known, base::Instant now) {
  if (!entry.inscrit_le && !entry.desinscrit_le && !entry.motif_de_non_inscription && !entry.numero && !entry.service &&
      !entry.categorie)
    return base::field_error("/inscrit_le", "fpr_vide",
                             "Indiquez l’inscription, la désinscription ou le motif de non-inscription.");
  if (entry.categorie && *entry.categorie != "M" && *entry.categorie != "X")
    return base::field_error("/categorie", "fpr_categorie", "La catégorie est M (mineurs fugueurs) ou X (personnes disparues).");
  for (const auto& [pointer, instant] : {std::pair("/inscrit_le", entry.inscrit_le), {"/desinscrit_le", entry.desinscrit_le}})
    if (instant && *instant > now + std::chrono::minutes{5})
      return base::field_error(pointer, "instant_futur", "Cette date est dans le futur.");
  const auto inscrit = entry.inscrit_le ? entry.inscrit_le : known.inscrit_le;
  if (entry.desinscrit_le && !inscrit)
    return base::field_error("/desinscrit_le", "fpr_sans_inscription", "Aucune inscription au FPR n’est enregistrée pour cette absence.");
  if (entry.desinscrit_le && *entry.desinscrit_le < *inscrit)
    return base::field_error("/desinscrit_le", "ordre_des_instants",
                             fmt::format("La désinscription ne peut pas précéder l’inscription du {}.", base::to_french(*inscrit)));
  return base::Done{};
}

void enter(store::EpisodeRecord& record, const FprEntry& entry) {
  episodes::Fpr& fpr = record.episode.fpr;
  if (entry.inscrit_le) {
    fpr.inscrit_le = entry.inscrit_le;
    fpr.desinscrit_le.reset();
    fpr.motif_de_non_inscription.clear();
    if (fpr.categorie.empty()) fpr.categorie = std::string(1, 'M');
  }
  if (entry.categorie) fpr.categorie = *entry.categorie;
  if (entry.numero) record.fpr_numero = *entry.numero;
  if (entry.service) record.fpr_service = *entry.service;
  if (entry.motif_de_non_inscription) fpr.motif_de_non_inscription = *entry.motif_de_non_inscription;
  if (entry.desinscrit_le) {
    fpr.desinscrit_le = entry.desinscrit_le;
    record.fpr_numero.clear();  // the data of the entry go when the search ends; the dates stay
  }
}

base::Result<base::EpisodeId> record_fpr(const Desk& desk, const access::Actor& actor, base::EpisodeId episode,
                                         const FprEntry& entry, const std::optional<std::int64_t>& seen_version) {
  return desk.store.write<base::EpisodeId>(actor, [&](store::Unit& unit) -> base::Result<base::EpisodeId> {
    auto record = store::find_episode(unit.reading(), episode);
    if (!record) return unknown_to_you("Absence");
    if (const auto fresh = check_seen(actor, seen_version, *record); !fresh) return fresh.error();
    if (const auto fits = check_entry(entry, record->episode.fpr, unit.now()); !fits) return fits.error();
    const store::EpisodeRecord before = *record;
    enter(*record, entry);
    record->fpr_elsewhere = {};
    store::save_episode(unit, before, *record);
    refresh_alerts(unit, *record, record->proposed);
    const bool ends = entry.desinscrit_le.has_value();
    unit.commit({ends ? "fpr_desinscription" : "fpr_inscription", "episode", episode.text(), "", ""});
    return episode;
  });
}

}  // namespace vigie::casework
