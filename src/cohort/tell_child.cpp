#include <algorithm>
#include <array>

#include "cohort/invent_name.hpp"
#include "cohort/names.hpp"
#include "cohort/tell.hpp"

namespace vigie::cohort {
namespace {

namespace json = boost::json;

std::string spelled(std::string_view text, Spelling spelling) {
  if (spelling == Spelling::capitals) return in_capitals(text);
  if (spelling == Spelling::heard) return as_heard(text);
  if (spelling == Spelling::misheard) return as_misheard(text);
  return std::string(text);
}

void tell_name(Random& random, const Child& child, const Voice& voice, json::object& answers) {
  if (voice.spelling == Spelling::nickname) {
    answers["surnoms"] = json::array{json::string(child.nickname)};
    return;
  }
  // A caller may know only the name in use.
  const bool usual_only = !child.nom_usage.empty() && voice.form == "appel" && random.chance(0.5);
  if (!usual_only) answers["nom"] = spelled(child.nom, voice.spelling);
  if (!child.nom_usage.empty() && (usual_only || random.chance(0.5)))
    answers["nom_usage"] = spelled(child.nom_usage, voice.spelling);
  const bool all = random.chance(voice.form == "appel" ? 0.3 : 0.8);
  answers["prenoms"] = spelled(all ? child.prenoms : first_of(child.prenoms), voice.spelling);
  if (!child.nickname.empty() && random.chance(voice.knowledge))
    answers["surnoms"] = json::array{json::string(child.nickname)};
}

void tell_contacts(Random& random, const Child& child, const Voice& voice, json::object& answers) {
  json::array phones, handles;
  for (const auto& phone : child.phones)
    if (random.chance(voice.knowledge)) phones.emplace_back(json::string(phone));
  for (const auto& handle : child.handles) {
    if (!random.chance(voice.knowledge)) continue;
    handles.emplace_back(json::object{{"plateforme", handle.platform}, {"pseudo", handle.name}});
  }
  if (!phones.empty()) answers["telephones"] = std::move(phones);
  if (!handles.empty()) answers["reseaux_sociaux"] = std::move(handles);
}

}  // namespace

std::string called_by(const Child& child, const Voice& voice) {
  if (voice.spelling == Spelling::nickname) return child.girl ? "la jeune" : "le jeune";
  return first_of(child.prenoms);
}

void tell_identity(Random& random, const Child& child, const Voice& voice, json::object& answers) {
  tell_name(random, child, voice, answers);
  const auto today = base::to_local(voice.at, child.zone()).date;
  if (is_stranger(voice))
    answers["age_estime"] = std::clamp(base::age_on(child.birth, today) + random.between(-1, 1), 0, 20);
  else
    answers["date_naissance"] = base::to_text(voice.swaps_birth ? day_and_month_swapped(child.birth) : child.birth);
  answers["sexe"] = child.girl ? "F" : "M";
  if (child.mna && !is_stranger(voice)) {
    constexpr std::string_view countries[] = {"guinéenne", "ivoirienne", "malienne", "tunisienne", "afghane"};
    answers["mna"] = "oui";
    answers["nationalites"] = json::array{json::string(countries[child.nom.size() % std::size(countries)])};
  } else if (random.chance(0.2)) {
    answers["mna"] = child.mna ? "oui" : "non";
  }
  tell_contacts(random, child, voice, answers);
  if (random.chance(voice.knowledge)) answers["photo_disponible"] = random.chance(0.8) ? "oui" : "non";
}

void tell_situation(Random& random, const Child& child, const Voice& voice, json::object& answers) {
  answers["departement"] = child.departement();
  if (is_stranger(voice)) return;
  answers["lieu_de_vie"] = child.lieu_de_vie;
  answers["commune"] = child.commune();
  if (child.placed()) {
    answers["etablissement"] = child.foyer->name;
    if (random.chance(voice.knowledge)) answers["fondement_placement"] = child.fondement;
    if (random.chance(voice.knowledge)) answers["aide_sociale_enfance"] = "oui";
    if (child.town->departement != child.foyer->departement && random.chance(voice.knowledge))
      answers["departement_origine"] = child.town->departement;
  } else {
    answers["fondement_placement"] = child.fondement;
    if (random.chance(voice.knowledge))
      answers["aide_sociale_enfance"] = child.fondement == "aemo" ? "oui" : "non";
  }
}

void tell_dangers(Random& random, const Child& child, const Voice& voice, json::object& answers) {
  constexpr std::array<std::string_view, 9> fields{
      "risque_suicidaire", "tentative_suicide",    "traitement_indispensable",
      "handicap",          "manque_autonomie",     "danger_immediat",
      "suspicion_crime",   "avec_tiers_dangereux", "radicalisation"};
  const double asked = voice.form == "inquietante" ? 0.85 : voice.form == "appel" ? 0.45 : 0.35;
  for (const auto field : fields) {
    const bool holds = std::find(child.dangers.begin(), child.dangers.end(), field) != child.dangers.end();
    const bool known = random.chance(holds ? 0.6 + 0.4 * voice.knowledge : asked);
    const bool sure = random.chance(0.8);
    if (!known) continue;
    answers[field] = holds ? "oui" : sure ? "non" : "inconnu";
    if (field != "traitement_indispensable" || !holds) continue;
    answers["traitement_delai_heures"] = child.treatment_hours;
    if (voice.form != "preventive") answers["traitement_emporte"] = sure ? "non" : "inconnu";
  }
}

void tell_declarant(Random& random, const Child& child, const Voice& voice, json::object& answers) {
  const bool call = voice.form == "appel";
  answers[call ? "appelant_qualite" : "declarant_qualite"] = voice.quality;
  const bool anonymous = is_stranger(voice) && random.chance(0.6);
  const bool at_foyer = voice.role == "foyer" || (child.placed() && voice.role == "police");
  const bool parent =
      voice.quality == "mere" || voice.quality == "pere" || voice.quality == "representant_legal";
  if (anonymous) {
    answers["declarant_anonyme"] = "oui";
  } else if (parent && !child.parent_name.empty()) {
    answers["declarant_nom"] = child.parent_name;
    answers["declarant_telephone"] = child.parent_phone;
  } else {
    const std::string first(draw_first_name(random, random.chance(0.6)));
    answers["declarant_nom"] = first + " " + std::string(draw_family_name(random));
    answers["declarant_telephone"] = draw_phone(random, at_foyer ? child.foyer->range : mobile_range);
  }
  if (voice.form == "preventive") return;
  if (!anonymous && random.chance(0.8)) answers["engagement_declarant"] = "oui";
  if (!parent && random.chance(voice.knowledge))
    answers["representants_informes"] = random.chance(0.8) ? "oui" : "non";
  if (voice.role == "foyer" && random.chance(0.7)) answers["accord_chef_service"] = "oui";
  if (!child.exploited && child.placed() && random.chance(0.03)) {
    answers["ne_pas_informer"] = "oui";
    answers["ne_pas_informer_motif"] = "Violences au domicile en cours d'évaluation.";
  }
}

json::object tell_preventive(Random& random, const Child& child, const Voice& voice) {
  json::object answers;
  tell_identity(random, child, voice, answers);
  tell_situation(random, child, voice, answers);
  tell_dangers(random, child, voice, answers);
  tell_signs(random, child, 0, voice.at, 0.5, answers);
  tell_declarant(random, child, voice, answers);
  return answers;
}

}  // namespace vigie::cohort
