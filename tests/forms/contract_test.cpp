#include "tests/forms/contract.hpp"

#include <doctest/doctest.h>

#include "base/text.hpp"

using namespace vigie;
using namespace vigie::forms;

namespace {

const Catalogue& catalogue() {
  static const Catalogue all = Catalogue::embedded();
  return all;
}

std::set<std::string> codes_of(const Field& field) {
  std::set<std::string> codes;
  for (const Choice& choice : field.choices) codes.insert(choice.code);
  return codes;
}

void check_promised(const Form& form, std::span<const Promised> promised) {
  for (const Promised& wanted : promised) {
    const std::string where = fmt::format("{} / {}", form.id, wanted.id);
    CAPTURE(where);
    const Field* field = form.find(wanted.id);
    REQUIRE(field != nullptr);
    CHECK(to_text(field->type) == to_text(wanted.type));
    if (wanted.codes.empty()) continue;
    const std::vector<std::string> words = base::split(wanted.codes, ' ');
    if (wanted.type == FieldType::records) {
      for (const std::string& part : words)
        CHECK(std::any_of(field->parts.begin(), field->parts.end(),
                          [&](const Field& p) { return p.id == part; }));
    } else {
      CHECK(codes_of(*field) == std::set<std::string>(words.begin(), words.end()));
    }
  }
}

const std::vector<std::vector<std::string>> bpm_groups = {{"declarant_qualite"},
                                                          {"nom", "prenoms", "surnoms"}};

}  // namespace

TEST_CASE("the two BPM forms and the call ask every question of a departure") {
  for (const std::string_view id : {"classique", "inquietante", "appel"}) {
    const Form& form = catalogue().get(id);
    check_promised(form, promised_identity);
    check_promised(form, promised_situation);
    check_promised(form, promised_circumstances);
    check_promised(form, promised_danger);
    check_promised(form, promised_signs);
    check_promised(form, promised_declarant);
  }
  check_promised(catalogue().get("appel"), promised_call);
}

TEST_CASE("the return form asks about the return, the signs and the declarant") {
  check_promised(catalogue().get("retour"), promised_return);
  check_promised(catalogue().get("retour"), promised_signs);
  check_promised(catalogue().get("retour"), promised_declarant);
}

TEST_CASE("the return interview asks about itself, the signs and the declarant, and nothing of who the child is") {
  const Form& form = catalogue().get("entretien");
  check_promised(form, promised_interview);
  check_promised(form, promised_signs);
  check_promised(form, promised_declarant);
  for (const Promised& absent : promised_identity) CHECK(form.find(absent.id) == nullptr);
  CHECK(form.to_sign == std::vector<std::vector<std::string>>{{"entretien", "declarant_qualite"}});
}

TEST_CASE("the preventive form asks what can be known before any absence") {
  const Form& form = catalogue().get("preventive");
  check_promised(form, promised_identity);
  check_promised(form, promised_situation);
  check_promised(form, promised_danger);
  check_promised(form, promised_signs);
  check_promised(form, promised_declarant);
  for (const Promised& absent : promised_circumstances) CHECK(form.find(absent.id) == nullptr);
}

TEST_CASE("every sign may have the date it was observed, in every form") {
  for (const Form* form : catalogue().list())
    for (const Promised& sign : promised_signs) {
      const Field* date = form->find(std::string(sign.id) + "_observe_le");
      REQUIRE(date != nullptr);
      CHECK(date->type == FieldType::date);
      CHECK_FALSE(date->identifying);
    }
}

TEST_CASE("only what the contract names is required to sign") {
  CHECK(catalogue().get("classique").to_sign == bpm_groups);
  CHECK(catalogue().get("inquietante").to_sign == bpm_groups);
  CHECK(catalogue().get("appel").to_sign ==
        std::vector<std::vector<std::string>>{{"appelant_qualite", "declarant_qualite"}});
  CHECK(catalogue().get("retour").to_sign == std::vector<std::vector<std::string>>{{"retour_au_plus_tard"}});
  CHECK(catalogue().get("preventive").to_sign ==
        std::vector<std::vector<std::string>>{{"declarant_qualite"}});
}

TEST_CASE("ranges of the numbers that outside programs send are those of the contract") {
  const Form& form = catalogue().get("classique");
  const auto range = [&](std::string_view id) {
    return std::pair{*form.find(id)->least, *form.find(id)->most};
  };
  CHECK(range("age_estime") == std::pair{0.0, 20.0});
  CHECK(range("fugues_connues_12_mois") == std::pair{0.0, 500.0});
  CHECK(range("fugues_connues_total") == std::pair{0.0, 500.0});
  CHECK(range("traitement_delai_heures") == std::pair{0.0, 720.0});
}

TEST_CASE("what names, describes or locates a child or a caller is marked identifying") {
  for (const std::string_view id : {"nom",
                                    "nom_usage",
                                    "prenoms",
                                    "surnoms",
                                    "date_naissance",
                                    "age_estime",
                                    "sexe",
                                    "nationalites",
                                    "telephones",
                                    "reseaux_sociaux",
                                    "etablissement",
                                    "service_gardien",
                                    "commune",
                                    "vehicule_plaque",
                                    "accompagnants",
                                    "recit",
                                    "declarant_nom",
                                    "declarant_telephone",
                                    "ne_pas_informer_motif",
                                    "retour_commune",
                                    "retour_pays",
                                    "retour_avec",
                                    "adresse_actuelle",
                                    "audition_pv",
                                    "entretien_verbatim",
                                    "entretien_refus_motif",
                                    "ou_etait",
                                    "avec_qui",
                                    "faits_subis_recit"}) {
    CAPTURE(id);
    CHECK(catalogue().find_field(id)->identifying);
  }
  for (const std::string_view id : {"departement", "departement_origine", "retour_departement",
                                    "ist_ou_grossesse", "lieu_de_vie", "fugues_connues_12_mois"}) {
    CAPTURE(id);
    CHECK_FALSE(catalogue().find_field(id)->identifying);
  }
}

TEST_CASE("each field of each form is of the kind of data that the policy opens or closes") {
  using access::Data;
  const std::pair<Data, std::vector<std::string_view>> kinds[] = {
      {Data::identity, {"nom", "prenoms", "date_naissance", "sexe", "taille_cm", "photo_disponible", "nationalites", "telephones",
                        "reseaux_sociaux"}},
      {Data::circumstances,
       {"recit", "depart_au_plus_tard", "telephone_etat", "lieu_de_vie", "danger_immediat", "manque_autonomie", "message_suicidaire",
        "declarant_qualite", "appelant_qualite", "retour_lieu_type", "retour_commune", "autorisation_juge_le", "entretien_verbatim"}},
      {Data::vital, {"risque_suicidaire", "tentative_suicide", "traitement_indispensable", "traitement_delai_heures", "traitement_nom"}},
      {Data::health, {"handicap", "handicap_nature", "mdph", "ist_ou_grossesse", "ist_ou_grossesse_observe_le", "sante_detail",
                      "traces_constatees", "contraception_urgence", "consommations", "soins_psychiques"}},
      {Data::signs, {"revelation", "hotel_ou_location", "hotel_ou_location_observe_le", "signes_recit", "etat_choc", "objets_nouveaux",
                     "faits_subis_recit", "exploitation_connue", "annonces_connues"}},
      {Data::address, {"adresse_actuelle", "retour_lieu"}},
  };
  for (const Form* form : catalogue().list())
    for (const auto& [data, ids] : kinds)
      for (const std::string_view id : ids) {
        CAPTURE(form->id);
        CAPTURE(id);
        const Field* field = form->find(id);
        if (field) CHECK(field->data == data);
      }
}

TEST_CASE("a field is of one kind of data in every form, save who speaks, who on a call is the caller") {
  std::map<std::string_view, access::Data> known;
  for (const Form* form : catalogue().list())
    for (const Field& field : form->fields) {
      CAPTURE(form->id);
      CAPTURE(field.id);
      const bool caller = field.id == "declarant_nom" || field.id == "declarant_telephone" || field.id == "declarant_organisme";
      CHECK((field.data == access::Data::caller) == (caller && form->id == "appel"));
      if (!caller) CHECK(known.try_emplace(field.id, field.data).first->second == field.data);
    }
}

TEST_CASE("who signs a form may write every kind of data that it asks") {
  for (const Form* form : catalogue().list())
    for (const auto role : {access::Role::ecoutant, access::Role::suivi, access::Role::police, access::Role::foyer}) {
      if (!access::may_sign(role, form->id)) continue;
      for (const Field& field : form->fields) {
        CAPTURE(form->id);
        CAPTURE(field.id);
        CHECK(access::writes(access::standing_policy(), role, field.data));
      }
    }
}
