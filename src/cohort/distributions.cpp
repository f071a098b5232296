#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "cohort/invent_name.hpp"
#include "cohort/survey.hpp"

namespace vigie::cohort {
namespace {

struct Row {
  std::string parameter, here, published, source;
};

std::string decimal(double value, int figures = 1) {
  auto text = fmt::format("{:.{}f}", value, figures);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}
std::string percent(double share) { return decimal(100 * share) + " %"; }
std::string percent(const Share& share) { return percent(share.value()); }

/// "36 439", with unbreakable spaces.
std::string whole(double value) {
  auto text = fmt::format("{:.0f}", value);
  for (auto at = static_cast<int>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), " ");
  return text;
}

template <class Counts>
std::string share_of(const Counts& counts, std::initializer_list<std::string_view> keys) {
  double part = 0, total = 0;
  for (const auto& [key, count] : counts) {
    total += static_cast<double>(count);
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) part += static_cast<double>(count);
  }
  return percent(total == 0 ? 0 : part / total);
}

/// The part of absences that come from the `share` of children who leave most.
double part_of_top(const Histogram& by_child, double share) {
  double children = share * static_cast<double>(by_child.total());
  double part = 0, total = 0;
  for (std::size_t i = by_child.counts().size(); i-- > 0;) {
    const auto count = static_cast<double>(by_child.counts()[i]);
    total += count * static_cast<double>(i);
    part += std::min(count, children) * static_cast<double>(i);
    children -= std::min(count, children);
  }
  return total == 0 ? 0 : part / total;
}

/// The part of absences of children who have two or more.
double part_of_repeats(const Histogram& by_child) {
  const double once = static_cast<double>(by_child.counts()[1]);
  return 1 - once / (by_child.mean() * static_cast<double>(by_child.total()));
}

std::size_t largest(const Histogram& histogram) {
  for (std::size_t i = histogram.counts().size(); i-- > 0;)
    if (histogram.counts()[i] > 0) return i;
  return 0;
}

const std::string invented = "inventé";
const std::string english = "une police anglaise, 2015, n = 3 352 (Sidebottom et al. 2019)";

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
          {"  poids des autres départements", fmt::format("{} dép.", 101), invented,
           "ordre de grandeur de leur population"},
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

std::vector<Row> children(const Survey& of) {
  return {{"filles", percent(of.girls), "50 %", "FPR 2013 (2007 : 52,5 % ; 2022 : garçons majoritaires)"},
          {"moins de 15 ans", percent(of.ages.share_under(15)), "38,2 %", "116 000, 2024 (2022 : 36,9 %)"},
          {"12 ans ou moins", percent(of.ages.share_under(13)), "8 %", "Belgique, dossiers de Child Focus"},
          {"âge moyen", decimal(of.ages.mean()), "15 ans", "116 000 ; ici en années révolues"},
          {"placés", percent(of.placed), "64 %", "FPR 2013 ; 62 % en 2007"},
          {"mineurs non accompagnés", percent(of.unaccompanied), invented,
           "7 % des dossiers européens (Missing Children Europe 2016)"}};
}

std::vector<Row> repetition(const Survey& of) {
  const double once = static_cast<double>(of.by_year.counts()[1]) / static_cast<double>(of.by_year.total());
  const double ever = static_cast<double>(of.in_all.counts()[1]) / static_cast<double>(of.in_all.total());
  return {{"absences par mineur et par an", decimal(of.by_year.mean(), 2), "2,27",
           english + " ; Royaume-Uni 2023-24 : 2,9"},
          {"  un seul départ dans l’année", percent(once), "52 à 61 %", "dérivé de la même"},
          {"  absences de mineurs qui repartent", percent(part_of_repeats(of.by_year)), "75 %",
           english + " ; réplique : 65 %"},
          {"  absences des 4 % qui partent le plus", percent(part_of_top(of.by_year, 0.04)), "28 %", english},
          {"  absences des 6 % qui partent le plus", percent(part_of_top(of.by_year, 0.06)), "33 %",
           "réplique, n = 2 251"},
          {"  le plus en un an", fmt::format("{}", largest(of.by_year)), "—", "non publié"},
          {"absences par mineur, toute la période", decimal(of.in_all.mean(), 2), "2,9",
           fmt::format("Valais, trois ans, 2014-16 ; ici {} an(s)", of.calendar.years)},
          {"  un seul départ, toute la période", percent(ever), "près de 50 %", "Valais, trois ans"},
          {"premier nouveau départ avant 28 jours", percent(of.first_gap_under_28), "plus de 50 %", english}};
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
      {"les autres heures, les saisons", "égales", invented, "aucune répartition française publiée"}};
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

std::vector<Row> exploitation(const Survey& of) {
  const auto sign = [&](std::string_view field) {
    const auto found = of.signs.find(field);
    return percent(found == of.signs.end() ? 0 : found->second.value());
  };
  return {
      {"mineurs exploités", percent(of.exploited_minors), "4,7 %",
       "dossiers de l’ASE, Essonne 2020, n = 1 315"},
      {"absences de mineurs exploités", percent(of.exploited), "9 à 14 %",
       "Angleterre et Galles 2019-20 ; NCMEC 2024 (1 sur 7)"},
      {"  croît avec le nombre d’absences", "oui", invented, "fugues : 84 % des situations (119, 2023)"},
      {"filles parmi eux", percent(of.exploited_girls), "73 à 94 %", "Essonne 2020 ; 119, 2023"},
      {"âge moyen à l’absence", decimal(of.exploited_ages.mean()), "15 à 15,5", "119, 2023 ; Essonne 2020"},
      {"filles des appels, exploitées", percent(of.girls_calling_exploited), "32 %",
       "116 000, 2024 : risque ou contact, dossiers"},
      {"signe : rupture scolaire", sign("rupture_scolaire"), "70 %", "119, 2023, 143 situations"},
      {"signe : alcool ou stupéfiants", sign("substances"), "51 à 52 %", "119, 2023 ; Nord 2021"},
      {"signe : approché en ligne", sign("contacts_inconnus_en_ligne"), "50 %", "Seine-Saint-Denis 2019"},
      {"signe : hôtel ou location", sign("hotel_ou_location"), "—", "66 % et 26 % des lieux"},
      {"les autres signes, les dangers", "", invented, ""}};
}

std::vector<Row> names(const Survey& of) {
  const auto space = count_invented_families();
  return {{"noms de famille composés", whole(static_cast<double>(space)), invented,
           "neuf mineurs sur dix ; les autres portent un des noms de la démonstration"},
          {"paires de même nom, prénom et naissance", "0", "—",
           "garanti : un tirage qui en ferait une est refait"},
          {"nom écrit autrement", percent(of.respelt), invented,
           "capitales une fois sur deux à la police, entendu une fois sur deux au téléphone"},
          {"jour et mois inversés", percent(of.swapped), invented, "1 % des voix, quand la date le permet"},
          {"mineur que personne ne reconnaît", percent(of.unrecognised), invented,
           "presque toujours le même nom et la même naissance"},
          {"partis ensemble, lien connu", percent(of.accompanied), invented,
           "seuls : 79,5 % (Québec) ; s’y ajoutent des amis hors cohorte"}};
}

void add_part(std::string& table, std::string_view title, const std::vector<Row>& rows) {
  const auto cell = [](std::string text, std::size_t width) {
    const auto length = base::length_of(text);
    return text + std::string(width > length ? width - length : 0, ' ');
  };
  table += fmt::format("\n{}\n", title);
  for (const auto& row : rows) {
    auto line = fmt::format("  {}{}{}{}", cell(row.parameter, 42), cell(row.here, 13),
                            cell(row.published, 18), row.source);
    line.erase(line.find_last_not_of(' ') + 1);
    table += line + "\n";
  }
}

}  // namespace

std::string to_table(const Survey& of) {
  const auto day = [](base::Instant at) { return base::to_french(base::to_local(at, base::paris).date); };
  std::string table = fmt::format(
      "Cohorte fictive : {} absences de {} mineurs, du {} au {} exclu, graine {}.\n"
      "« Publié » est un repère, pas une cible : les sources décrivent des populations et des mesures "
      "différentes.\n",
      whole(static_cast<double>(of.girls.whole)), whole(static_cast<double>(of.minors)), day(of.plan.from),
      day(of.plan.to), of.plan.seed);
  add_part(table, "PARAMÈTRE                                   COHORTE      PUBLIÉ            SOURCE", {});
  add_part(table, "Volumes", volumes(of));
  add_part(table, "Mineurs (à chaque absence)", children(of));
  add_part(table, "Répétition", repetition(of));
  add_part(table, "Durées et heures", durations(of));
  add_part(table, "Retours", returns(of));
  add_part(table, "Exploitation", exploitation(of));
  add_part(table, "Noms et écritures", names(of));
  return table;
}

}  // namespace vigie::cohort
