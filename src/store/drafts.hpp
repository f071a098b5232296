#pragma once
#include "base/json.hpp"
#include "store/unit.hpp"

namespace vigie::store {

/// A declaration being typed. Of what it holds, only that the fields exist was checked.
struct Draft {
  base::DraftId id;
  base::OrganisationId organisation;
  std::string form;
  std::int64_t version = 0;
  base::Instant opened_at, saved_at;
  base::AccountId opened_by, saved_by;
  std::optional<base::DeclarationId> declaration;   // once signed
  std::optional<boost::json::object> receipt;       // of that signature
  boost::json::object said = {{"answers", boost::json::object()}};  // answers, minor, new_minor, episode, new_episode, as a
                                                                    // declaration takes them; amends, sheet, sections;
                                                                    // empty once signed
  std::map<std::string, std::int64_t> changed;      // JSON pointer ("/form", "/answers/nom") → version that changed it last
};

/// A new draft of the actor, with its change.
void add_draft(Unit& unit, Draft& draft);
/// What was typed since, one version up, with its change.
void save_draft(Unit& unit, Draft& draft);
/// Nothing of the draft stays but a change that says so.
void remove_draft(Unit& unit, const Draft& draft);

/// A draft as it stood at a version.
struct DraftVersion {
  base::DraftId id;
  std::int64_t version = 0;
};
/// Ties a draft to the declaration that it became and forgets what was typed. False, and nothing is done, when it is not
/// that version any more, or is signed or gone.
bool sign_draft(Unit& unit, const DraftVersion& seen, base::DeclarationId declaration, const boost::json::object& receipt);

/// Signed or not, when it is of that organisation.
std::optional<Draft> find_draft(const Reading& reading, base::OrganisationId organisation, base::DraftId id);

struct DraftFilter {
  base::OrganisationId organisation;
  std::string form;
  std::optional<std::pair<std::int64_t, std::string>> after;  // opened_at and id of the last one seen
  int limit = 50;
};
/// Those that are not signed, the latest opened first; without what was typed.
std::vector<Draft> list_drafts(const Reading& reading, const DraftFilter& filter);
/// Those of that form that were signed at `since` or later, the last signed first.
std::vector<Draft> list_signed_drafts(const Reading& reading, base::OrganisationId organisation, const std::string& form, base::Instant since,
                                      int limit);
/// Those that are not signed and were last saved before `until`, but those about a child who is away.
std::vector<Draft> list_forgotten_drafts(const Reading& reading, base::Instant until);
/// How many are not signed; each is unsealed, and a damaged one is a Fault.
std::int64_t count_drafts(const Reading& reading);

}  // namespace vigie::store
