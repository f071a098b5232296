#include "casework/end_placement.hpp"

#include "casework/match_minor.hpp"
#include "store/accounts.hpp"
#include "store/changes.hpp"
#include "store/minors.hpp"
#include "store/openings.hpp"

namespace vigie::casework {

namespace {

/// The organisation whose hosting ends: a home's own, else the one named.
base::Result<base::OrganisationId> hosting_of(const store::Reading& reading, const access::Actor& actor, const std::string& named) {
  const bool home = access::scope_of(actor).reach == access::Scope::Reach::own_minors;
  if (home && (named.empty() || named == actor.organisation_name)) return actor.organisation;
  const auto found = home ? std::nullopt : store::find_organisation(reading.sql, named);
  if (!found) return base::field_error("/organisation", "organisation_inconnue", "Indiquez le foyer qui n’accueille plus le mineur, par son nom exact.");
  return found->id;
}

}  // namespace

base::Status end_placement(const Desk& desk, const access::Actor& actor, base::MinorId minor, const std::string& organisation) {
  return desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    const auto found = store::find_minor(seen_by(unit.reading(), access::scope_of(actor)), minor);
    if (!found) return unknown_to_you("Mineur");
    const auto home = hosting_of(unit.reading(), actor, organisation);
    if (!home) return home.error();
    const auto hosts = store::organisations_about(unit.reading(), found->id);
    if (std::find(hosts.begin(), hosts.end(), *home) == hosts.end())
      return conflict("non_accueilli", "Cette organisation n’accueille pas ce mineur.");
    store::add_placement_end(unit, store::family_of(unit.reading(), found->id), *home, unit.now());
    unit.change("minor", found->id.text(), found->version, found->id);
    unit.commit({"fin_accueil", "minor", found->id.text(), "", fmt::format("organisation={}", home->text())});
    return base::Done{};
  });
}

}  // namespace vigie::casework
