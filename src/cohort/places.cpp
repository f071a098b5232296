#include "cohort/places.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "cohort/country.hpp"

namespace vigie::cohort {
namespace {

// Weights are invented: large towns more often, every clock of the country at least once.
constexpr std::string_view bpm = "Brigade de protection des mineurs de Paris";
constexpr std::string_view bobigny = "Commissariat de Bobigny";
constexpr std::string_view lille = "Commissariat de Lille";
constexpr std::string_view marseille = "Commissariat de Marseille Nord";
constexpr std::string_view villeurbanne = "Commissariat de Villeurbanne";
constexpr std::string_view reunion = "Commissariat de Saint-Denis de La Réunion";

constexpr std::array town_table{
    Town{"75", "Paris", bpm, "01 99 00", 14},
    Town{"93", "Saint-Denis", bobigny, "01 99 00", 7},
    Town{"93", "Aulnay-sous-Bois", bobigny, "01 99 00", 6},
    Town{"59", "Lille", lille, "03 53 01", 6},
    Town{"59", "Tourcoing", lille, "03 53 01", 5},
    Town{"13", "Marseille", marseille, "04 65 71", 9},
    Town{"13", "Aix-en-Provence", marseille, "04 65 71", 3},
    Town{"69", "Lyon", villeurbanne, "04 65 71", 6},
    Town{"69", "Vénissieux", villeurbanne, "04 65 71", 4},
    Town{"31", "Toulouse", "Commissariat de Toulouse", "05 36 49", 6},
    Town{"33", "Bordeaux", "Commissariat de Bordeaux", "05 36 49", 5},
    Town{"35", "Rennes", "Commissariat de Rennes", "02 61 91", 4},
    Town{"44", "Saint-Nazaire", "Commissariat de Saint-Nazaire", "02 61 91", 3},
    Town{"67", "Strasbourg", "Commissariat de Strasbourg", "03 53 01", 4},
    Town{"2A", "Ajaccio", "Commissariat d'Ajaccio", "04 65 71", 2},
    Town{"974", "Saint-Denis", reunion, "02 61 91", 4},
    Town{"972", "Fort-de-France", "Commissariat de Fort-de-France", "05 36 49", 2},
};

constexpr std::array foyer_table{
    Foyer{"Foyer des Tilleuls", "75", "Paris", "foyer", "01 99 00", 14},
    Foyer{"Foyer de la Passerelle", "75", "Paris", "foyer_urgence", "01 99 00", 10},
    Foyer{"MECS Les Acacias bleus", "93", "Montreuil", "mecs", "01 99 00", 10},
    Foyer{"Foyer de l'Écluse", "93", "Bondy", "foyer", "01 99 00", 11},
    Foyer{"Foyer des Hautes Voiles", "59", "Roubaix", "foyer", "03 53 01", 9},
    Foyer{"MECS Le Petit Beffroi", "59", "Lille", "mecs", "03 53 01", 7},
    Foyer{"Foyer du Grand Mistral", "13", "Marseille", "foyer", "04 65 71", 10},
    Foyer{"MECS La Bastide claire", "13", "Aubagne", "mecs", "04 65 71", 6},
    Foyer{"Foyer des Deux Rives", "69", "Villeurbanne", "foyer", "04 65 71", 9},
    Foyer{"Lieu de vie La Grande Ourse", "35", "Fougères", "lieu_de_vie_et_accueil", "02 61 91", 4},
    Foyer{"Foyer A Macchja", "2A", "Ajaccio", "foyer", "04 65 71", 4},
    Foyer{"Foyer des Filaos", "974", "Saint-Denis", "foyer", "02 61 91", 6},
};

template <class List>
const auto& draw_by_weight(Random& random, const List& list) {
  std::vector<double> weights;
  for (const auto& item : list) weights.push_back(item.weight);
  return list[random.weighted(weights)];
}

}  // namespace

std::span<const Town> towns() { return town_table; }
std::span<const Foyer> foyers() { return foyer_table; }
const Town& draw_town(Random& random) { return draw_by_weight(random, town_table); }
const Foyer& draw_foyer(Random& random) { return draw_by_weight(random, foyer_table); }

std::optional<std::string_view> find_police(std::string_view departement) {
  for (const auto& town : town_table)
    if (town.departement == departement) return town.police;
  return std::nullopt;
}

std::string_view police_of(std::string_view departement) {
  if (const auto known = find_police(departement)) return *known;
  for (const auto& town : country_towns())
    if (town.departement == departement) return town.police;
  return bpm;
}

std::string draw_phone(Random& random, std::string_view range) {
  const int high = random.below(100);
  const int low = random.below(100);
  return fmt::format("{} {:02} {:02}", range, high, low);
}

std::string draw_plate(Random& random) {
  constexpr std::string_view never = "IOU";
  const char first = random.pick(never);
  const char last = random.pick(never);
  const int number = random.between(1, 999);
  return fmt::format("{}{}-{:03}-{}{}", first, 'W', number, 'Z', last);
}

}  // namespace vigie::cohort
