#pragma once
#include "pages/draft_view.hpp"

namespace vigie::pages {

/// A pointer ("/form", "/answers/nom") that somebody changed in a draft after a version; disputed: a patch says something else.
struct Difference {
  std::string pointer;
  bool disputed = false;
};
/// What others changed since `seen`, but what the patch says just alike.
std::vector<Difference> differences_in(const store::Draft& stands, const casework::DraftPatch& patch, std::int64_t seen);
/// What a draft holds at a pointer; null: nothing.
boost::json::value value_at(const store::Draft& stands, const std::string& pointer);
/// Whether the patch would change nothing of the draft.
bool holds(const store::Draft& stands, const casework::DraftPatch& patch);

/// What became of something typed over a version that its author had read.
struct Kept {
  store::Draft draft;                 // as it stands now
  std::vector<std::string> disputed;  // pointers that somebody else changed otherwise meanwhile: then nothing was saved
  bool beside = false;                // somebody else changed other answers meanwhile; both are kept
};
/// Saves a patch. Answers of others that it does not touch stay; where both changed the same one a person chooses.
base::Result<Kept> keep_typed(const Context& context, const access::Actor& actor, const store::Draft& draft,
                              const casework::DraftPatch& patch, std::int64_t seen);
/// The same for a page: goes on to `next`, or shows both values field by field (412).
http::Response save_and_go(const Context& context, const http::Request& request, const access::Actor& actor, const store::Draft& draft,
                           const casework::DraftPatch& patch, std::int64_t seen, const std::string& next);

/// The version of the draft that a form was drawn from: its field _version. 0 when it is missing.
std::int64_t version_in(const Body& body);

/// What a form changed of the answers that it was drawn with (_vu): one member a field, null where an answer was taken away.
boost::json::object changes_in(const Fields& fields, const boost::json::object& drawn, const boost::json::object& typed);
/// What a form sent whole changes: nothing when it was saved piece by piece while one typed (_champs), its times read then.
boost::json::object unsaved_in(const Fields& fields, const Body& body, const boost::json::object& typed);
/// The answers to some fields, as the text that _vu holds.
std::string drawn_text(const Fields& fields, const boost::json::object& answers);
boost::json::object drawn_in(const Body& body);

}  // namespace vigie::pages
