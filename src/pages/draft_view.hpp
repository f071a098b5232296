#pragma once
#include "casework/draft.hpp"
#include "pages/fields.hpp"
#include "pages/french.hpp"

namespace vigie::pages {

/// The page of a draft, or one below it: « /declarations/brouillons/…/verifier », « /appels/…/cloture ».
std::string path_of(const store::Draft& draft, std::string_view end = {});
/// Why a draft's page opens it, as the audit says it.
std::string motive_of(const store::Draft& draft);

/// A draft as a page works on it.
struct DraftView {
  store::Draft draft;
  std::string saved_by;
  const forms::Form* form = nullptr;
  Moment moment;

  const boost::json::object& answers() const { return draft.said.at("answers").get_object(); }
  std::string path(std::string_view end = {}) const { return path_of(draft, end); }
  bool corrects() const { return base::find(draft.said, "amends") != nullptr; }
  bool declares() const { return draft.form == "classique" || draft.form == "inquietante"; }
};
/// A draft that the actor may type into, with the audit line of an opening. Refuses 404.
base::Result<DraftView> open_draft(const Context& context, const access::Actor& actor, std::string_view id);

/// A form of the page that is saved as one types, when it has the module for it: its parts SAVES, CONFLICT and SESSION.
void show_autosave(Page& page, const DraftView& view, const access::Actor& actor);

/// What would be wrong with the answers if they were signed now: those that the form lacks (champ_inconnu) too, what is
/// needed to sign (champ_requis) too.
std::vector<base::FieldError> mistakes_of(const DraftView& view);
bool is_needed(const base::FieldError& error);   // to sign
bool is_foreign(const base::FieldError& error);  // an answer that this form does not ask

enum class Progress { to_do, under_way, done, without_object };
ShownState show_progress(Progress progress);
/// How far each section of the form is, in its order.
std::vector<Progress> progress_of(const DraftView& view, const std::vector<base::FieldError>& mistakes);

/// The declaration that a draft began with: the preventive sheet, or what it corrects, when the actor reads it.
std::optional<store::Declaration> origin_of(const Context& context, const access::Actor& actor, const DraftView& view);
/// « repris de la fiche préventive du 12/07/2026, dit il y a 4 mois » for an answer that is as the sheet tells it; else empty.
std::string age_note(const DraftView& view, const std::optional<store::Declaration>& origin, const forms::Field& field);

}  // namespace vigie::pages
