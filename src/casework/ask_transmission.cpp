#include "casework/ask_transmission.hpp"

#include "casework/held.hpp"
#include "casework/match_minor.hpp"
#include "casework/retract.hpp"
#include "casework/tell_holders.hpp"

namespace vigie::casework {

base::Result<store::TransmissionRequest> ask_transmission(const Desk& desk, const access::Actor& actor, base::EpisodeId episode,
                                                          const std::string& purpose, const std::string& reason) {
  if (std::none_of(purposes().begin(), purposes().end(), [&](const Choice& one) { return one.code == purpose; }))
    return base::field_error("/purpose", "choix_invalide", "Indiquez à quoi serviront ces éléments.");
  if (const auto told = check_reason(reason); !told) return told.error();
  return desk.store.write<store::TransmissionRequest>(actor, [&](store::Unit& unit) -> base::Result<store::TransmissionRequest> {
    const store::Reading own = seen_by(unit.reading(), access::scope_of(actor));
    const auto record = store::find_episode(own, episode);
    if (!record) return unknown_to_you("Absence");
    const auto holders = list_holders(own, readable_by(own, record->minor), *record);
    if (holders.empty())
      return conflict("rien_a_demander", "Aucun autre service ne détient d’élément de cette absence que vous ne lisiez déjà.");
    const store::TransmissionRequest made{store::TransmissionRequestId::make(unit.now()), episode, actor.account, actor.organisation,
                                          unit.now(), purpose, reason};
    store::add_transmission_request(unit, made);
    tell_holders(unit, "transmission_demandee", *record, holders);
    unit.commit({"transmission_demandee", "episode", episode.text(), purpose, fmt::format("a={}", holders.size())});
    return made;
  });
}

}  // namespace vigie::casework
