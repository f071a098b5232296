#pragma once
#include "casework/open_file.hpp"
#include "casework/preview.hpp"
#include "pages/fields.hpp"

namespace vigie::pages {

/// What stands beside a call: who the minor may be, what the rules say at this stage, what to ask next.
struct CallPanel {
  std::optional<casework::MinorView> chosen;
  bool chosen_lost = false;  // chosen, and out of reach since
  bool new_minor = false;
  casework::PreviewView preview;
  std::vector<const forms::Field*> unread;  // answered, and not understood yet
  std::string declared;                     // answer to deja_declare
  int unasked = 0;                          // questions that rules read and nobody asked
};
/// Reads it from what a draft holds. Opening the chosen minor's file writes its audit line; a preview writes none.
CallPanel read_call_panel(const Context& context, const access::Actor& actor, const boost::json::object& said, const Moment& moment);

/// Both pieces of the page: MINOR (appel_mineur.html) and ASSESSMENT (appel_avis.html).
void draw_call_panel(Dict& at, const CallPanel& panel, const Moment& moment);
/// The same as fragments, with one sentence to announce: {mineur, avis, annonce}.
boost::json::object call_panel_json(const CallPanel& panel, const Moment& moment);

}  // namespace vigie::pages
