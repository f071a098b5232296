#pragma once
#include "casework/draft.hpp"
#include "pages/fields.hpp"

namespace vigie::pages {

/// Two people typed into one call: what stands, what the second one sent, and where they differ (the 412 of save_draft).
struct CallConflict {
  casework::DraftView stands;
  casework::DraftPatch sent;
  base::Error stale;
  Moment moment;
};

/// {version, par, champs: [{champ, libelle, a_choisir, mienne, autre, html}]}; html: the field as it stands.
boost::json::object call_conflict_json(const Context& context, const CallConflict& conflict);
/// The same as a page, for a form sent whole; what was sent stays in it.
http::Response show_call_conflict(const Context& context, const http::Request& request, const access::Actor& actor, const CallConflict& conflict,
                                  const Body& body);

/// An answer as people read it: « Oui », « Mère », « 21/11/2026 18:05 », « Non renseigné ».
std::string answer_in_words(const forms::Field& field, const boost::json::value* answer, const Moment& moment);

}  // namespace vigie::pages
