#pragma once
#include <atomic>

#include "casework/file_shelf.hpp"
#include "casework/submit_declaration.hpp"
#include "identity/person.hpp"
#include "imports/line.hpp"
#include "store/imports.hpp"

namespace vigie::casework {

/// One declaration told in the past by another system: its form and answers, when and by which organisation it was signed.
struct PastDeclaration {
  std::string form;
  int form_version = 0;  // 0: the latest
  std::string organisation;
  access::Role role = access::Role::police;  // of whoever signed it
  base::Instant signed_at;
  boost::json::object answers;
  std::optional<base::MinorId> minor;
  bool new_minor = false;
  // As the other system names things; empty: it does not.
  std::string key;          // of this declaration: taken once
  std::string minor_key;    // declarations that share it are about one minor
  std::string episode_key;  // … about one absence
  std::string amends;       // key of the declaration that it corrects
  std::string after;        // key of a declaration whose minor and absence it shares, and without which it is refused
  std::string zone = std::string(base::paris);  // of times told without offset, when the answers name no place
};

/// The same, checked and digested: what a thread other than the writer's can do.
struct PreparedPast {
  access::Actor actor;
  Submission submission;  // without its answers
  Ready ready;
  base::Instant at;       // of its signature
  std::optional<store::ImportKey> key, minor_key, episode_key, amends, after;
  std::string body_digest;  // of what it says
};

/// An act about an absence told by another system, checked and digested.
struct PreparedAct {
  access::Actor actor;
  imports::Act said;
  base::Instant at;
  store::ImportKey key, declaration;
  std::string body_digest;  // of what it says, whatever declaration names the absence
};
using Prepared = std::variant<PreparedPast, PreparedAct>;

/// Whether the answers of a past declaration can be taken, without looking at any file. Refuses: formulaire_inconnu,
/// version_inconnue, instant_futur (signed more than 5 minutes after `now`), and what forms::check refuses.
base::Result<forms::Checked> check_past(const forms::Catalogue& forms, const PastDeclaration& past, base::Instant now);

/// Whether what the line of an act says can be, without looking at any file. Refuses: instant_futur, choix_invalide (the
/// codes of a qualification or a level), and what check_entry refuses of an FPR entry.
base::Status check_act(const imports::Line& line, base::Instant now);

/// What became of a line: taken now; known already, word for word or in what it says; or refused.
struct Fate {
  enum class Sort { taken, known, refused } sort = Sort::taken;
  base::Error refusal = {};
};

/// Signs past declarations, and does again what was done about their absences, at their own time as a system account that
/// cannot log in. Alerts wait for finish().
class Importing {
 public:
  Importing(const Desk& desk, access::Actor system) : desk_(desk), system_(std::move(system)) {}

  /// At once, by choice or likeness, keys left aside.
  base::Result<Receipt> take(const PastDeclaration& past);

  /// Checks and digests a declaration, and adds its organisation when it is new. From any thread.
  base::Result<Prepared> prepare(PastDeclaration past);
  /// The same of the line of an act.
  base::Result<Prepared> prepare(const imports::Line& line);
  /// Signs them in their order, in as few transactions as the store's pace allows; each is an act of its own, and the
  /// refusal of one harms no other. Refusals: those of a signature, and cle_reutilisee (the key was taken with other
  /// words), correction_inconnue, panne (a fault that concerns this line alone). Of an act: declaration_inconnue,
  /// declaration_sans_absence, decision_inconnue, motif_requis, fpr_depassee (the entry was changed since).
  /// A full disk or a busy database is the refusal of the whole: those that were signed are kept.
  base::Result<std::vector<Fate>> take_all(const std::vector<Prepared>& group);

  /// Raises the alerts of what is still open and of what had alerts before; how many absences were looked at.
  /// Begins where an interrupted import left.
  int finish();

 private:
  base::Result<base::OrganisationId> organisation(const std::string& name);
  /// The system account, for the organisation that signed.
  base::Result<access::Actor> actor_for(const std::string& organisation, access::Role role);
  Fate tell(store::Unit& unit, const PreparedPast& one);
  Fate tell(store::Unit& unit, const PreparedAct& one);

  const Desk& desk_;
  access::Actor system_;
  std::mutex gate_;
  std::map<std::string, base::OrganisationId> organisations_;
  FileShelf shelf_;
};

/// The audit line of a whole import, at the time it was run.
void note_import(const Desk& desk, const access::Actor& system, const std::string& detail);

}  // namespace vigie::casework
