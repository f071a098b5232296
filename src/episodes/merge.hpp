#pragma once
#include <map>

#include "episodes/episode.hpp"

namespace vigie::episodes {

/// Months after which an answer no longer counts, by field id; the fields named here are the signs that carry over.
using Fades = std::map<std::string, int, std::less<>>;

/// One told value of a field, and who told it.
struct Told {
  base::DeclarationId declaration;
  base::FactValue value;
};

/// What is heard of one absence at an instant: the voices of `episode`, and of the minor's other declarations those fields
/// that carry over (`fades`). A carried field told longer ago than it fades (from …_observe_le, else the day it was signed)
/// is not heard. It keeps references to voices and fades.
class Hearing {
 public:
  Hearing(std::span<const Voice> voices, base::EpisodeId episode, const Fades& fades, base::Instant at);

  /// Tri-state: any oui, else any non, else inconnu; other fields: the latest told.
  base::Facts merge() const;
  /// Where the value of one field that stands in merge() comes from: every telling of that tri-state answer, in order; of
  /// another field, the latest.
  std::vector<Told> sources_of(std::string_view field) const;

 private:
  bool of_this(const Voice& voice) const { return voice.episode == episode_; }
  bool is_past(const Voice& voice) const;
  bool heard(const Voice& voice, base::Facts::const_iterator fact, Fades::const_iterator fade) const;
  bool faded(const Voice& voice, base::Facts::const_iterator fact, int months) const;

  base::EpisodeId episode_;
  const Fades& fades_;
  base::Instant at_;
  base::Date today_;
  int longest_ = 0;
  std::vector<const Voice*> voices_;  // those that count and may still be heard, in the order told
};

}  // namespace vigie::episodes
