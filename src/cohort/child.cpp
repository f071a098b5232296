#include "cohort/child.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cohort/names.hpp"

namespace vigie::cohort {
namespace {

int draw_whole_years(Random& random, bool exploited) {
  // Proposed from published shares (63.1 % are 15 or more, mean 15; 116 000, files of 2022): 10 to 17.
  constexpr double weights[] = {.01, .02, .05, .11, .19, .24, .22, .16};
  // Invented, after: mean 15 to 15.5, 6.2 % of 13 or less (Nord 2021, Essonne 2020).
  constexpr double exploited_weights[] = {0, 0, .01, .06, .24, .30, .25, .14};
  return 10 + static_cast<int>(random.weighted(exploited ? exploited_weights : weights));
}

/// Unaccompanied minors of the cohort: placed, boys nine times in ten, 1 January, 17 at most at the last
/// departure.
void make_unaccompanied(Random& random, Child& child) {
  using namespace std::chrono;
  child.mna = true;
  child.girl = random.chance(0.1);
  child.fondement = "opp";
  if (random.chance(0.3)) child.lieu_de_vie = "hotel";
  const auto last = base::to_local(child.absences.back().left, child.zone()).date;
  child.birth = base::Date{last.year() - years{random.between(15, 17)}, January, day{1}};
  child.nom_usage.clear();
  child.parent_name.clear();
  child.parent_phone.clear();
}

}  // namespace

bool draw_exploited(Random& random, const Setting& setting, int absences) {
  const std::size_t often = absences >= 8 ? 3 : absences >= 4 ? 2 : absences >= 2 ? 1 : 0;
  return random.chance(setting.exploited[often]);
}

void draw_home(Random& random, const Setting& setting, Child& child, int absences) {
  const double placed = absences >= 8     ? setting.placed_often
                        : child.exploited ? setting.placed_exploited
                                          : setting.placed;
  child.town = &setting.town(random);
  if (!random.chance(placed)) {
    constexpr std::string_view places[] = {
        "domicile", "domicile", "domicile",        "domicile",
        "domicile", "domicile", "famille_elargie", "tiers_digne_de_confiance",
        "internat"};
    child.lieu_de_vie = random.pick(places);
    child.fondement = random.chance(0.15) ? "aemo" : "aucun";
    return;
  }
  constexpr std::string_view grounds[] = {
      "assistance_educative", "assistance_educative", "opp", "accueil_provisoire", "tutelle", "pjj_civil"};
  child.foyer = &setting.foyer(random);
  child.lieu_de_vie = child.foyer->sort;
  child.fondement = random.pick(grounds);
  child.foyer_tells = random.chance(0.86);
}

void draw_identity(Random& random, const Setting& setting, Child& child) {
  child.girl = random.chance(child.exploited ? setting.girls_exploited : setting.girls);
  auto name = setting.name(random, child.girl);
  child.nom = std::move(name.nom);
  child.prenoms = std::move(name.prenoms);
  if (random.chance(0.05)) child.nom_usage = draw_family_name(random);
  if (random.chance(child.exploited ? 0.5 : 0.15)) child.nickname = draw_nickname(random, child.prenoms);
  const int phones = child.exploited ? random.between(1, 3) : random.chance(0.8) ? 1 : 0;
  for (int i = 0; i < phones; ++i) child.phones.push_back(draw_phone(random, mobile_range));
  constexpr std::string_view platforms[] = {"Snapchat", "Instagram", "TikTok", "WhatsApp", "Telegram"};
  const int handles = random.between(0, child.exploited ? 3 : 2);
  for (int i = 0; i < handles; ++i) {
    const auto platform = random.pick(platforms);
    child.handles.push_back({platform, draw_handle(random, child.prenoms)});
  }
  child.parent_name = fmt::format("{} {}", draw_first_name(random, true), child.nom);
  child.parent_phone = draw_phone(random, random.chance(0.8) ? mobile_range : child.town->range);
}

void draw_age(Random& random, Child& child) {
  const auto middle = child.absences[child.absences.size() / 2].left;
  child.birth =
      draw_birth(random, draw_whole_years(random, child.exploited), middle, child.absences.back().left);
  if (child.placed() && !child.exploited && random.chance(0.06)) make_unaccompanied(random, child);
}

base::Date draw_birth(Random& random, int age, base::Instant at, base::Instant last) {
  using namespace std::chrono;
  const auto on = base::to_local(at, base::paris).date;
  const auto youngest = sys_days{base::add_years(on, -age)} - std::chrono::days{random.below(365)};
  const auto minor =
      sys_days{base::add_years(base::to_local(last, base::paris).date, -18)} + std::chrono::days{20};
  return base::Date{std::max(youngest, minor)};
}

Child draw_child(Random& random, const Plan& plan, int index, bool chronic) {
  Child child;
  child.key = fmt::format("m{:04}", index + 1);
  Course course;
  course.absences = draw_count(random, chronic);
  child.exploited = draw_exploited(random, of_demo, course.absences);
  draw_home(random, of_demo, child, course.absences);
  course.placed = child.placed();
  course.exploited = child.exploited;
  course.still_away = random.chance(0.17);  // invented: about 8 % of absences
  course.zone = child.zone();
  child.absences = draw_absences(random, course, plan);
  for (std::size_t i = 0; i + 1 < child.absences.size(); ++i)
    if (random.chance(0.03)) child.absences[i].return_told = false;  // invented
  draw_identity(random, of_demo, child);
  draw_age(random, child);
  if (random.chance(0.3)) child.earlier_absences = random.between(1, 4);
  draw_signs(random, child);
  return child;
}

}  // namespace vigie::cohort
