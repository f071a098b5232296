#include "casework/held.hpp"

#include "store/signers.hpp"

namespace vigie::casework {

namespace {

std::string_view kind_of(const store::Signed& one) {
  if (one.form == "appel") return "116 000";
  if (!one.role) return "autre service";  // told in the past, by an organisation without an account
  if (access::may_sign(*one.role, "appel")) return "116 000";
  return access::roles_of(access::Act::decide).has(*one.role) ? "police" : "foyer";
}

/// Whether the reader would miss something of it.
bool is_partial(const store::Reading& reading, const Readable& readable, const store::Signed& one) {
  const forms::Form* form = reading.forms.find(one.form, one.form_version);
  if (readable.reads_all(one.id) || (form && readable.reads_all(one.id, form->kinds))) return false;
  const auto found = find_readable(reading, readable, one.id);
  return !found || found->partial;
}

}  // namespace

std::vector<HeldView> list_held(const store::Reading& reading, const Hearer& hearer, base::EpisodeId episode) {
  std::vector<HeldView> held;
  if (reading.scope.reach == access::Scope::Reach::pseudonymous) return held;
  for (const store::Signed& one : store::list_signed(reading, episode)) {
    const Readable& readable = hearer.readable();
    const bool whole = !readable.opens(one.id);
    if (whole || hearer.missed(one.id) || is_partial(reading, readable, one)) held.push_back({one.form, one.signed_at, kind_of(one), whole});
  }
  return held;
}

std::set<base::OrganisationId> list_holders(const store::Reading& reading, const Readable& readable, const store::EpisodeRecord& record) {
  std::set<base::OrganisationId> holders;
  for (const store::Signed& one : store::list_signed(reading, record.episode.id))
    if (is_partial(reading, readable, one)) holders.insert(one.organisation);
  return holders;
}

}  // namespace vigie::casework
