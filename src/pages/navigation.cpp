#include "pages/navigation.hpp"

#include "base/error.hpp"

namespace vigie::pages {

namespace {

using enum access::Role;
using access::any_of;

constexpr MenuEntry entries[] = {
    {"/appels/nouveau", "Nouvel appel", "Ouvrir une fiche d’appel. Elle s’enregistre à mesure que vous tapez.", any_of({ecoutant, suivi})},
    {"/appels", "Appels en attente", "Reprendre une fiche d’appel qui n’est pas clôturée, la vôtre ou celle d’un collègue.", any_of({ecoutant, suivi})},
    {"/absences", "Absences en cours",
     "Voir qui est absent, depuis quand, et enregistrer un retour dès que le mineur est revenu.", any_of({police, foyer})},
    {"/declarations", "Déclarations",
     "Déclarer une fugue, reprendre un brouillon, tenir une fiche préventive.", any_of({police, foyer})},
    {"/absences", "Absences", "Voir qui est absent, depuis quand, et suivre une absence jusqu’à l’entretien de retour.", any_of({ecoutant, suivi})},
    {"/absences", "Absences", "Lire les absences sans identité : durées, niveaux, raisons.", any_of({analyste})},
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
