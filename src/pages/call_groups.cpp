#include <algorithm>
#include <array>

#include "pages/call_view.hpp"

namespace vigie::pages {

namespace {

using Names = std::vector<std::string_view>;

struct Plan {
  std::string_view id, title;
  Names shown;     // fields in sight, in this order
  Names sections;  // whose other fields are folded, but those that another group shows
};

/// The order in which callers tell, not that of the form.
const std::vector<Plan>& plans() {
  static const std::vector<Plan> all{
      {"appelant", "Appelant",
       {"deja_declare", "deja_declare_le", "appelant_qualite", "categorie", "canal", "accord_mise_en_relation_119", "declarant_nom", "declarant_telephone"},
       {"appel", "declarant"}},
      {"mineur", "Mineur",
       {"nom", "prenoms", "date_naissance", "age_estime", "lieu_de_vie", "departement", "telephones"},
       {"identite", "situation", "signalement", "representants"}},
      {"circonstances", "Circonstances",
       {"depart_au_plus_tard", "depart_au_plus_tot", "derniere_vue_le", "derniere_vue_lieu", "accompagne", "accompagnants", "message_suicidaire"},
       {"circonstances", "telephone", "effets", "antecedents", "entourage"}},
      {"danger", "Danger",
       {"danger_immediat", "suspicion_crime", "avec_tiers_dangereux", "risque_suicidaire", "risque_suicidaire_detail", "traitement_indispensable",
        "traitement_nom", "traitement_delai_heures", "traitement_emporte"},
       {"danger"}},
      {"signes", "Signes", {"prostitution_averee", "revelation", "annonce_escort", "hotel_ou_location", "argent_inexplique"}, {"signes"}},
      {"suites", "Suites", {"orientation", "conseils_donnes", "information_donnee", "transmis_suivi"}, {"mesures", "reponse"}},
  };
  return all;
}

bool shown_somewhere(const forms::Field& field) {
  return std::any_of(plans().begin(), plans().end(), [&](const Plan& plan) {
    return std::any_of(plan.shown.begin(), plan.shown.end(), [&](std::string_view id) { return field.id == id || field.id == fmt::format("{}_observe_le", id); });
  });
}

}  // namespace

std::vector<CallGroup> call_groups(const forms::Form& form) {
  std::vector<CallGroup> groups;
  for (const Plan& plan : plans()) {
    CallGroup group{plan.id, plan.title, {}, {}};
    for (const std::string_view id : plan.shown) {
      if (const forms::Field* field = form.find(id)) group.shown.push_back(field);
      if (const forms::Field* observed = form.find(fmt::format("{}_observe_le", id))) group.shown.push_back(observed);
    }
    for (const std::string_view section : plan.sections)
      for (const forms::Field* field : fields_of(form, section))
        if (field->id != "recit" && !shown_somewhere(*field)) group.folded.push_back(field);
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace vigie::pages
