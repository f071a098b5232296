#include "episodes/history.hpp"

namespace vigie::episodes {

base::Facts link_facts(const Line& line, std::span<const Voice> voices, std::span<const Alike> alike, base::EpisodeId of, base::Instant at) {
  const base::Instant since = line.get(of).departed.latest - std::chrono::hours{24 * 365};
  const auto counts = [&](const Alike& one) {
    return one.other_told_at < at && std::any_of(voices.begin(), voices.end(), [&](const Voice& voice) {
             return voice.id == one.told && !voice.silenced && voice.signed_at > since && voice.signed_at <= at;
           });
  };
  std::set<base::MinorId> contacts, companions;
  for (const Alike& one : alike)
    if (counts(one)) (one.left_together ? companions : contacts).insert(one.other);
  base::Facts facts;
  facts["contacts_partages_365"] = static_cast<double>(contacts.size());
  facts["departs_ensemble_365"] = static_cast<double>(companions.size());
  return facts;
}

}  // namespace vigie::episodes
