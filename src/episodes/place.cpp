#include "episodes/episode.hpp"

namespace vigie::episodes {

namespace {

constexpr base::Duration near = std::chrono::hours{12};

bool lies_within(const base::Window& window, const Episode& closed) {
  const base::Instant from = closed.departed.earliest.value_or(closed.departed.latest) - near;
  return window.earliest.value_or(window.latest) >= from && window.latest <= closed.returned->latest;
}

/// A presumed return has no return to lie before: only a departure told again finds it.
bool tells_again(const base::Window& window, const Episode& presumed) {
  const base::Instant from = presumed.departed.earliest.value_or(presumed.departed.latest) - near;
  return window.earliest.value_or(window.latest) >= from && window.latest <= presumed.departed.latest + near;
}

base::Error return_before_departure(const Episode& episode, std::string_view field = "retour_au_plus_tard") {
  return base::field_error(
      fmt::format("/answers/{}", field), "retour_avant_depart",
      fmt::format("Le retour ne peut pas précéder le départ, au plus tôt le {}.",
                  base::to_french(episode.departed.earliest.value_or(episode.departed.latest), episode.zone)));
}

}  // namespace

Placement place_departure(const Line& line, const Voice& voice) {
  const auto stated = stated_departure(voice);
  if (stated) {
    for (auto episode = line.episodes.rbegin(); episode != line.episodes.rend(); ++episode) {
      if (episode->closed_reason == "retrait") continue;
      if (episode->returned && lies_within(*stated, *episode)) return {episode->id};
      if (episode->status == Status::retour_presume && tells_again(*stated, *episode)) return {episode->id};
    }
  }
  const Episode* open = line.open();
  if (!open) return {};
  const bool told_after = voice.signed_at >= open->departed.earliest.value_or(open->departed.latest);
  const bool leaves_with_it = !stated || stated->latest <= open->departed.latest + near ||
                              (stated->earliest && *stated->earliest <= open->departed.latest &&
                               !base::find(voice.facts, "depart_au_plus_tard"));
  if (told_after && leaves_with_it) return {open->id};
  return {};
}

base::Status check_return(const Episode& episode, const base::Window& returned) {
  if (returned.latest < episode.departed.earliest.value_or(episode.departed.latest)) return return_before_departure(episode);
  if (episode.departed.earliest && *returned.earliest < *episode.departed.earliest)
    return return_before_departure(episode, "retour_au_plus_tot");
  return base::Done{};
}

base::Result<Placement> place_return(const Line& line, const Voice& voice) {
  const auto returned = stated_return(voice);
  base::require(returned.has_value(), "a retour states its return");
  const Episode* open = line.open();
  if (open && check_return(*open, *returned)) return Placement{open->id};
  for (auto episode = line.episodes.rbegin(); episode != line.episodes.rend(); ++episode) {
    if (episode->status != Status::retour_presume || !check_return(*episode, *returned)) continue;
    if (episode->next_departure && returned->latest <= *episode->next_departure) return Placement{episode->id};
  }
  for (const Episode& episode : line.episodes) {
    if (!episode.returned || episode.closed_reason == "retrait") continue;
    if (returned->latest >= *episode.returned->earliest - near && *returned->earliest <= episode.returned->latest + near)
      return base::Error{base::Kind::conflict, "retour_deja_connu",
                         fmt::format("Un retour est déjà connu le {} (absence {}). Pour le compléter, désignez cette "
                                     "absence avec « episode ».",
                                     base::to_french(episode.returned->latest, episode.zone), episode.reference)};
  }
  if (open) return return_before_departure(*open);
  return Placement{};
}

}  // namespace vigie::episodes
