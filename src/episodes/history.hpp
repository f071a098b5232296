#pragma once
#include "episodes/episode.hpp"

namespace vigie::episodes {

/// What the repetition of absences says. Only category fugue counts; departures are counted by departed.latest.
///
/// The table of history facts, all seen from one absence ("this one") and taking it in:
/// | fact                        | unit  | definition
/// |-----------------------------|-------|------------------------------------------------------------------
/// | fugues_30_jours             | count | departures in the 30 × 24 h up to this one
/// | fugues_90_jours             | count | the same, 90 × 24 h
/// | fugues_365_jours            | count | the same, 365 × 24 h; the greater of this and fugues_connues_12_mois as told
/// | fugues_total                | count | departures up to this one; the greater of this, of fugues_connues_total and of fugues_365_jours
/// | departs_en_7_jours          | count | departures in the 7 × 24 h up to this one
/// | absences_2_a_14_jours_90    | count | of the departures in 90 days, absences whose middle lies from 48 to 336 h (open: so far; a presumed return is left out)
/// | absences_2_a_14_jours_365   | count | the same, 365 days
/// | heures_absence              | hours | this absence's least hours (open: so far), to the hundredth
/// | jours_depuis_dernier_retour | days  | from the last known return before this departure (its latest bound), to the hundredth; absent without one
/// | ecarts_decroissants         | tri   | the last three gaps from a departure to the next each shorter than the one before; inconnu with fewer than four departures
/// | durees_croissantes          | tri   | the last three ended absences each longer (by their middle); inconnu with fewer than three
/// | departs_nuit_90             | count | of the departures in 90 days, those from 22:00 to 05:59 local
/// | departs_week_end_90         | count | of the departures in 90 days, those from Friday 18:00 to Sunday 23:59 local
/// | retours_hotel_365           | count | returns from hotel or location, absences of the last 365 days
/// | retours_meme_lieu_365       | count | most returns from one type of place (not domicile, famille, foyer, commissariat, hopital, autre, inconnu) in one département
/// | retour_autre_departement    | tri   | an absence of the last 365 days ended in another département than the one left, or abroad; inconnu when no return tells its place
base::Facts history_facts(const Line& line, std::span<const Voice> voices, base::EpisodeId of, base::Instant at);

/// The names above: every one that history_facts may give.
std::span<const std::string_view> history_fact_names();

/// The absences that a history fact counts or compares, seen from one absence; only that one for its own hours.
std::vector<base::EpisodeId> evidence_of(const Line& line, std::string_view fact, base::EpisodeId of);

/// A minor's history as shown: counts back from `now`.
struct History {
  int episodes = 0, open = 0, last_30_days = 0, last_90_days = 0, last_365_days = 0, declarations = 0;
  std::optional<double> median_hours;  // ended absences with a known return, by their middle
  std::optional<double> longest_hours; // ended, or so far
  double total_hours = 0;              // ended, or so far; presumed returns left out
  std::vector<double> gaps_days;       // from each known return to the next departure, in order
  base::Facts facts;                   // those of the last counted absence
};
History history(const Line& line, std::span<const Voice> voices, base::Instant now);

}  // namespace vigie::episodes
