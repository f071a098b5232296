#pragma once
#include "casework/submit_declaration.hpp"
#include "store/drafts.hpp"

namespace vigie::casework {

/// What is said to a draft, a JSON merge patch (RFC 7396) of what signing takes: form, answers, minor, new_minor, episode,
/// new_episode. The types of these members were checked; what is below `answers` may be anything. Of pages alone, which
/// write them well formed: amends (the declaration that signing corrects), sheet (the preventive sheet that its answers
/// came from), sections (of the form, by id: faite or sans_objet, as somebody said).
using DraftPatch = boost::json::object;

/// Which version a person read, by their If-Match; « * » tells, and takes any.
struct Seen {
  bool told = false;
  std::optional<std::int64_t> version;
};

/// A draft with the logins of those who typed.
struct DraftView {
  store::Draft draft;
  std::string opened_by, saved_by;
};

/// What signing a draft would submit.
Submission submission_of(const store::Draft& draft);

/// Opens a draft. Any half-typed value is kept for a field that the form has. Refuses: formulaire_inconnu, champ_inconnu,
/// texte_trop_long (a text over 20 000 characters), brouillon_trop_long (over 1 MiB in all) (422), formulaire_interdit (403).
base::Result<DraftView> begin_draft(const Desk& desk, const access::Actor& actor, const DraftPatch& patch,
                                    const std::optional<store::Repetition>& repetition = std::nullopt);
/// Saves what was typed since; answers that another form asked are kept when the form changes. A patch that changes nothing
/// makes no version. Durable when it returns; covered by the audit line of the account's first save. Refuses as begin_draft,
/// and: version_requise (428), version_depassee (412, with the fields that differ), deja_signe (409), introuvable (404).
base::Result<DraftView> save_draft(const Desk& desk, const access::Actor& actor, base::DraftId id, const DraftPatch& patch,
                                   const Seen& seen);
/// Erases a draft; the audit alone remembers that there was one. Refuses as save_draft.
base::Status abandon_draft(const Desk& desk, const access::Actor& actor, base::DraftId id, const Seen& seen);

/// A draft of one's organisation whose form one's role may sign, with the audit line of an opening.
base::Result<DraftView> open_draft(const Desk& desk, const access::Actor& actor, base::DraftId id, const std::string& motive);
/// Those that one may open and that are not signed, the latest opened first; without what was typed: no opening.
std::vector<DraftView> list_drafts(const Desk& desk, const access::Actor& actor,
                                   const std::optional<std::pair<std::int64_t, std::string>>& after, int limit);

/// Of a form that one may sign, those of one's organisation that were signed at `since` or later, the last signed first.
std::vector<DraftView> list_signed_drafts(const Desk& desk, const access::Actor& actor, const std::string& form, base::Instant since, int limit);

/// Signs what the draft holds, as submit_declaration, which says what it refuses; a refused draft stays as it was. Of two
/// signatures, by anybody, at once or later, the second gets the receipt of the first. A version seen that is not the
/// draft's is version_depassee (412).
base::Result<Receipt> sign_draft(const Desk& desk, const access::Actor& actor, base::DraftId id, const Seen& seen);

}  // namespace vigie::casework
