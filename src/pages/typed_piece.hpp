#pragma once
#include "casework/draft.hpp"
#include "pages/fields.hpp"

namespace vigie::pages {

// A piece is what a page saves of a draft while one types (src/web/modules/lib/sending.js): the fields named in _champs, over
// the version in _version. Its answers are JSON.

/// The answers to the fields that a piece names, null where one was taken away.
boost::json::object piece_answers(const forms::Form& form, const Body& body, const Moment& moment);

/// Saves a piece. The last one of a page that is left (_quitte) meets nobody who could choose: of what somebody else changed
/// meanwhile theirs stays, the rest is saved; what the page itself had just sent (_avant.<field>) is nobody else's. Refuses
/// as casework::save_draft.
base::Result<casework::DraftView> save_piece(const Context& context, const access::Actor& actor, const store::Draft& draft,
                                             const casework::DraftPatch& patch, const Body& body, const Moment& moment);

/// What a page is told of a piece that is saved: {version, enregistre}.
boost::json::object saved_json(const store::Draft& draft, const Moment& moment);
/// And of one that two people's typing made wait (412): {version, par, champs: [{champ, libelle, a_choisir, mienne, autre,
/// html}], autres: what else changed, mineur_change}; html: the field as it stands.
boost::json::object conflict_json(const Context& context, const casework::DraftView& stands, const casework::DraftPatch& sent, std::int64_t seen,
                                  const Moment& moment);
http::Response told(int status, const boost::json::object& json);
/// {code, texte}; suite: where a page goes whose draft is signed.
http::Response told(const base::Error& error, const std::string& next);

/// An answer as people read it: « Oui », « Mère », « 21/11/2026 18:05 », « Non renseigné ».
std::string answer_in_words(const forms::Field& field, const boost::json::value& answer, const Moment& moment);

}  // namespace vigie::pages
