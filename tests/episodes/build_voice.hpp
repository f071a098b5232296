#pragma once
// Short ways to tell a declaration in tests: day and hour of November 2026, UTC.
#include "episodes/episode.hpp"

namespace vigie::episodes::test {

inline base::Instant at(int day, int hour = 0, int minute = 0) {
  return {(std::int64_t(20393) + day) * 86'400'000 + hour * 3'600'000 + minute * 60'000};  // day 1 = 2025-11-02
}
inline base::EpisodeId episode(std::uint8_t n) {
  base::EpisodeId id;
  id.bytes[15] = n;
  return id;
}
inline Voice tell(std::int64_t order, std::uint8_t of, base::Instant signed_at, base::Facts facts, std::string form = "classique") {
  Voice voice;
  voice.id.bytes[15] = static_cast<std::uint8_t>(order);
  voice.order = order;
  voice.form = std::move(form);
  voice.signed_at = signed_at;
  if (of) voice.episode = episode(of);
  voice.facts = std::move(facts);
  return voice;
}
inline void add(Voice& voice, const std::string& field, base::FactValue value) {
  base::Facts facts = voice.facts;
  facts[field] = std::move(value);
  voice.facts = std::move(facts);
}
inline Voice left(std::int64_t order, std::uint8_t of, base::Instant latest) {
  return tell(order, of, latest + std::chrono::hours{1}, {{"depart_au_plus_tard", latest}});
}
inline Voice back(std::int64_t order, std::uint8_t of, base::Instant latest) {
  return tell(order, of, latest + std::chrono::hours{1}, {{"retour_au_plus_tard", latest}}, "retour");
}

}  // namespace vigie::episodes::test
