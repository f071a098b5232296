#include <fmt/format.h>

#include <algorithm>

#include "cohort/rows_detail.hpp"

namespace vigie::cohort {
namespace {

template <class Counts>
std::string share_of(const Counts& counts, std::initializer_list<std::string_view> keys) {
  double part = 0, total = 0;
  for (const auto& [key, count] : counts) {
    total += static_cast<double>(count);
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) part += static_cast<double>(count);
  }
  return percent(total == 0 ? 0 : part / total);
}

}  // namespace

std::vector<Row> volumes(const Survey& of) {
  const double years = base::hours_of(of.plan.to - of.plan.from) / 24 / 365.25;
  const auto yearly = [&](long count) { return whole(static_cast<double>(count) / years); };
  const auto absences = of.girls.whole;
  return {{"absences par an", yearly(absences), "36 439",
           "ministère de l’Intérieur, 2024, par le 116 000 (2018 : 51 925)"},
          {"  des établissements de Paris", yearly(of.paris_foyers), "plus de 5 000",
           "rapport Champrenault, 2021 (par an : lecture naturelle)"},
          {"  d’Ille-et-Vilaine", yearly(of.ille_et_vilaine), "plus de 500",
           "gendarmerie seule, recherches de 2022"},
          {"  des Vosges", yearly(of.vosges), "environ 300", "protocole départemental, zone de police seule"},
          {"  poids des autres départements", "101 dép.", invented, "ordre de grandeur de leur population"},
          {"organisations qui déclarent", whole(static_cast<double>(of.organisations.size())), invented,
           "établissements fictifs, un service de police par département, le 116 000"},
          {"formulaires « inquiétante »", percent(of.worrying), "3,6 %",
           "disparitions classées ainsi, 2024 ; 19 à 25 % des dossiers belges ; ici, ce que choisit le "
           "déclarant"},
          {"appels au 116 000 pour 100 absences",
           decimal(100 * static_cast<double>(of.calls_from_home.whole) / static_cast<double>(absences)),
           "3,5", "1 351 dossiers pour 38 477 disparitions, 2024"},
          {"  partis du domicile", percent(of.calls_from_home), "71 %", "dossiers du 116 000, 2022"},
          {"appels sans mineur de la cohorte", whole(static_cast<double>(of.strays)), invented,
           "3 pour 100 absences (41 564 appels en 2024)"},
          {"lignes par absence",
           decimal(static_cast<double>(of.told + of.strays) / static_cast<double>(absences), 2), invented,
           "établissement, police et famille racontent la même"}};
}

std::vector<Row> durations(const Survey& of) {
  return {
      {"durée médiane", decimal(of.hours.median(), 0) + " h", "48 h",
       "Valais 2014-16, n = 1 074 ; Grampian, 12-14 ans : 7 h 30"},
      {"durée moyenne", decimal(of.hours.mean() / 24) + " j", "7,4 j", "Valais"},
      {"24 heures ou moins", percent(of.hours.share_under(24)), "30 à 82 %",
       "FPR 2007 (inscription à radiation) ; Québec 2022-23, centres"},
      {"48 heures ou moins", percent(of.hours.share_under(48)), "37 à 87 %", "FPR 2007 ; Angleterre 2016-17"},
      {"moins d’une semaine", percent(of.hours.share_under(168)), "75 à 78 %",
       "Child Focus 2013-14 ; Missing Children Europe 2024"},
      {"plus d’un mois", percent(1 - of.hours.share_under(720)), "6 à 8 %", "Valais ; Child Focus"},
      {"exploités : absences de 2 à 14 jours", percent(of.phases), invented, "70 % tirées comme une phase"},
      {"  durée moyenne de ces absences", decimal(of.phase_hours.mean() / 24) + " j", "4 j (2 à 14)",
       "rapport Champrenault"},
      {"établissement, départ de 22 h à 1 h", percent(of.foyer_night), "« plus souvent »",
       "Hertfordshire 2019-22, sans chiffre ; 12,5 % si c’était égal"},
      {"départ du vendredi au dimanche", percent(of.week_end), "« plus souvent »",
       "la même ; 42,9 % si c’était égal"},
      {"du départ à la première déclaration",
       fmt::format("{:.0f} à {:.0f} h", of.first_told.median(), of.first_told.median() + 1), invented,
       "médiane ; moyenne ici : " + decimal(of.first_told.mean()) + " h"},
      {"les autres heures du jour", "inégales", invented, "aucune répartition française publiée"},
      {"les saisons, les vacances", "égales", invented,
       "Québec : plus de départs avant les vacances, sans chiffre"}};
}

std::vector<Row> returns(const Survey& of) {
  return {{"retrouvé chez un ami", share_of(of.places, {"ami"}), "24 %", "Grampian, 12-14 ans"},
          {"  dans la rue", share_of(of.places, {"rue"}), "19 %", "Grampian"},
          {"  chez un proche", share_of(of.places, {"famille"}), "12 %", "Grampian"},
          {"  dans un commerce", share_of(of.places, {"commerce"}), "11 %", "Grampian"},
          {"  à l’hôtel ou en location", share_of(of.places, {"hotel", "location"}), "—",
           "66 % et 26 % des lieux de prostitution (rapport Champrenault)"},
          {"rentré seul", share_of(of.modes, {"seul"}), "25 %",
           "Grampian ; deuxième issue (Missing Children Europe 2024)"},
          {"retrouvé par la police", share_of(of.modes, {"police"}), "le plus souvent",
           "Missing Children Europe 2024"},
          {"retour vérifié", percent(of.verified), invented, ""},
          {"retour dit plus de 24 h après", percent(of.late), invented,
           "« souvent déjà rentrés » : police, Le Parisien 2020"},
          {"retour que personne ne dit", percent(of.never_told), invented,
           "3 %, ou 1 % de la dernière absence d’un mineur"}};
}

}  // namespace vigie::cohort
