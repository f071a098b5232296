#include "cohort/cases.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cohort/names.hpp"
#include "cohort/voice.hpp"

namespace vigie::cohort {
namespace {

namespace json = boost::json;
using std::chrono::day;
using std::chrono::month;

/// Young enough to stay a minor all along, whatever the month and day.
base::Date born(const Plan& plan, int age, unsigned in_month, unsigned on_day) {
  const auto today = base::to_local(plan.until, base::paris).date;
  return base::Date{today.year() - std::chrono::years{age}, month{in_month}, day{on_day}};
}

void make_twins(Child& one, Child& other, const Plan& plan) {
  one.birth = other.birth = born(plan, 15, 4, 17);
  one.girl = other.girl = true;
  one.nom = other.nom = "Delorme-Haddad";
  one.prenoms = "Lina";
  other.prenoms = "Lila";
  other.town = one.town;
  other.parent_name = one.parent_name;
  other.parent_phone = one.parent_phone;
}

void make_namesakes(Child& one, Child& other, const Plan& plan) {
  one.nom = other.nom = "Traoré";
  one.prenoms = other.prenoms = "Mohamed";
  one.girl = other.girl = false;
  one.birth = born(plan, 16, 5, 23);
  other.birth = born(plan, 14, 5, 23);
}

void make_plain(Child& child) {
  child.mna = false;
  child.nom_usage.clear();
}

bool can_leave(const Child& child, base::Instant left, base::Instant back) {
  const auto on = base::to_local(left, child.zone()).date;
  if (base::age_on(child.birth, on) >= 18 || child.absences.empty()) return false;
  if (left < child.absences.front().left) return false;
  return std::all_of(child.absences.begin(), child.absences.end(), [&](const Absence& known) {
    return back + days(3) < known.left || known.back + days(3) < left;
  });
}

/// Somebody saw a child alone and knows no name: nobody known, until a person links it.
void see_unknown_child(Random& random, Told& told) {
  constexpr std::string_view stories[] = {
      "Jeune fille seule à la gare routière depuis deux heures, sans bagage, refuse de donner son nom.",
      "Adolescent endormi dans un hall d'immeuble, dit avoir quitté un foyer. Parti avant l'arrivée des "
      "secours.",
      "Une cliente signale une très jeune fille avec deux hommes à l'accueil d'un hôtel de la zone "
      "commerciale."};
  const auto story = random.pick(stories);
  const auto& town = draw_town(random);
  const auto zone = base::zone_of_departement(town.departement);
  told.answers["appelant_qualite"] = "temoin";
  told.answers["declarant_anonyme"] = "oui";
  told.answers["age_estime"] = random.between(13, 16);
  told.answers["departement"] = town.departement;
  told.answers["commune"] = town.commune;
  told.answers["depart_au_plus_tard"] = base::to_rfc3339(told.signed_at - minutes(30), zone);
  told.answers["recit"] = story;
  told.answers["orientation"] = json::array{"17"};
}

void see_young_adult(Random& random, Told& told) {
  const auto name = draw_name(random, true);
  const auto today = base::to_local(told.signed_at, base::paris).date;
  told.answers["appelant_qualite"] = "mere";
  told.answers["nom"] = name.nom;
  told.answers["prenoms"] = name.prenoms;
  told.answers["date_naissance"] =
      base::to_text(base::Date{today.year() - std::chrono::years{20}, month{3}, day{9}});
  told.answers["departement"] = "31";
  told.answers["depart_au_plus_tard"] = base::to_rfc3339(told.signed_at - hours(40));
  told.answers["recit"] =
      "Étudiante, plus de nouvelles depuis deux jours, ne s'est pas présentée à son examen.";
}

}  // namespace

void shape_hard_cases(std::vector<Child>& children, const Plan& plan) {
  if (children.size() < 40) return;
  for (std::size_t i = 20; i < 30; ++i) make_plain(children[i]);
  make_twins(children[20], children[21], plan);
  make_namesakes(children[22], children[23], plan);
  children[24].birth = born(plan, 15, 3, 7);
  children[26].birth = born(plan, 14, 11, 2);
  for (const std::size_t i : {24U, 26U}) children[i].twist = Twist::swapped_birth;
  for (const std::size_t i : {28U, 29U}) {
    children[i].twist = Twist::nickname_only;
    if (children[i].nickname.empty()) children[i].nickname = i == 28 ? "Nessa" : "Le Petit";
  }
}

void leave_together(Random& random, std::vector<Child>& children) {
  // Invented: about one pair for fourteen children placed by their foyer.
  for (std::size_t i = 0; i < children.size(); ++i) {
    auto& first = children[i];
    if (!first.foyer_tells || first.absences.size() < 2 || !random.chance(0.35)) continue;
    const auto which = static_cast<std::size_t>(random.below(static_cast<int>(first.absences.size())));
    const auto left = first.absences[which].left + minutes(random.between(0, 12));
    const auto back = left + hours(random.log_normal(3.5, 0.8));
    for (std::size_t j = 0; j < children.size(); ++j) {
      auto& second = children[j];
      if (j == i || second.foyer != first.foyer || !second.foyer_tells || second.twist != Twist::none)
        continue;
      if (first.absences[which].companion >= 0 || !can_leave(second, left, back)) continue;
      const Absence shared{left, back, true, static_cast<int>(i)};
      const auto later = [&](const Absence& known) { return known.left > left; };
      second.absences.insert(std::find_if(second.absences.begin(), second.absences.end(), later), shared);
      first.absences[which].companion = static_cast<int>(j);
    }
  }
}

void share_contacts(Random& random, std::vector<Child>& children) {
  for (const auto& foyer : foyers()) {
    const auto plate = draw_plate(random);
    const auto phone = draw_phone(random, mobile_range);
    for (auto& child : children) {
      if (child.foyer != &foyer || !child.exploited) continue;
      if (!child.plate.empty()) child.plate = plate;
      if (random.chance(0.35)) child.phones.push_back(phone);
    }
  }
}

Told draw_stray_call(Random& random, std::string key, base::Instant at, std::string_view category) {
  Told told;
  told.key = std::move(key);
  told.form = "appel";
  told.organisation = hotline;
  told.role = "ecoutant";
  told.act = "declaration";
  told.signed_at = at;
  told.answers = {{"canal", "telephone"}, {"categorie", category}};
  if (category == "fugue")
    see_unknown_child(random, told);
  else if (category == "jeune_majeur")
    see_young_adult(random, told);
  else
    told.answers["appelant_qualite"] = category == "information" ? "mere" : "autre";
  return told;
}

std::vector<Told> draw_stray_calls(Random& random, const Plan& plan) {
  std::vector<Told> calls;
  const std::size_t count =
      std::min<std::size_t>(std::size(stray_categories), static_cast<std::size_t>(plan.minors) / 20);
  for (std::size_t i = 0; i < count; ++i) {
    const auto at = plan.until - minutes(random.between(60, plan.days * 24 * 60));
    calls.push_back(draw_stray_call(random, fmt::format("x{:03}-appel", i + 1), at, stray_categories[i]));
  }
  return calls;
}

}  // namespace vigie::cohort
