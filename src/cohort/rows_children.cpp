#include <fmt/format.h>

#include <algorithm>

#include "cohort/invent_name.hpp"
#include "cohort/rows_detail.hpp"

namespace vigie::cohort {
namespace {

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

const std::string english = "une police anglaise, 2015, n = 3 352 (Sidebottom et al. 2019)";

}  // namespace

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
           fmt::format("garanti : un tirage qui en ferait une est refait (ici {})", of.redrawn)},
          {"nom écrit autrement", percent(of.respelt), invented,
           "capitales une fois sur deux à la police, entendu une fois sur deux au téléphone"},
          {"jour et mois inversés", percent(of.swapped), invented, "1 % des voix, quand la date le permet"},
          {"mineur que personne ne reconnaît", percent(of.unrecognised), invented,
           "presque toujours le même nom et la même naissance"},
          {"partis ensemble, lien connu", percent(of.accompanied), invented,
           "seuls : 79,5 % (Québec) ; s’y ajoutent des amis hors cohorte"}};
}

}  // namespace vigie::cohort
