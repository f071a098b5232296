#include "casework/bound_placement.hpp"

#include "casework/match_minor.hpp"
#include "store/accounts.hpp"
#include "store/changes.hpp"
#include "store/minors.hpp"
#include "store/placements.hpp"

namespace vigie::casework {

namespace {

/// The organisation whose hosting is meant: a home's own, else the one named.
base::Result<base::OrganisationId> hosting_of(const store::Reading& reading, const access::Actor& actor, const std::string& named) {
  const bool home = access::scope_of(actor).reach == access::Scope::Reach::own_minors;
  if (home && (named.empty() || named == actor.organisation_name)) return actor.organisation;
  const auto found = home ? std::nullopt : store::find_organisation(reading.sql, named);
  if (!found) return base::field_error("/organisation", "organisation_inconnue", "Indiquez le foyer dont il s’agit, par son nom exact.");
  return found->id;
}

/// Finds the child and the home that hosts it, has the dates written, with one audit line.
template <class Write>
base::Status bound(const Desk& desk, const access::Actor& actor, base::MinorId minor, const std::string& organisation, std::string_view act,
                   const Write& write) {
  return desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    const auto found = store::find_minor(seen_by(unit.reading(), access::scope_of(actor)), minor);
    if (!found) return unknown_to_you("Mineur");
    const auto home = hosting_of(unit.reading(), actor, organisation);
    if (!home) return home.error();
    const auto hosts = store::organisations_about(unit.reading(), found->id);
    if (std::find(hosts.begin(), hosts.end(), *home) == hosts.end())
      return conflict("non_accueilli", "Cette organisation n’accueille pas ce mineur.");
    const base::Result<std::string> said = write(unit, store::family_of(unit.reading(), found->id), *home);
    if (!said) return said.error();
    unit.change("minor", found->id.text(), found->version, found->id);
    unit.commit({std::string(act), "minor", found->id.text(), "", fmt::format("organisation={}{}", home->text(), *said)});
    return base::Done{};
  });
}

}  // namespace

base::Status end_placement(const Desk& desk, const access::Actor& actor, base::MinorId minor, const std::string& organisation) {
  return bound(desk, actor, minor, organisation, "fin_accueil",
               [](store::Unit& unit, const store::Family& family, base::OrganisationId home) -> base::Result<std::string> {
                 store::add_placement_end(unit, family, home, unit.now());
                 return std::string();
               });
}

base::Status start_placement(const Desk& desk, const access::Actor& actor, base::MinorId minor, const std::string& organisation,
                             base::Instant since) {
  return bound(desk, actor, minor, organisation, "debut_accueil",
               [&](store::Unit& unit, const store::Family& family, base::OrganisationId home) -> base::Result<std::string> {
                 if (since > unit.now()) return base::field_error("/since", "date_future", "L’accueil n’a pas encore commencé à cette date.");
                 store::add_placement_start(unit, family, home, since);
                 return fmt::format(" depuis={}", base::to_rfc3339(since));
               });
}

}  // namespace vigie::casework
