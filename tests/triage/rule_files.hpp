#pragma once
#include <fstream>
#include <sstream>

#include "tests/support/facts_json.hpp"
#include "triage/assess.hpp"

namespace vigie::tests {

using FactNames = std::map<std::string, bool, std::less<>>;

inline std::string read_source(std::string_view path) {
  std::ifstream file(std::string(VIGIE_SOURCE_DIR "/") + std::string(path));
  base::require(file.good(), path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline void add_names(FactNames& names, std::string_view words, bool identifies) {
  std::istringstream stream{std::string(words)};
  for (std::string word; stream >> word;) names.emplace(word, identifies);
}

/// What the forms and the history offer to rules, written by hand: a rule that reads anything else is
/// refused.
inline FactNames all_facts() {
  FactNames names;
  add_names(names,
            "nom nom_usage prenoms surnoms date_naissance telephones vehicule_plaque recit retour_avec",
            true);
  add_names(names, "sexe nationalites mna lieu_de_vie fondement_placement departement departement_origine",
            false);
  add_names(names,
            "aide_sociale_enfance categorie qualification_declarant mode_depart premiere_fugue accompagne",
            false);
  add_names(names,
            "sans_affaires lettre_ou_message message_suicidaire menaces_recues injoignable hors_habitudes",
            false);
  add_names(names, "vehicule_vu risque_suicidaire tentative_suicide traitement_indispensable radicalisation",
            false);
  add_names(names, "traitement_delai_heures traitement_emporte handicap manque_autonomie danger_immediat",
            false);
  add_names(names, "suspicion_crime avec_tiers_dangereux prostitution_averee revelation annonce_escort",
            false);
  add_names(names, "proxenete_connu papiers_ou_telephone_confisques hotel_ou_location petit_ami_majeur",
            false);
  add_names(names, "frequentations_inquietantes argent_inexplique objets_de_luxe vetements_de_rechange",
            false);
  add_names(names, "changement_vestimentaire plusieurs_telephones telephone_intensif vehicule_devant_foyer",
            false);
  add_names(names, "pecule_non_reclame alcool stupefiants traces_violences automutilation tatouage isolement",
            false);
  add_names(names, "ist_ou_grossesse rupture_scolaire changement_comportement contacts_inconnus_en_ligne",
            false);
  add_names(names, "deplacements_autres_villes violences_anterieures retour_lieu_type retour_mode", false);
  add_names(names, "etat_blesse etat_ivresse etat_choc etat_epuisement bien_soigne_sans_base objets_nouveaux",
            false);
  add_names(names,
            "telephone_nouveau argent_ou_cadeaux contraception_urgence changements_numero tenue_inadaptee",
            false);
  add_names(names, "age fugues_30_jours fugues_90_jours fugues_365_jours fugues_total heures_absence", false);
  add_names(names, "absences_2_a_14_jours_90 absences_2_a_14_jours_365 jours_depuis_dernier_retour", false);
  add_names(names, "ecarts_decroissants durees_croissantes departs_en_7_jours departs_nuit_90", false);
  add_names(names, "departs_week_end_90 retours_meme_lieu_365 retour_autre_departement retours_hotel_365",
            false);
  return names;
}

/// The released rule set.
inline const triage::RuleSet& released_rules() {
  static const std::string text = read_source("forms/triage.json");
  static const auto rules = triage::parse_rules({"forms/triage.json", text}, all_facts());
  base::require(rules.ok(), rules.ok() ? "" : rules.error().text);
  return rules.value();
}

/// A whole file around rules written as JSON.
inline std::string file_of(std::string_view rules) {
  return fmt::format(
      R"({{"id": "essai", "version": 1, "title": "Essai", "levels": {{"vigilance": 2, "eleve": 6}},
                         "signs_to_examine": 2, "proposes": {{"critique": "inquietante", "eleve": "a_examiner"}},
                         "rules": [{}]}})",
      rules);
}

inline std::string rule_of(std::string_view id, std::string_view when, std::string_view reads,
                           std::string_view rest = R"("kind": "signe", "effect": {"weight": 1})") {
  return fmt::format(R"({{"id": "{}", "label": "Essai", "source": "Essai", "when": {}, "reads": [{}], {}}})",
                     id, when, reads, rest);
}

inline triage::RuleSet rules_of(std::string_view rules, const FactNames& names) {
  const std::string text = file_of(rules);
  auto parsed = triage::parse_rules({"essai.json", text}, names);
  base::require(parsed.ok(), parsed.ok() ? "" : parsed.error().text);
  return std::move(parsed).value();
}

}  // namespace vigie::tests
