#pragma once
#include "casework/import_past.hpp"
#include "casework/signing_detail.hpp"

namespace vigie::casework {

/// What a line says, the same for the same words whatever the order of its members: form, organisation, signature, answers.
std::string said_by(const PastDeclaration& past);

/// The same of an act, whatever declaration names its absence.
std::string said_by(const imports::Line& act);

/// Whether a line was taken before, or is the export of a declaration of this directory. Refuses cle_reutilisee: its key
/// was taken with other words, or for another minor.
base::Result<bool> is_known(const store::Reading& reading, const PreparedPast& one);

/// Settles, before the rules do, what the keys of a line designate. A key met for the first time leaves the choice to
/// likeness (minor) and to « Which absence? » (episode); but a minor has one key, and two ids are two absences. Where an
/// id tells the absence of another directory, a return is taken as it stood there, whatever was taken back around it.
/// Refusals: choix_contradictoire, correction_inconnue, ligne_liee_refusee (that of `after` was not taken).
base::Status designate(const store::Unit& unit, const PreparedPast& one, Submission& submission, Signing& signing);

/// Decides again, for an absence, what was decided elsewhere, and notes in the record what stands now. The assessment that
/// it answers is one that said the same at the same instant, else one made as of that instant; when the rules or the
/// voices of this directory would have proposed something else, it is kept as told, and the absence is judged again.
/// Refuses motif_requis.
base::Status decide_again(store::Unit& unit, const Desk& desk, const PreparedAct& one, store::EpisodeRecord& record);

/// Refuses instant_futur: signed more than 5 minutes after `now`.
base::Status check_signature(base::Instant signed_at, base::Instant now);

/// Keeps the keys of a line with what it made, in its own act.
void remember(store::Unit& unit, const PreparedPast& one, const Signing& signed_one, const Receipt& receipt);

/// A refusal of a signature, its pointers into a line rather than into a submission.
base::Error in_words_of_a_line(base::Error error);

}  // namespace vigie::casework
