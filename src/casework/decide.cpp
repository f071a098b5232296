#include "casework/decide.hpp"

#include "base/text.hpp"
#include "casework/stale.hpp"

namespace vigie::casework {

namespace {

/// What was proposed, as a sentence says it.
std::string in_words(const store::Verdict& proposed) {
  constexpr std::string_view qualifications[] = {"classique", "à examiner", "inquiétante"};
  constexpr std::string_view levels[] = {"aucun signe recueilli", "vigilance", "élevé", "critique"};
  return fmt::format("qualification {}, niveau {}", qualifications[static_cast<std::size_t>(proposed.qualification)],
                     levels[static_cast<std::size_t>(proposed.level)]);
}

base::Status check_decision(const store::EpisodeRecord& record, const Deciding& deciding) {
  if (record.assessment != deciding.assessment)
    return base::Error{base::Kind::conflict, "evaluation_depassee",
                       "Une évaluation plus récente existe pour cette absence : relisez-la avant de décider."};
  return check_below(record.proposed, {deciding.qualification, deciding.level}, deciding.reason);
}

}  // namespace

base::Status check_below(const store::Verdict& proposed, const store::Verdict& decided, std::string_view reason) {
  const bool below = decided.qualification < proposed.qualification || decided.level < proposed.level;
  if (!below || !base::trim(reason).empty()) return base::Done{};
  return base::field_error("/reason", "motif_requis",
                           fmt::format("La décision est en deçà de la proposition ({}) : indiquez-en le motif.", in_words(proposed)));
}

base::Result<base::DecisionId> decide(const Desk& desk, const access::Actor& actor, base::EpisodeId episode,
                                      const Deciding& deciding, const std::optional<std::int64_t>& seen_version,
                                      const std::optional<store::Repetition>& repetition) {
  return desk.store.write<base::DecisionId>(actor, [&](store::Unit& unit) -> base::Result<base::DecisionId> {
    if (repetition) {
      const auto before = store::find_repetition(unit.reading(), actor, *repetition);
      if (!before) return before.error();
      if (*before) {
        unit.commit({"repetition", "episode", episode.text(), "", "decision"});
        return base::DecisionId::parse(base::find_text(**before, "decision").value()).value();
      }
    }
    auto record = store::find_episode(unit.reading(), episode);
    if (!record) return unknown_to_you("Absence");
    if (const auto fresh = check_seen(actor, seen_version, *record); !fresh) return fresh.error();
    if (const auto fits = check_decision(*record, deciding); !fits) return fits.error();
    const store::Decision decision{base::DecisionId::make(unit.now()), episode, deciding.assessment, actor.account,
                                   actor.organisation, unit.now(), {deciding.qualification, deciding.level}, deciding.reason};
    store::add_decision(unit, decision);
    const store::EpisodeRecord before = *record;
    record->decision = decision.id;
    record->stands = decision.verdict;
    store::save_episode(unit, before, *record);
    refresh_alerts(unit, *record, record->proposed);
    if (repetition) store::add_repetition(unit, *repetition, {{"decision", decision.id.text()}});
    unit.commit({"decision", "episode", episode.text(), "",
                 fmt::format("qualification={} level={}", triage::to_text(decision.verdict.qualification),
                             triage::to_text(decision.verdict.level))});
    return decision.id;
  });
}

}  // namespace vigie::casework
