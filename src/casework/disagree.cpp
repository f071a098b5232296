#include "casework/disagree.hpp"

#include "casework/stale.hpp"

namespace vigie::casework {

base::Result<store::DisagreementId> disagree(const Desk& desk, const access::Actor& actor, base::EpisodeId episode,
                                             std::string_view declarant, std::string_view reason,
                                             const std::optional<std::int64_t>& seen_version,
                                             const std::optional<store::Repetition>& repetition) {
  return desk.store.write<store::DisagreementId>(actor, [&](store::Unit& unit) -> base::Result<store::DisagreementId> {
    if (repetition) {
      const auto before = store::find_repetition(unit.reading(), actor, *repetition);
      if (!before) return before.error();
      if (*before) {
        unit.commit({"repetition", "episode", episode.text(), "", "desaccord"});
        return store::DisagreementId::parse(base::find_text(**before, "disagreement").value()).value();
      }
    }
    auto record = store::find_episode(unit.reading(), episode);
    if (!record) return unknown_to_you("Absence");
    if (const auto fresh = check_seen(actor, seen_version, *record); !fresh) return fresh.error();
    const store::Disagreement told{store::DisagreementId::make(unit.now()), episode, actor.account, actor.organisation, unit.now(),
                                   record->stands.qualification, record->decision, std::string(declarant), std::string(reason)};
    store::add_disagreement(unit, told);
    const store::EpisodeRecord before = *record;
    store::save_episode(unit, before, *record, true);
    refresh_alerts(unit, *record, record->proposed);
    if (repetition) store::add_repetition(unit, *repetition, {{"disagreement", told.id.text()}});
    unit.commit({"desaccord", "episode", episode.text(), "",
                 fmt::format("qualification={}", triage::to_text(told.qualification))});
    return told.id;
  });
}

}  // namespace vigie::casework
