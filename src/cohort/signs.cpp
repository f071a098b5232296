#include <algorithm>
#include <array>

#include "cohort/child.hpp"

namespace vigie::cohort {
namespace {

struct SignShare {
  std::string_view field;
  double exploited, other;  // share of children
  bool foyer_only = false;
};

// Published, among minors in or near prostitution: school disengagement 70 %, psychological suffering 86 %
// (119, 2023, 143 situations); addictions 52 %, of which alcohol 76 % and cannabis 57 % (Nord 2021); approach
// through social networks 50 % (Seine-Saint-Denis 2019); hotels 66 % and rented flats 26 % of the places
// (Champrenault report). What a declarant knows of it is less. The other shares, and the whole last column,
// are invented.
constexpr std::array shares{
    SignShare{"rupture_scolaire", .70, .12},
    SignShare{"changement_comportement", .75, .10},
    SignShare{"alcool", .40, .05},
    SignShare{"stupefiants", .30, .08},
    SignShare{"contacts_inconnus_en_ligne", .50, .04},
    SignShare{"hotel_ou_location", .45, .004},
    SignShare{"petit_ami_majeur", .35, .02},
    SignShare{"frequentations_inquietantes", .55, .07},
    SignShare{"argent_inexplique", .35, .01},
    SignShare{"objets_de_luxe", .30, .008},
    SignShare{"vetements_de_rechange", .30, .03},
    SignShare{"changement_vestimentaire", .25, .02},
    SignShare{"plusieurs_telephones", .35, .01},
    SignShare{"telephone_intensif", .45, .08},
    SignShare{"vehicule_devant_foyer", .40, .003, true},
    SignShare{"pecule_non_reclame", .25, .004, true},
    SignShare{"traces_violences", .15, .015},
    SignShare{"automutilation", .15, .03},
    SignShare{"tatouage", .08, .005},
    SignShare{"ist_ou_grossesse", .10, .004},
    SignShare{"isolement", .25, .04},
    SignShare{"deplacements_autres_villes", .30, .01},
    SignShare{"violences_anterieures", .60, .15},
};

constexpr std::array<std::string_view, 5> actual_harm{"prostitution_averee", "revelation", "annonce_escort",
                                                      "proxenete_connu", "papiers_ou_telephone_confisques"};

/// Invented: three exploited children in ten; known late, because victims rarely say so (0 of 27,
/// Champrenault report).
void draw_harm(Random& random, Child& child) {
  if (!child.exploited || !random.chance(0.3)) return;
  const auto last = child.absences.size() - 1;
  const auto certain = random.pick(actual_harm);
  for (const auto field : actual_harm) {
    const bool also = random.chance(0.3);
    const auto from = static_cast<std::size_t>(random.between(1, 3));
    if (field == certain || also) child.signs.push_back({field, std::min(from, last)});
  }
}

/// Invented shares; England reports no harm in 96 % of cases, so these stay rare.
void draw_dangers(Random& random, Child& child) {
  const auto add = [&](std::string_view field, double share) {
    if (random.chance(share)) child.dangers.push_back(field);
  };
  add("risque_suicidaire", 0.04);
  add("tentative_suicide", child.exploited ? 0.08 : 0.02);
  add("traitement_indispensable", 0.02);
  add("handicap", 0.05);
  add("manque_autonomie", 0.012);
  add("avec_tiers_dangereux", child.exploited ? 0.15 : 0.01);
  add("radicalisation", 0.004);
  child.treatment_hours = 12 * random.between(1, 4);
}

}  // namespace

void draw_signs(Random& random, Child& child) {
  for (const auto& share : shares) {
    const bool present = random.chance(child.exploited ? share.exploited : share.other);
    const auto onset = static_cast<std::size_t>(random.between(0, 5));
    if (!present || (share.foyer_only && !child.placed())) continue;
    child.signs.push_back({share.field, child.exploited && onset < 3 ? onset : 0});
  }
  draw_harm(random, child);
  draw_dangers(random, child);
  const auto has_car = [](const Sign& sign) { return sign.field == "vehicule_devant_foyer"; };
  if (std::any_of(child.signs.begin(), child.signs.end(), has_car)) child.plate = draw_plate(random);
}

}  // namespace vigie::cohort
