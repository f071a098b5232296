#include "casework/open_urgently.hpp"

#include "base/text.hpp"
#include "casework/match_minor.hpp"
#include "casework/tell_holders.hpp"
#include "store/signers.hpp"

namespace vigie::casework {

namespace {

constexpr base::Duration lasts = std::chrono::hours{4};  // convention: a search's first hours

}  // namespace

base::Result<store::UrgentAccess> open_urgently(const Desk& desk, const access::Actor& actor, base::EpisodeId episode,
                                                const std::string& motive) {
  if (base::trim(motive).empty())
    return base::field_error("/motive", "motif_requis", "Indiquez le danger : le motif reste lisible, et le service détenteur est prévenu.");
  return desk.store.write<store::UrgentAccess>(actor, [&](store::Unit& unit) -> base::Result<store::UrgentAccess> {
    const store::Reading own = seen_by(unit.reading(), access::scope_of(actor));
    const auto record = store::find_episode(own, episode);
    if (!record || !access::may(actor, access::Act::open_urgently)) return unknown_to_you("Absence");
    const store::UrgentAccess made{store::UrgentAccessId::make(unit.now()), record->minor, episode, actor.account, actor.organisation,
                                   unit.now(), unit.now() + lasts, motive};
    store::add_urgent_access(unit, made);
    unit.change("urgent_access", made.id.text(), 1, record->minor);
    tell_holders(unit, "acces_urgence", *record, store::list_other_signers(own, store::family_of(own, record->minor)));
    unit.commit({"acces_urgence", "minor", record->minor.text(), "danger_immediat", fmt::format("absence={} heures=4", episode.text())});
    return made;
  });
}

}  // namespace vigie::casework
