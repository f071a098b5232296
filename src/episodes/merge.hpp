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

/// The facts of one absence at an instant: hears the voices of `episode`, and of the minor's other declarations those
/// fields that carry over (`fades`). Tri-state: any oui, else any non, else inconnu; other fields: the latest told.
/// A carried field told longer ago than it fades (from …_observe_le, else the day it was signed) is not heard.
base::Facts merge(std::span<const Voice> voices, base::EpisodeId episode, const Fades& fades, base::Instant at);

/// Where the value of one field that stands in merge() comes from: every telling of that tri-state answer, in order; of
/// another field, the latest.
std::vector<Told> sources_of(std::span<const Voice> voices, base::EpisodeId episode, const Fades& fades, base::Instant at,
                             std::string_view field);

}  // namespace vigie::episodes
