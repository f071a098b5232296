#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cohort/random.hpp"

namespace vigie::cohort {

/// A town that children leave. `range` is the landline range reserved for fiction in its region.
struct Town {
  std::string_view departement, commune, police, range;
  double weight;
};

/// An invented home; `sort` is a code of lieu_de_vie.
struct Foyer {
  std::string_view name, departement, commune, sort, range;
  double weight;
};

inline constexpr std::string_view hotline = "116 000";
inline constexpr std::string_view mobile_range = "06 39 98";

std::span<const Town> towns();
std::span<const Foyer> foyers();
const Town& draw_town(Random& random);
const Foyer& draw_foyer(Random& random);
/// The service of a département where the demo has one.
std::optional<std::string_view> find_police(std::string_view departement);
/// The service that logs what happens in the département.
std::string_view police_of(std::string_view departement);
/// A number that ARCEP keeps for works of fiction: the range, then four digits.
std::string draw_phone(Random& random, std::string_view range);
/// A plate that cannot exist: French plates never carry I, O or U.
std::string draw_plate(Random& random);

}  // namespace vigie::cohort
