#include "episodes/history.hpp"

#include "episodes/history_detail.hpp"

namespace vigie::episodes {

namespace {

/// Places that say nothing of where a child was drawn to.
bool ordinary(std::string_view type) {
  for (const std::string_view place : {"domicile", "famille", "foyer", "commissariat", "hopital", "autre", "inconnu"})
    if (type == place) return true;
  return false;
}

/// What the voices of one absence say of where the child was found; the latest told stands.
struct Place {
  std::string type, departement, country;
};

Place place_of(const Episode& episode, std::span<const Voice> voices) {
  Place place;
  for (const Voice& voice : voices) {
    if (voice.silenced || voice.episode != episode.id || !voice.about_return()) continue;
    place.type = base::code_of(voice.facts, "retour_lieu_type").value_or(place.type);
    place.departement = base::code_of(voice.facts, "retour_departement").value_or(place.departement);
    place.country = base::code_of(voice.facts, "retour_pays").value_or(place.country);
  }
  return place;
}

}  // namespace

void add_places(base::Facts& facts, const std::vector<const Episode*>& counted, std::span<const Voice> voices,
                base::Instant since) {
  double hotels = 0, most = 0;
  base::Tri elsewhere = base::Tri::unknown;
  std::map<std::pair<std::string, std::string>, double> times;
  for (const Episode* episode : counted) {
    if (episode->departed.latest <= since || !episode->returned) continue;
    const Place place = place_of(*episode, voices);
    hotels += place.type == "hotel" || place.type == "location";
    if (!place.type.empty() && !ordinary(place.type)) most = std::max(most, ++times[{place.type, place.departement}]);
    const bool abroad = place.departement == "99" || (!place.country.empty() && place.country != "FR");
    if (place.departement.empty() && !abroad) continue;
    if (abroad || (!episode->departement.empty() && place.departement != episode->departement)) elsewhere = base::Tri::yes;
    else if (elsewhere == base::Tri::unknown) elsewhere = base::Tri::no;
  }
  facts[fact::retours_hotel_365] = hotels;
  facts[fact::retours_meme_lieu_365] = most;
  facts[fact::retour_autre_departement] = elsewhere;
}

}  // namespace vigie::episodes
