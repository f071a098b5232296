#pragma once
// alerts: from an assessment, a decision or a return: who must be told, by when, what is overdue. Pure.
// 1. One open alert per episode and family; a higher kind of the family restarts it.
// 2. First to police and the organisation that declared; a named person acknowledges. Overdue is computed when read.
// 3. A return never resolves an exploitation alert; an unverified return resolves nothing.
// 4. Delays are conventions of this project, in one table.
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

/// qualification and exploitation speak of the assessment; the others are tasks, each its own family.
enum class Family { qualification, exploitation, decision, retour, fpr, reunion };

/// A kind, by its code, with its family, its height within it and the time to acknowledge it.
struct Kind {
  std::string_view code;
  Family family;
  int height;
  base::Duration due;
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
};

/// What is to be done about the alerts of one absence: kinds to raise (or to raise higher), alerts to resolve.
struct Plan {
  struct Raise {
    std::string kind;
    std::optional<base::AlertId> instead_of;  // the open alert of the family that it restarts
  };
  std::vector<Raise> raise;
  std::vector<std::pair<base::AlertId, std::string>> resolve;  // with the outcome
};

/// Compares the situation with every alert ever raised for the absence (resolved ones too: what was answered is not
/// asked again at the same height).
Plan plan(const Situation& situation, std::span<const Alert> known);

}  // namespace vigie::alerts
