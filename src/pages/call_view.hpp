#pragma once
#include "casework/draft.hpp"
#include "pages/fields.hpp"

namespace vigie::pages {

/// Questions of a call that are asked together: a few in sight, the others folded.
struct CallGroup {
  std::string_view id, title;
  Fields shown, folded;
};
/// Every field of the form « appel » but the narrative, each once.
std::vector<CallGroup> call_groups(const forms::Form& form);

/// A call as it stands: a draft, or nothing typed yet.
struct Call {
  std::optional<casework::DraftView> draft;
  Filled filled;

  const boost::json::object& said() const;
  std::string path() const;  // of its page
};
Call call_of(casework::DraftView view);
/// A call that begins now.
Call new_call(const Moment& moment);

/// The page of a call.
Page show_call(const Context& context, const http::Request& request, const access::Actor& actor, const Call& call, const Moment& moment);

/// What was typed into a call, as a patch of its draft: the fields that the body names in _champs; without it, of all of
/// them what differs from what the page was drawn with (_vu); and the minor chosen (_mineur: an id, « nouveau », or « aucun », which takes the choice back).
casework::DraftPatch call_patch(const forms::Form& form, const Body& body, const Moment& moment);
/// Where the answers place the call, for the times typed.
Moment moment_of(const Context& context, const Body& body);
Moment moment_of(const Context& context, const boost::json::object& answers);

}  // namespace vigie::pages
