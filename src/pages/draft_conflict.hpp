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
/// « Nom », « Le mineur concerné »: what a pointer of a draft is called.
std::string label_at(const Context& context, const std::string& pointer);
/// Both values of each disputed field, « Garder la mienne », « Prendre l’autre »; nothing is chosen in advance. Status 412,
/// or 422 with errors.
http::Response show_conflict(const Context& context, const http::Request& request, const access::Actor& actor, const store::Draft& stands,
                             const Conflict& conflict);
/// The form of that page, sent: saves what was chosen and goes on, or shows it again.
http::Response settle_conflict(const Context& context, const http::Request& request, const access::Actor& actor, const store::Draft& draft,
                               const Body& body);

}  // namespace vigie::pages
