#include <doctest/doctest.h>

#include "tests/cohort/one_cohort.hpp"

using namespace vigie;
using namespace vigie::test;

namespace {

const std::string tri_fields =
    "mna photo_disponible aide_sociale_enfance premiere_fugue accompagne sans_affaires lettre_ou_message "
    "message_suicidaire menaces_recues injoignable hors_habitudes vehicule_vu risque_suicidaire "
    "tentative_suicide "
    "traitement_indispensable traitement_emporte handicap manque_autonomie danger_immediat suspicion_crime "
    "avec_tiers_dangereux radicalisation declarant_anonyme engagement_declarant representants_informes "
    "ne_pas_informer danger_au_retour accord_chef_service retour_verifie etat_blesse etat_ivresse etat_choc "
    "etat_epuisement bien_soigne_sans_base objets_nouveaux audition_faite fpr_desinscrit deja_declare "
    "information_donnee ";
const std::string sign_fields =
    "prostitution_averee revelation annonce_escort proxenete_connu papiers_ou_telephone_confisques "
    "hotel_ou_location petit_ami_majeur frequentations_inquietantes argent_inexplique objets_de_luxe "
    "vetements_de_rechange changement_vestimentaire plusieurs_telephones telephone_intensif "
    "vehicule_devant_foyer "
    "pecule_non_reclame alcool stupefiants traces_violences automutilation tatouage ist_ou_grossesse "
    "rupture_scolaire isolement changement_comportement contacts_inconnus_en_ligne "
    "deplacements_autres_villes "
    "violences_anterieures ";
const std::string other_fields =
    "nom nom_usage prenoms surnoms date_naissance age_estime sexe nationalites telephones reseaux_sociaux "
    "lieu_de_vie etablissement fondement_placement departement departement_origine commune mode_depart "
    "qualification_declarant fugues_connues_12_mois fugues_connues_total accompagnants vehicule_plaque recit "
    "traitement_delai_heures declarant_qualite declarant_nom declarant_telephone ne_pas_informer_motif "
    "retour_issue retour_mode retour_lieu_type retour_departement retour_commune retour_avec entretien canal "
    "appelant_qualite categorie orientation ";

const std::map<std::string, std::set<std::string>> choices = {
    {"sexe", words("F M")},
    {"lieu_de_vie",
     words("domicile famille_elargie tiers_digne_de_confiance famille_accueil foyer foyer_urgence mecs "
           "lieu_de_vie_et_accueil uehd cef medico_social semi_autonomie hotel internat hopital rue autre")},
    {"fondement_placement",
     words("aucun aemo accueil_provisoire opp assistance_educative tutelle pjj_civil pjj_penal")},
    {"mode_depart", words("depart_etablissement non_retour_sortie non_retour_visite depart_domicile "
                          "famille_accueil ecole hopital trajet audience autre")},
    {"qualification_declarant", words("sortie_non_autorisee fugue disparition_inquietante")},
    {"declarant_qualite",
     words("pere mere famille representant_legal assistant_familial educateur chef_service "
           "cadre_astreinte veilleur referent_ase pjj ecole hopital police association ami "
           "mineur temoin autre")},
    {"retour_issue", words("rentre localise deces erreur")},
    {"retour_mode",
     words("seul famille police educateur tiers hopital controle gare_transport autre inconnu")},
    {"retour_lieu_type",
     words("domicile famille ami rue gare transport commerce commissariat hotel location squat "
           "foyer hopital autre inconnu")},
    {"entretien", words("propose realise refuse non")},
    {"canal", words("telephone sms courriel tchat reseau_social transfert_119")},
    {"categorie", words("fugue disparition_inquietante enlevement_parental enlevement_tiers mna_disparu "
                        "perdu_blesse_autre jeune_majeur information reorientation nuisance muet")},
};

}  // namespace

TEST_CASE("every answer is a field of the forms, of its type, with a code of its list") {
  const auto tri = words(tri_fields + sign_fields);
  const auto instants = words(instant_fields);
  const auto allowed = words(tri_fields + sign_fields + instant_fields + other_fields);
  const auto signs = words(sign_fields);
  const std::string dated = "_observe_le";
  for (const auto& told : cohort_of_300()) {
    for (const auto& [name, value] : told.answers) {
      const std::string field(name);
      if (field.ends_with(dated)) {
        CHECK_MESSAGE(signs.contains(field.substr(0, field.size() - dated.size())), field);
        CHECK_MESSAGE(base::parse_date(answer(told, field)), field);
        continue;
      }
      CHECK_MESSAGE(allowed.contains(field), field);
      if (tri.contains(field)) CHECK_MESSAGE(words("oui non inconnu").contains(answer(told, field)), field);
      if (instants.contains(field)) CHECK_MESSAGE(instant(told, field), field);
      const auto list = choices.find(field == "appelant_qualite" ? "declarant_qualite" : field);
      if (list != choices.end()) CHECK_MESSAGE(list->second.contains(answer(told, field)), field);
    }
  }
}

TEST_CASE("every form told can be signed by the one who tells it") {
  for (const auto& told : cohort_of_300()) {
    const auto has = [&](std::string_view field) { return told.answers.contains(field); };
    CAPTURE(told.key);
    CHECK((told.act == "return") == (told.form == "retour"));
    CHECK((told.role == "ecoutant") == (told.form == "appel"));
    CHECK((told.organisation == "116 000") == (told.role == "ecoutant"));
    if (told.form == "retour") CHECK(has("retour_au_plus_tard"));
    if (told.form == "appel") CHECK(has("appelant_qualite"));
    if (told.form == "preventive") CHECK((has("declarant_qualite") && !has("depart_au_plus_tard")));
    if (told.form != "classique" && told.form != "inquietante") continue;
    CHECK(has("declarant_qualite"));
    CHECK((has("nom") || has("prenoms") || has("surnoms")));
  }
}

TEST_CASE("phones are in the ranges kept for fiction") {
  const std::set<std::string> ranges{"01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98"};
  std::vector<std::string> phones;
  for (const auto& told : cohort_of_300()) {
    if (told.answers.contains("declarant_telephone")) phones.push_back(answer(told, "declarant_telephone"));
    if (const auto* list = told.answers.if_contains("telephones"))
      for (const auto& phone : list->as_array()) phones.emplace_back(phone.as_string());
  }
  CHECK(phones.size() > 500);
  for (const auto& phone : phones) {
    CHECK_MESSAGE(ranges.contains(phone.substr(0, 8)), phone);
    CHECK_MESSAGE(phone.size() == 14, phone);
  }
}

TEST_CASE("nothing is told before it happened and no window is the wrong way round") {
  for (const auto& told : cohort_of_300()) {
    CAPTURE(told.key);
    for (const auto& field : words(instant_fields))
      if (const auto when = instant(told, field)) CHECK_MESSAGE(*when <= told.signed_at, field);
    for (const auto& [name, value] : told.answers)
      if (std::string_view(name).ends_with("_observe_le"))
        CHECK(*base::parse_date(answer(told, name)) <= base::to_local(told.signed_at, base::paris).date);
    for (const std::string side : {"depart", "retour"}) {
      const auto earliest = instant(told, side + "_au_plus_tot");
      const auto latest = instant(told, side + "_au_plus_tard");
      if (earliest && latest) CHECK(*earliest <= *latest);
    }
  }
}
