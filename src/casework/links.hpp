#pragma once
#include "casework/readable.hpp"
#include "casework/show.hpp"
#include "store/marks.hpp"

namespace vigie::casework {

/// What ties two children, as two declarations or two absences tell it: a question to check, never a label on either.
struct LinkEvidence {
  /// One side of it. Nothing in declaration: an absence, from its departure.
  struct Side {
    std::optional<base::DeclarationId> declaration;
    std::string field;  // that told it; empty for a departure
    base::Instant at;   // of the signature, or of the departure at the latest
  };
  std::string_view kind;  // a kind of marks, or `depart`: both left the same home less than three hours apart
  Side own, other;
};
struct LinkView {
  CandidateView other;
  std::vector<LinkEvidence> evidence;  // what one declaration of the other child tells with several of this one, once each
};
/// A child's links as one person may read them: with the children whose files it may open, by what it may read on both sides.
struct LinksView {
  std::vector<LinkView> links;  // one a child, the one with most evidence first
  bool withheld = false;        // there are others, or other evidence, of which something is held by another organisation
};
/// Nothing for an analyst: list_pseudonymous_links. `file`: whole, as the rules hear it; `heard`: as the reader hears it.
LinksView list_links(const Desk& desk, const store::Reading& reading, const File& file, const Readable& readable, const File& heard);
/// The field that told something, in its form or, when that one no longer asks it, in another.
const forms::Field* field_told(const forms::Catalogue& forms, const std::string& form, const std::string& field);

/// The same under pseudonyms: with whom, by which kinds of what an analyst reads so.
struct PseudonymousLink {
  std::string pseudonym;
  std::set<std::string_view> kinds;
};
std::vector<PseudonymousLink> list_pseudonymous_links(const Desk& desk, const store::Reading& reading, base::MinorId minor);

/// The French words of a kind of evidence: « Même téléphone », « Dit parti avec l’autre »…
std::string_view label_of_evidence(std::string_view kind);

}  // namespace vigie::casework
