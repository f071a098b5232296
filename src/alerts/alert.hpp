#pragma once
// alerts: from an assessment, a decision or a return: who must be told, by when, what is overdue. Pure.
// 1. One open alert per episode and family; a higher kind of the family restarts it.
// 2. First to police and the organisation that declared; a named person acknowledges. Overdue is computed when read.
// 3. A return never resolves an exploitation alert; an unverified return resolves nothing.
// 4. Delays are conventions of this project unless the table names a text.
// 5. A task is raised by its reason, resolves by itself when it is done or its reason has gone, and once answered by a
//    person is not asked again for the same reason.
// 6. What nobody takes note of goes wider, one step at a time.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/role.hpp"
#include "base/id.hpp"
#include "triage/rule.hpp"

namespace vigie::alerts {

enum class State { ouverte, acquittee, resolue };
std::string_view to_text(State state);
std::optional<State> parse_state(std::string_view text);

/// qualification, exploitation and decision speak of the assessment, majorite of the child's age; the others are tasks.
enum class Family {
  qualification, exploitation, decision, majorite,
  retour, fpr, inscription, entretien, parquet, dix_sept, audition, deplacement, desaccord, reunion, transmission, urgence
};

/// A kind, by its code, with its family, its height within it and the time to acknowledge it.
struct Kind {
  std::string_view code;
  std::string_view label;  // French, what people read
  Family family;
  int height;
  base::Duration due;                        // from the raising, or from what the task counts from
  access::Role role = access::Role::police;  // first audience, with the organisation that declared
  bool by_hand = true;                       // whether a person may resolve it
  bool task() const { return family > Family::majorite; }
};
std::span<const Kind> kinds();
const Kind& kind(std::string_view code);  // must exist

struct Alert {
  base::AlertId id;
  std::string kind;
  std::optional<base::EpisodeId> episode;
  std::optional<base::MinorId> minor;
  access::Role role = access::Role::police;             // audience: this role…
  std::optional<base::OrganisationId> organisation;     // …and this organisation
  base::Instant raised_at, due_at;
  int step = 0;
  State state = State::ouverte;
  std::int64_t version = 0;
  std::optional<base::AccountId> assigned_to, acknowledged_by, resolved_by;
  std::optional<base::Instant> acknowledged_at, resolved_at;
  std::string outcome;  // confirme, infirme, indetermine, transmis; or what resolved it: retour, fpr, decision
  std::string note;     // sealed
};

/// Nobody has acknowledged it, and its time has passed.
bool overdue(const Alert& alert, base::Instant now);

/// When it goes wider unless somebody takes note of it: at its due time, then after as long again. Nothing once taken,
/// resolved, or at its last step.
std::optional<base::Instant> escalates_at(const Alert& alert);
/// From which step a role is in the audience of every alert; beyond the last one: never by escalation.
int joins_at(access::Role role);
/// Every role in the audience of an alert, its first one first.
std::vector<access::Role> roles_of(const Alert& alert);

/// What calls for the tasks of an absence, and what its voices say was done.
struct Followed {
  enum class Interview { none, refused, held };
  base::Instant now;
  bool away = false;  // it lasts, or its return is not verified
  bool of_age = false;  // left as a minor, and is none any more
  std::optional<base::Instant> returned_at;    // latest bound of the return that ended it
  Interview interview = Interview::none;       // the most that any voice says
  std::optional<base::Instant> declared_at;    // the first classique or inquietante
  bool fpr_answered = false;                   // inscription, or why not
  bool parquet_informed = false;
  std::optional<base::Instant> undeclared_at;  // the latest call, while no voice says that police knows
  std::optional<base::Instant> distant_at;     // the first inquietante that a home signed elsewhere than at the police station
  bool visited = false, heard = false;         // the home came; its educator was heard
  std::optional<base::Instant> disputed_at;    // the latest disagreement of a declarant
};

/// What changed about an absence.
struct Situation {
  triage::Qualification proposed = triage::Qualification::classique;
  triage::Level level = triage::Level::aucun;
  struct Decided {
    triage::Qualification qualification;
    triage::Level level;
    triage::Qualification proposed;  // what was proposed when it was taken
    triage::Level proposed_level;
    base::Instant at;
  };
  std::optional<Decided> decided = std::nullopt;  // the decision that stands
  bool rose = false;                // this act made the proposal higher
  bool returned = false, verified = false, closed = false;
  bool fpr_standing = false;
  Followed followed = {};
};

/// What is to be done about the alerts of one absence: kinds to raise (or to raise higher), alerts to resolve.
struct Plan {
  struct Raise {
    std::string kind;
    std::optional<base::AlertId> instead_of;  // the open alert of the family that it restarts
    std::optional<base::Instant> from = {};   // what its due time counts from; nothing: the raising
  };
  std::vector<Raise> raise;
  std::vector<std::pair<base::AlertId, base::Instant>> move;  // another due time: what it counts from was told anew
  std::vector<std::pair<base::AlertId, std::string>> resolve;  // with the outcome
};

/// Compares the situation with every alert ever raised for the absence (resolved ones too: what was answered is not
/// asked again at the same height).
Plan plan(const Situation& situation, std::span<const Alert> known);

}  // namespace vigie::alerts
