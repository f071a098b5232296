#pragma once
#include "casework/draft.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

/// Something typed that waits for a person to choose between two values.
struct Conflict {
  casework::DraftPatch mine;
  std::vector<std::string> disputed;  // pointers into it
  std::string next;                   // where the page goes on once it is settled
  std::vector<ShownError> errors = {};
};
/// Both values of each disputed field, « Garder la mienne », « Prendre l’autre »; nothing is chosen in advance. Status 412,
/// or 422 with errors.
http::Response show_conflict(const Context& context, const http::Request& request, const access::Actor& actor, const store::Draft& stands,
                             const Conflict& conflict);

}  // namespace vigie::pages
