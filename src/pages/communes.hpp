#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace vigie::pages {

/// A commune of the Code officiel géographique (Insee), or a municipal arrondissement of Paris, Lyon or Marseille.
struct Commune {
  std::string_view name, departement;  // the code: "94", "2A", "974"
};
/// The eight communes at most that what was typed may mean: `typed` in lower case without accents, words apart by a space, two
/// letters or more (else none). Those that begin so come before those with a later word that does; within these, those of
/// `departement` first, then the most peopled.
std::vector<Commune> find_communes(std::string_view typed, std::string_view departement);

}  // namespace vigie::pages
