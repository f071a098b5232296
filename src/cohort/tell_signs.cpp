#include <algorithm>
#include <array>
#include <string>

#include "cohort/tell.hpp"

namespace vigie::cohort {
namespace {

constexpr std::array<std::string_view, 28> fields{"prostitution_averee",
                                                  "revelation",
                                                  "annonce_escort",
                                                  "proxenete_connu",
                                                  "papiers_ou_telephone_confisques",
                                                  "hotel_ou_location",
                                                  "petit_ami_majeur",
                                                  "frequentations_inquietantes",
                                                  "argent_inexplique",
                                                  "objets_de_luxe",
                                                  "vetements_de_rechange",
                                                  "changement_vestimentaire",
                                                  "plusieurs_telephones",
                                                  "telephone_intensif",
                                                  "vehicule_devant_foyer",
                                                  "pecule_non_reclame",
                                                  "alcool",
                                                  "stupefiants",
                                                  "traces_violences",
                                                  "automutilation",
                                                  "tatouage",
                                                  "ist_ou_grossesse",
                                                  "rupture_scolaire",
                                                  "isolement",
                                                  "changement_comportement",
                                                  "contacts_inconnus_en_ligne",
                                                  "deplacements_autres_villes",
                                                  "violences_anterieures"};

bool shows(const Child& child, std::string_view field, std::size_t rank) {
  return std::any_of(child.signs.begin(), child.signs.end(),
                     [&](const Sign& sign) { return sign.field == field && sign.from <= rank; });
}

}  // namespace

void tell_signs(Random& random, const Child& child, std::size_t rank, base::Instant at, double knowledge,
                boost::json::object& answers) {
  // Invented: what is there is noticed by most who live with the child; what is not there is rarely asked
  // about.
  const auto today = base::to_local(at, child.zone()).date;
  for (const auto field : fields) {
    const bool present = shows(child, field, rank);
    const bool said = random.chance(present ? 0.35 + 0.6 * knowledge : 0.45 * knowledge);
    const bool sure = random.chance(0.75);
    const int days_ago = random.between(1, 45);
    const bool dated = random.chance(0.4);
    if (!said) continue;
    answers[field] = present ? "oui" : sure ? "non" : "inconnu";
    if (!present || !dated) continue;
    const base::Date seen{std::chrono::sys_days{today} - std::chrono::days{days_ago}};
    answers[std::string(field) + "_observe_le"] = base::to_text(seen);
  }
}

}  // namespace vigie::cohort
