#include "casework/place_organisation.hpp"

#include "forms/departement.hpp"

namespace vigie::casework {

base::Result<store::Organisation> place_organisation(const Desk& desk, const access::Actor& by, base::OrganisationId id,
                                                     std::string_view departement) {
  if (!departement.empty() && (departement == forms::abroad || !forms::find_departement(departement)))
    return base::field_error("/departement", "departement_inconnu", "Indiquez le code d’un département français, par exemple 69, 2A ou 974.");
  return desk.store.write<store::Organisation>(by, [&](store::Unit& unit) -> base::Result<store::Organisation> {
    auto all = store::list_organisations(unit.sql());
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
    if (found == all.end()) return unknown_to_you("Organisation");
    found->departement = departement;
    store::save_departement(unit, id, departement);
    unit.commit({"organisation_situee", "organisation", id.text(), "", fmt::format("departement={}", departement)});
    return std::move(*found);
  });
}

}  // namespace vigie::casework
