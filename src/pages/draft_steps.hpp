#pragma once
#include "casework/show.hpp"
#include "pages/draft_view.hpp"

namespace vigie::pages {

/// Who and which absence a draft is about, as a person said.
struct MinorChoice {
  std::optional<base::MinorId> minor;
  bool unknown = false;  // « enfant inconnu du service »
  std::string minor_text, absence_text;  // sentences
  bool made() const { return minor.has_value() || unknown; }
};
MinorChoice minor_choice_of(const Context& context, const access::Actor& actor, const DraftView& view);

/// Where a section's « Enregistrer et continuer » leads: the next one, else the check page.
std::string step_after(const DraftView& view, std::string_view section);

/// Why a child may be the one: the reasons of its likeness.
std::string show_likeness(const casework::CandidateView& candidate);

}  // namespace vigie::pages
