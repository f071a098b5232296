#include "casework/audience.hpp"

#include "access/policy.hpp"
#include "casework/submit_declaration.hpp"
#include "store/alerts.hpp"
#include "store/near.hpp"
#include "store/placements.hpp"
#include "store/transmissions.hpp"

namespace vigie::casework {

namespace {

using access::any_of;
using access::Role;

/// Those who learn of every absence, and under a pseudonym.
access::Roles reads_every_minor() { return access::readers_of(access::Data::absences); }
access::Roles reads_every_episode() { return reads_every_minor() | any_of({Role::analyste}); }

Audience all_of(access::Roles roles) {
  Audience audience;
  audience.roles = roles;
  return audience;
}

/// What is written about a minor; a foyer hears of its own, and a département of those it knows.
Audience about_minor(const store::Reading& reading, const std::optional<base::MinorId>& minor, access::Roles roles) {
  Audience audience = all_of(roles);
  audience.near = access::near_readers_of(access::Data::absences);
  if (!minor) return audience;
  audience.organisations = store::organisations_about(reading, *minor);
  audience.departements = store::departements_about(reading, *minor);
  return audience;
}

/// A home does not hear of an absence told before it hosted the child.
Audience about_absence(const store::Reading& reading, std::string_view episode, access::Roles roles) {
  Audience audience = about_minor(reading, store::minor_of_episode(reading, episode), roles);
  std::erase_if(audience.organisations, [&](base::OrganisationId one) { return store::is_before_placement(reading, one, episode); });
  return audience;
}

Audience of_episode(const store::Reading& reading, const store::Change& change) {
  return about_absence(reading, change.subject, reads_every_episode());
}

Audience of_assessment(const store::Reading& reading, const store::Change& change) {
  return about_absence(reading, store::episode_of_assessment(reading, change.subject).value_or(""), reads_every_minor());
}

Audience of_minor(const store::Reading& reading, const store::Change& change) {
  return about_minor(reading, base::MinorId::parse(change.subject), reads_every_minor());
}

/// Those who read it by the standing agreement, and the organisation that signed it.
Audience of_declaration(const store::Reading& reading, const store::Change& change) {
  Audience audience = all_of(access::readers_of(access::Data::circumstances));
  audience.near = access::near_readers_of(access::Data::circumstances);
  audience.departements = store::departements_of_declaration(reading, change.subject);
  audience.organisations = store::list_recipients(reading, change.subject);
  if (const auto signer = store::organisation_that_signed(reading, change.subject)) audience.organisations.push_back(*signer);
  return audience;
}

/// Who gives and who receives.
Audience of_transmission(const store::Reading& reading, const store::Change& change) {
  Audience audience;
  audience.organisations = store::parties_to(reading, change.subject);
  return audience;
}

/// The roles that are in the audience of an alert without being its organisation or bearer.
access::Roles roles_in_audience(const alerts::Alert& alert) {
  const auto hears = [&](Role role) {
    access::Actor somebody;
    somebody.role = role;
    return store::in_audience(somebody, alert) ? any_of({role}) : any_of({});
  };
  return hears(Role::ecoutant) | hears(Role::suivi) | hears(Role::police) | hears(Role::foyer);
}

/// Those to whom it is addressed now, as store::in_audience says.
Audience of_alert(const store::Reading& reading, const store::Change& change) {
  const auto to = store::addressed(reading, change.subject);
  Audience audience;
  if (!to) return audience;
  audience.roles = roles_in_audience(*to);
  if (to->minor) {
    audience.near = audience.roles & access::near_readers_of(access::Data::absences);
    audience.departements = store::departements_about(reading, *to->minor);
    audience.roles = audience.roles - audience.near;
  }
  if (to->organisation && store::follows(reading, *to)) audience.organisations = {*to->organisation};
  audience.account = to->assigned_to;
  return audience;
}

/// The colleagues who may sign its form.
Audience of_draft(const store::Reading& reading, const store::Change& change) {
  Audience audience;
  const auto owner = store::owner_of_draft(reading, change.subject);
  if (!owner) return audience;
  audience.organisations = {owner->organisation};
  audience.members = any_of({});
  for (const Role role : {Role::ecoutant, Role::suivi, Role::police, Role::foyer})
    if (access::may_sign(role, owner->form)) audience.members = audience.members | any_of({role});
  return audience;
}

Audience of_merge(const store::Reading&, const store::Change&) { return all_of(access::readers_of(access::Data::merges)); }

Audience of_house(const store::Reading&, const store::Change&) { return all_of(any_of({Role::admin})); }

struct Kind {
  std::string_view name;
  Audience (*audience)(const store::Reading&, const store::Change&);
};
constexpr Kind kinds[] = {
    {"account", of_house}, {"alert", of_alert}, {"assessment", of_assessment}, {"declaration", of_declaration},
    {"draft", of_draft},   {"episode", of_episode}, {"merge", of_merge}, {"minor", of_minor},
    {"organisation", of_house}, {"transmission", of_transmission},
};

}  // namespace

Audience audience_of(const store::Reading& reading, const store::Change& change) {
  for (const Kind& kind : kinds)
    if (kind.name == change.kind) return kind.audience(reading, change);
  return {};
}

bool hears(const access::Actor& actor, const Audience& audience) {
  const auto& near = audience.departements;
  if (audience.roles.has(actor.role)) return true;
  if (audience.near.has(actor.role) && (actor.departement.empty() || std::find(near.begin(), near.end(), actor.departement) != near.end()))
    return true;
  if (!audience.members.has(actor.role)) return false;
  const auto& organisations = audience.organisations;
  return audience.account == actor.account ||
         std::find(organisations.begin(), organisations.end(), actor.organisation) != organisations.end();
}

}  // namespace vigie::casework
