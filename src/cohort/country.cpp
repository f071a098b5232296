#include "cohort/country.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

namespace vigie::cohort {
namespace {

constexpr std::string_view plants[] = {
    "des Tilleuls",  "des Glycines",    "du Vieux Moulin", "des Marronniers", "de la Source",
    "des Alouettes", "du Grand Pré",    "des Lilas",       "de la Clairière", "des Peupliers",
    "du Belvédère",  "des Bruyères",    "de la Rotonde",   "des Mésanges",    "du Petit Pont",
    "des Cèdres",    "de la Charmille", "des Hirondelles", "du Colombier",    "des Noisetiers",
    "de la Vigie",   "des Écureuils",   "du Verger",       "des Embruns",     "de la Halte",
    "des Saules",    "du Phare"};

struct Kind {
  std::string_view title, sort;
};
constexpr Kind kinds[] = {{"Foyer", "foyer"},
                          {"MECS", "mecs"},
                          {"Foyer d'accueil d'urgence", "foyer_urgence"},
                          {"Foyer", "foyer"},
                          {"Service de placement familial", "famille_accueil"},
                          {"MECS", "mecs"},
                          {"Lieu de vie", "lieu_de_vie_et_accueil"}};

/// The landline range kept for fiction where the département is: by the first figures of its numbers.
std::string_view range_of(std::string_view code) {
  constexpr std::string_view paris = " 75 77 78 91 92 93 94 95 ";
  constexpr std::string_view north_west =
      " 14 18 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85 974 976 ";
  constexpr std::string_view north_east =
      " 02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90 ";
  constexpr std::string_view south_west =
      " 09 12 16 17 19 23 24 31 32 33 40 46 47 64 65 79 81 82 86 87 971 972 973 ";
  const auto marked = fmt::format(" {} ", code);
  if (paris.find(marked) != std::string_view::npos) return "01 99 00";
  if (north_west.find(marked) != std::string_view::npos) return "02 61 91";
  if (north_east.find(marked) != std::string_view::npos) return "03 53 01";
  if (south_west.find(marked) != std::string_view::npos) return "05 36 49";
  return "04 65 71";
}

/// "Commissariat d'Évreux", "du Mans", "de La Rochelle"; that of the demo where it has one.
std::string police_named(const Departement& place) {
  if (const auto known = find_police(place.code)) return std::string(*known);
  if (place.town.starts_with("Le ")) return fmt::format("Commissariat du {}", place.town.substr(3));
  const bool vowel = std::string_view("AEIOUYH").find(place.town.front()) != std::string_view::npos;
  return fmt::format("Commissariat {}{}", vowel || place.town.starts_with("É") ? "d'" : "de ", place.town);
}

/// Everything, with the texts it points into.
struct Country {
  std::deque<std::string> texts;
  std::vector<Town> towns;
  std::vector<Foyer> foyers;
  std::vector<double> town_ends, foyer_ends;  // running sums of the weights

  std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }
  void add_foyers(const Departement& place, std::size_t rank, double weight);
  Country();
};

void Country::add_foyers(const Departement& place, std::size_t rank, double weight) {
  // Invented: two establishments, and one more for each 300 000 inhabitants; in Paris one of each name.
  const auto count = place.code == "75" ? std::size(plants) : 2 + static_cast<std::size_t>(place.weight) / 30;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& kind = kinds[(rank + i) % std::size(kinds)];
    const auto plant = plants[(7 * rank + 4 * i) % std::size(plants)];
    const auto name = keep(fmt::format("{} {} ({})", kind.title, plant, place.code));
    const double share = weight / static_cast<double>(count);
    foyers.push_back({name, place.code, place.town, kind.sort, range_of(place.code), share});
    foyer_ends.push_back((foyer_ends.empty() ? 0 : foyer_ends.back()) + share);
  }
}

Country::Country() {
  double total = 0;
  for (const auto& place : departements()) total += place.weight;
  for (std::size_t rank = 0; rank < departements().size(); ++rank) {
    const auto& place = departements()[rank];
    const auto police = keep(police_named(place));
    towns.push_back(
        {place.code, place.town, police, range_of(place.code), static_cast<double>(place.weight)});
    town_ends.push_back((town_ends.empty() ? 0 : town_ends.back()) + place.weight);
    // Published: more than 5 000 absences from the foyers of Paris (Champrenault report; a year), of about 23
    // 000 from establishments in the country: 22 %. Elsewhere by inhabitants: invented.
    add_foyers(place, rank, place.code == "75" ? 0.22 / 0.78 * (total - place.weight) : place.weight);
  }
}

const Country& country() {
  static const Country all;
  return all;
}

std::size_t draw_index(Random& random, const std::vector<double>& ends) {
  const auto found = std::upper_bound(ends.begin(), ends.end(), random.unit() * ends.back());
  return std::min(static_cast<std::size_t>(found - ends.begin()), ends.size() - 1);
}

}  // namespace

std::span<const Town> country_towns() { return country().towns; }
std::span<const Foyer> country_foyers() { return country().foyers; }
const Town& draw_country_town(Random& random) {
  return country().towns[draw_index(random, country().town_ends)];
}
const Foyer& draw_country_foyer(Random& random) {
  return country().foyers[draw_index(random, country().foyer_ends)];
}

}  // namespace vigie::cohort
