#pragma once
#include "pages/draft_view.hpp"

namespace vigie::pages {

/// What became of something typed over a version that its author had read.
struct Kept {
  store::Draft draft;                 // as it stands now
  std::vector<std::string> disputed;  // pointers that somebody else changed otherwise meanwhile: then nothing was saved
  bool beside = false;                // somebody else changed other answers meanwhile; both are kept
};
/// Saves a patch. Answers of others that it does not touch stay; where both changed the same one a person chooses.
base::Result<Kept> keep_typed(const Context& context, const access::Actor& actor, base::DraftId id, const casework::DraftPatch& patch,
                              std::int64_t seen);
/// The same for a page: goes on to `next`, or shows both values field by field (412).
http::Response save_and_go(const Context& context, const http::Request& request, const access::Actor& actor, const DraftView& view,
                           const casework::DraftPatch& patch, std::int64_t seen, const std::string& next);

/// The version of the draft that a form was drawn from: its field _version. 0 when it is missing.
std::int64_t version_in(const Body& body);

/// What a form changed of the answers that it was drawn with (_vu): one member a field, null where an answer was taken away.
boost::json::object changes_in(const Fields& fields, const boost::json::object& drawn, const boost::json::object& typed);
/// The answers to some fields, as the text that _vu holds.
std::string drawn_text(const Fields& fields, const boost::json::object& answers);
boost::json::object drawn_in(const Body& body);

}  // namespace vigie::pages
