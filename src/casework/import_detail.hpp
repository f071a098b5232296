#pragma once
#include "casework/import_past.hpp"
#include "casework/signing_detail.hpp"

namespace vigie::casework {

/// What a line says, the same for the same words whatever the order of its members: form, organisation, signature, answers.
std::string said_by(const PastDeclaration& past);

/// Whether a line was taken before, or is the export of a declaration of this directory. Refuses cle_reutilisee: its key
/// was taken with other words, or for another minor.
base::Result<bool> is_known(const store::Reading& reading, const PreparedPast& one);

/// Settles, before the rules do, what the keys of a line designate. A key met for the first time leaves the choice to
/// likeness (minor) and to « Which absence? » (episode); but a minor has one key, and two ids are two absences.
/// Refusals: choix_contradictoire, correction_inconnue, ligne_liee_refusee (that of `after` was not taken).
base::Status designate(const store::Unit& unit, const PreparedPast& one, Submission& submission, Signing& signing);

/// Keeps the keys of a line with what it made, in its own act.
void remember(store::Unit& unit, const PreparedPast& one, const Receipt& receipt);

/// A refusal of a signature, its pointers into a line rather than into a submission.
base::Error in_words_of_a_line(base::Error error);

}  // namespace vigie::casework
