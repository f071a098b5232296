#include "pages/motives.hpp"

namespace vigie::pages {

namespace {

constexpr std::size_t chosen_by_hand = 6;  // the first of them
constexpr Motive motives[] = {{"consultation", "Consultation"},
                              {"appel_en_cours", "Appel en cours"},
                              {"suivi", "Suivi d’une absence"},
                              {"verification", "Vérification"},
                              {"enquete", "Enquête"},
                              {"retour", "Retour du mineur"},
                              {"appel", "Appel"},
                              {"declaration", "Déclaration"},
                              {"annulation_retour", "Retour annulé"},
                              {"reouverture", "Réouverture"},
                              {"retrait", "Retrait d’une déclaration"},
                              {"entretien", "Entretien de retour"},
                              {"decision", "Décision"},
                              {"desaccord", "Désaccord du déclarant"},
                              {"fpr", "FPR"},
                              {"alerte", "Alerte"},
                              {"transmission", "Transmission"},
                              {"reunion", "Réunion de dossiers"},
                              {"lectures", "Qui a lu ce dossier"}};

}  // namespace

std::span<const Motive> motives_to_choose() { return std::span(motives).first<chosen_by_hand>(); }

std::string_view show_motive(std::string_view code) {
  for (const Motive& one : motives)
    if (one.code == code) return one.label;
  return code;
}

}  // namespace vigie::pages
