#include "pages/navigation.hpp"

#include "base/error.hpp"

namespace vigie::pages {

namespace {

using enum access::Role;
using access::any_of;

constexpr MenuEntry entries[] = {
    {"/appels/nouveau", "Nouvel appel", "Ouvrir une fiche d’appel. Elle s’enregistre à mesure que vous tapez.", any_of({ecoutant, suivi})},
    {"/appels", "Appels", "Reprendre une fiche d’appel qui n’est pas clôturée, la vôtre ou celle d’un collègue, ou relire celles du jour.", any_of({ecoutant, suivi})},
    {"/veille", "Veille", "Toutes les absences en cours, celles qui demandent quelqu’un d’abord, mises à jour sans rien faire.", any_of({ecoutant, suivi, police, foyer})},
    {"/absences", "Absences en cours",
     "Voir qui est absent, depuis quand, et enregistrer un retour dès que le mineur est revenu.", any_of({police, foyer})},
    {"/absences", "Absences", "Voir qui est absent, depuis quand, et suivre une absence jusqu’à l’entretien de retour.", any_of({ecoutant, suivi})},
    {"/absences", "Absences", "Lire les absences sans identité : durées, niveaux, raisons.", any_of({analyste})},
    {"/declarations", "Déclarations",
     "Déclarer une fugue, reprendre un brouillon, tenir une fiche préventive.", any_of({police, foyer})},
    {"/alertes", "Alertes", "Les alertes et les tâches qui vous sont adressées : les prendre, les confier, les résoudre.", any_of({ecoutant, suivi, police, foyer})},
    {"/releve", "Relève", "Ce qui a changé pendant le service, à lire et à accepter un par un.", any_of({ecoutant, suivi, police, foyer})},
    {"/transmissions", "Transmissions reçues", "Lire ce que d’autres services vous ont transmis.", any_of({ecoutant, suivi, police, foyer})},
    {"/admin/comptes", "Comptes", "Voir les comptes et en créer.", any_of({admin})},
    {"/admin/rattachements", "Rattachements", "Donner un compte à qui se connecte par le fournisseur d’identité.", any_of({admin})},
    {"/admin/organisations", "Organisations", "Les organisations et leurs comptes.", any_of({admin})},
    {"/admin/formulaires", "Formulaires et règles", "Les versions en vigueur et leurs empreintes.", any_of({admin})},
    {"/admin/journal", "Journal", "Chercher qui a fait quoi, et quand.", any_of({admin})},
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
