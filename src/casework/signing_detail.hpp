#pragma once
#include "casework/file_shelf.hpp"
#include "casework/match_minor.hpp"

namespace vigie::casework {

/// A submission on its way to becoming a declaration.
struct Signing {
  const Desk& desk;
  const access::Actor& actor;
  const Submission& submission;
  const Ready& ready;
  identity::Person person;
  episodes::Voice voice;
  bool absent = false;                               // it is about an absence
  std::optional<store::Declaration> corrects = {};   // what it amends
  Match match = {};                                  // the minor
  File file = {};                                    // of that minor, as it was before
  std::optional<base::EpisodeId> episode = {};       // the absence it joins; nothing: it opens one, or has none
  std::optional<Match> designated = {};              // by an import; nothing: a choice or likeness tells the minor
  std::function<bool(base::EpisodeId)> apart = {};   // absences that the rules may not choose: an import's, of another key
  bool told_so = false;                              // an import names an absence of another directory, which judged what fits it
  std::optional<base::MinorId> row = {};             // that the declaration is written in
  FileShelf* shelf = nullptr;                        // of an import: files that nobody else changes
};
/// What is known of a submission once its answers are checked; it keeps references to all of them.
Signing begin_signing(const Desk& desk, const access::Actor& actor, const Submission& submission, const Ready& ready, base::Instant now);
/// Settles it, makes what is missing, adds the declaration, lets the rules hear it, and commits.
base::Result<Receipt> sign(store::Unit& unit, Signing& signing, const std::optional<store::Repetition>& repetition);

/// Whether a voice is about an absence: by its form and category, or by having told who or when.
bool concerns_an_absence(const episodes::Voice& voice, const identity::Person& person);

/// Finds what a submission corrects, the minor it is about, their file, and the absence it joins; checks the age.
base::Status settle(const store::Unit& unit, Signing& signing);

}  // namespace vigie::casework
