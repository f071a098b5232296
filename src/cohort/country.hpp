#pragma once
#include <span>

#include "cohort/places.hpp"

namespace vigie::cohort {

/// The country: a town, its police and invented establishments for each of the 101 départements. Built once,
/// at the first call.
std::span<const Town> country_towns();
std::span<const Foyer> country_foyers();
const Town& draw_country_town(Random& random);
const Foyer& draw_country_foyer(Random& random);

/// The weight of a département: its inhabitants in tens of thousands, roughly, from memory. Vosges weighs
/// what its protocol counts, about 300 absences a year.
struct Departement {
  std::string_view code, town;
  int weight;
};
std::span<const Departement> departements();

}  // namespace vigie::cohort
