#include "pages/navigation.hpp"

#include "base/error.hpp"

namespace vigie::pages {

namespace {

using enum access::Role;
using access::any_of;

constexpr MenuEntry entries[] = {
    {"/absences", "Absences en cours",
     "Voir qui est absent, depuis quand, et enregistrer un retour dès que le mineur est revenu.", any_of({police, foyer})},
    {"/recherche", "Rechercher un mineur", "Savoir s’il est déjà connu, par un nom, un surnom, un téléphone ou une référence. Touche F2, de partout.",
     any_of({ecoutant, suivi, police, foyer}), false},
    {"/aide", "Aide", "", access::signed_in()},
};

}  // namespace

std::span<const MenuEntry> menu() { return entries; }

std::string_view label_of(access::Role role) {
  switch (role) {
    case ecoutant: return "écoutant 116 000";
    case suivi: return "suivi 116 000";
    case police: return "police";
    case foyer: return "foyer";
    case analyste: return "analyste";
    case admin: return "administration";
  }
  throw base::Bug("a role without a label");
}

bool searches(access::Role role) { return any_of({ecoutant, suivi, police, foyer}).has(role); }

}  // namespace vigie::pages
