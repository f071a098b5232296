#pragma once
// What programs outside rely on: field ids, their types and codes (for records: the parts), written out by
// hand.
#include <string_view>

#include "forms/definition.hpp"

namespace vigie::forms {

struct Promised {
  std::string_view id;
  FieldType type;
  std::string_view codes = "";  // separated by spaces
};

inline constexpr Promised promised_identity[] = {
    {"nom", FieldType::text},
    {"nom_usage", FieldType::text},
    {"prenoms", FieldType::text},
    {"surnoms", FieldType::texts},
    {"date_naissance", FieldType::date},
    {"age_estime", FieldType::number},
    {"sexe", FieldType::choice, "F M autre"},
    {"nationalites", FieldType::texts},
    {"mna", FieldType::tri},
    {"telephones", FieldType::phones},
    {"reseaux_sociaux", FieldType::records, "plateforme pseudo"},
    {"photo_disponible", FieldType::tri},
};
inline constexpr Promised promised_situation[] = {
    {"lieu_de_vie", FieldType::choice,
     "domicile famille_elargie tiers_digne_de_confiance famille_accueil foyer foyer_urgence mecs "
     "lieu_de_vie_et_accueil uehd cef medico_social semi_autonomie hotel internat hopital rue "
     "autre"},
    {"etablissement", FieldType::text},
    {"fondement_placement", FieldType::choice,
     "aucun aemo accueil_provisoire opp assistance_educative tutelle pjj_civil pjj_penal"},
    {"service_gardien", FieldType::text},
    {"departement", FieldType::departement},
    {"departement_origine", FieldType::departement},
    {"commune", FieldType::text},
    {"aide_sociale_enfance", FieldType::tri},
};
inline constexpr Promised promised_circumstances[] = {
    {"depart_au_plus_tot", FieldType::instant},
    {"depart_au_plus_tard", FieldType::instant},
    {"constate_le", FieldType::instant},
    {"derniere_vue_le", FieldType::instant},
    {"mode_depart", FieldType::choice,
     "depart_etablissement non_retour_sortie non_retour_visite depart_domicile famille_accueil "
     "ecole hopital trajet audience autre"},
    {"qualification_declarant", FieldType::choice, "sortie_non_autorisee fugue disparition_inquietante"},
    {"premiere_fugue", FieldType::tri},
    {"fugues_connues_12_mois", FieldType::number},
    {"fugues_connues_total", FieldType::number},
    {"accompagne", FieldType::tri},
    {"accompagnants", FieldType::records, "nom prenoms mineur"},
    {"sans_affaires", FieldType::tri},
    {"lettre_ou_message", FieldType::tri},
    {"message_suicidaire", FieldType::tri},
    {"menaces_recues", FieldType::tri},
    {"injoignable", FieldType::tri},
    {"hors_habitudes", FieldType::tri},
    {"vehicule_vu", FieldType::tri},
    {"vehicule_plaque", FieldType::text},
    {"recit", FieldType::narrative},
};
inline constexpr Promised promised_danger[] = {
    {"risque_suicidaire", FieldType::tri},        {"tentative_suicide", FieldType::tri},
    {"traitement_indispensable", FieldType::tri}, {"traitement_delai_heures", FieldType::number},
    {"traitement_emporte", FieldType::tri},       {"handicap", FieldType::tri},
    {"manque_autonomie", FieldType::tri},         {"danger_immediat", FieldType::tri},
    {"suspicion_crime", FieldType::tri},          {"avec_tiers_dangereux", FieldType::tri},
    {"radicalisation", FieldType::tri},
};
inline constexpr Promised promised_signs[] = {
    {"prostitution_averee", FieldType::tri},
    {"revelation", FieldType::tri},
    {"annonce_escort", FieldType::tri},
    {"proxenete_connu", FieldType::tri},
    {"papiers_ou_telephone_confisques", FieldType::tri},
    {"hotel_ou_location", FieldType::tri},
    {"petit_ami_majeur", FieldType::tri},
    {"frequentations_inquietantes", FieldType::tri},
    {"argent_inexplique", FieldType::tri},
    {"objets_de_luxe", FieldType::tri},
    {"vetements_de_rechange", FieldType::tri},
    {"changement_vestimentaire", FieldType::tri},
    {"plusieurs_telephones", FieldType::tri},
    {"telephone_intensif", FieldType::tri},
    {"vehicule_devant_foyer", FieldType::tri},
    {"pecule_non_reclame", FieldType::tri},
    {"alcool", FieldType::tri},
    {"stupefiants", FieldType::tri},
    {"traces_violences", FieldType::tri},
    {"automutilation", FieldType::tri},
    {"tatouage", FieldType::tri},
    {"ist_ou_grossesse", FieldType::tri},
    {"rupture_scolaire", FieldType::tri},
    {"isolement", FieldType::tri},
    {"changement_comportement", FieldType::tri},
    {"contacts_inconnus_en_ligne", FieldType::tri},
    {"deplacements_autres_villes", FieldType::tri},
    {"violences_anterieures", FieldType::tri},
};
inline constexpr Promised promised_declarant[] = {
    {"declarant_qualite", FieldType::choice,
     "pere mere famille representant_legal assistant_familial educateur chef_service "
     "cadre_astreinte veilleur referent_ase pjj ecole hopital police association ami mineur "
     "temoin autre"},
    {"declarant_anonyme", FieldType::tri},
    {"declarant_nom", FieldType::text},
    {"declarant_telephone", FieldType::text},
    {"engagement_declarant", FieldType::tri},
    {"representants_informes", FieldType::tri},
    {"representants_informes_le", FieldType::instant},
    {"ne_pas_informer", FieldType::tri},
    {"ne_pas_informer_motif", FieldType::narrative},
    {"danger_au_retour", FieldType::tri},
    {"parquet_avise_le", FieldType::instant},
    {"accord_chef_service", FieldType::tri},
};
inline constexpr Promised promised_return[] = {
    {"retour_au_plus_tot", FieldType::instant},
    {"retour_au_plus_tard", FieldType::instant},
    {"retour_verifie", FieldType::tri},
    {"retour_issue", FieldType::choice, "rentre localise deces erreur"},
    {"retour_mode", FieldType::choice,
     "seul famille police educateur tiers hopital controle gare_transport autre inconnu"},
    {"retour_lieu_type", FieldType::choice,
     "domicile famille ami rue gare transport commerce commissariat hotel location squat foyer "
     "hopital autre inconnu"},
    {"retour_departement", FieldType::departement},
    {"retour_commune", FieldType::text},
    {"retour_pays", FieldType::text},
    {"retour_avec", FieldType::text},
    {"adresse_actuelle", FieldType::text},
    {"autorisation_juge_le", FieldType::instant},
    {"etat_blesse", FieldType::tri},
    {"etat_ivresse", FieldType::tri},
    {"etat_choc", FieldType::tri},
    {"etat_epuisement", FieldType::tri},
    {"bien_soigne_sans_base", FieldType::tri},
    {"objets_nouveaux", FieldType::tri},
    {"entretien", FieldType::choice, "propose realise refuse non"},
    {"entretien_le", FieldType::instant},
    {"audition_faite", FieldType::tri},
    {"audition_pv", FieldType::text},
    {"fpr_desinscrit", FieldType::tri},
};
inline constexpr Promised promised_interview[] = {
    {"entretien", FieldType::choice, "propose realise refuse non"},
    {"entretien_le", FieldType::instant},
    {"entretien_mode", FieldType::choice, "presence telephone visio autre"},
    {"objets_nouveaux", FieldType::tri},
    {"audition_faite", FieldType::tri},
    {"audition_pv", FieldType::text},
};
inline constexpr Promised promised_call[] = {
    {"canal", FieldType::choice, "telephone sms courriel tchat reseau_social transfert_119"},
    {"appelant_qualite", FieldType::choice,
     "pere mere famille representant_legal assistant_familial educateur chef_service "
     "cadre_astreinte veilleur referent_ase pjj ecole hopital police association ami mineur "
     "temoin autre"},
    {"categorie", FieldType::choice,
     "fugue disparition_inquietante enlevement_parental enlevement_tiers mna_disparu "
     "perdu_blesse_autre jeune_majeur information reorientation nuisance muet"},
    {"deja_declare", FieldType::tri},
    {"orientation", FieldType::choices, "17 119 crip ase association avocat autre"},
    {"information_donnee", FieldType::tri},
};

}  // namespace vigie::forms
