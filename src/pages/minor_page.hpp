#pragma once
#include "casework/open_file.hpp"
#include "pages/decisions_view.hpp"

namespace vigie::pages {

/// A file as its page shows it, one read.
struct MinorSheet {
  casework::MinorView view;
  std::vector<casework::VoiceView> voices;
  const casework::EpisodeView* last = nullptr;  // the absence that lasts, else the latest; in `view`
  std::optional<casework::AssessmentView> assessment;  // of `last`
  std::vector<NamedDecision> decisions;
  std::vector<casework::AlertView> alerts;
  bool held = false;  // others hold something of the last absence; looked for when a link is withheld
  /// Of those who left with the child, what was told.
  struct Companion {
    std::string said;
    std::size_t voice;
    std::vector<casework::CandidateView> alike;
  };
  std::vector<Companion> companions;
  Quotes quotes;
  base::Instant now;
};

// minor_identity.cpp: every spelling, date, telephone and account told, with who told it and when.
void show_identity(Dict& body, const MinorSheet& sheet);
// minor_absences.cpp: the drawing, the table, the counts.
void show_absences(Dict& body, const MinorSheet& sheet);
// minor_links.cpp
void find_links(const Context& context, const store::Reading& reading, MinorSheet& sheet);
void show_links(Dict& body, const Context& context, const MinorSheet& sheet);

}  // namespace vigie::pages
