#pragma once
#include "casework/draft.hpp"

namespace vigie::casework {

/// The draft, when it is of the actor's organisation and of a form that its role may sign.
std::optional<store::Draft> find_own_draft(const store::Reading& reading, const access::Actor& actor, base::DraftId id);

/// RFC 7396: a null removes, objects merge, anything else replaces.
void merge(boost::json::value& target, const boost::json::value& patch);

/// Whether the actor may say this to a draft that is or will be of `form`; `held`: the answers that it already has, which
/// may be of another form.
base::Status check_patch(const Desk& desk, const access::Actor& actor, std::string_view form, const boost::json::object& held,
                         const DraftPatch& patch);

/// The draft can be typed into by who saw this version of it: not signed (409), a version told (428) that still stands (412).
/// The 412 names what changed since: code a_choisir where `patch` says something else again, modifie_depuis elsewhere; what
/// `patch` says just as it stands is not named.
base::Status check_seen(const Desk& desk, const store::Draft& draft, const Seen& seen, const DraftPatch& patch);
/// The 412 alone.
base::Status check_fresh(const Desk& desk, const store::Draft& draft, const Seen& seen, const DraftPatch& patch);

DraftView show_draft(const store::Reading& reading, store::Draft draft);

}  // namespace vigie::casework
