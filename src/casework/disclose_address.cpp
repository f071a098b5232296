#include "casework/disclose_address.hpp"

#include "base/text.hpp"
#include "casework/match_minor.hpp"
#include "casework/readable.hpp"
#include "store/episodes.hpp"
#include "store/openings.hpp"

namespace vigie::casework {

base::Result<DisclosedAddress> disclose_address(const Desk& desk, const access::Actor& actor, base::EpisodeId episode, const std::string& to) {
  if (base::trim(to).empty())
    return base::field_error("/to", "demandeur_requis", "Indiquez le représentant légal qui demande l’adresse.");
  return desk.store.write<DisclosedAddress>(actor, [&](store::Unit& unit) -> base::Result<DisclosedAddress> {
    const store::Reading own = seen_by(unit.reading(), access::scope_of(actor));
    const auto record = store::find_episode(own, episode);
    if (!record || !access::may(actor, access::Act::disclose_address)) return unknown_to_you("Absence");
    std::optional<base::Instant> authorised;
    for (const episodes::Voice& voice : store::list_voices(unit.reading(), store::family_of(unit.reading(), record->minor)))
      if (voice.episode == episode && !voice.silenced)
        if (const auto at = base::instant_of(voice.facts, "autorisation_juge_le")) authorised = at;
    if (!authorised)
      return conflict("autorisation_absente",
                      "L’adresse d’un mineur retrouvé n’est donnée à son représentant légal qu’avec l’autorisation du juge des enfants "
                      "(loi n° 95-73 du 21 janvier 1995, art. 26). Aucune n’est enregistrée dans le retour.");
    std::string address;
    for (const base::DeclarationId id : record->episode.declarations) {
      const auto told = find_readable(own, id);
      if (!told || told->withdrawn_at || told->amended_by) continue;
      if (auto one = base::find_text(told->answers, "adresse_actuelle")) address = std::move(*one);
    }
    if (address.empty()) return conflict("adresse_inconnue", "Aucune adresse actuelle que vous puissiez lire n’est enregistrée pour cette absence.");
    store::add_address_disclosure(unit, episode, to);
    unit.commit({"communication_adresse", "episode", episode.text(), "representant_legal", ""});
    return DisclosedAddress{std::move(address), *authorised};
  });
}

}  // namespace vigie::casework
