#pragma once
#include "casework/desk.hpp"
#include "episodes/phase.hpp"
#include "store/watch.hpp"

namespace vigie::casework {

/// What a person looks for on the board; nothing: everything.
struct WatchFilter {
  std::optional<triage::Level> level;
  std::optional<triage::Qualification> qualification;
  std::string departement;                           // a code
  std::optional<base::OrganisationId> organisation;  // that signed a declaration; of a scope that reaches every minor
  std::optional<episodes::Phase> phase;
  bool mine = false;  // with an alert or a task that this account took or was given
  std::string words;  // what a search of minors takes; the act writes an audit line without them
};

/// An absence on the board, with the alerts and tasks of the actor's audience.
struct Watched {
  store::Glimpse absence;
  std::string display;      // who, by the latest name told
  std::optional<int> age;   // today
  episodes::Phase phase = episodes::Phase::to_2_h;
  std::vector<std::string> declarants;    // organisations; empty for a home
  std::vector<store::HeldAlert> alerts;   // no tasks; the first due first
  std::vector<store::HeldAlert> tasks;
  bool overdue = false;     // one of its alerts is
  int overdue_tasks = 0;
};

struct Board {
  std::vector<Watched> rows;  // those of the filter, in the order of `comes_before`
  std::size_t all = 0;        // without the filter
  std::set<std::string> departements;                     // of all of them
  std::map<std::string, base::OrganisationId> declarants; // by name, of all of them
};

/// The order of the board, a convention: an alert that nobody took in time first, then level and qualification (where the
/// absence stands, or what an alert that lasts asks beyond a decision), the younger child (an unknown age first: nobody knows how young), the later departure (the first hours are those of the search).
bool comes_before(const Watched& a, const Watched& b);

/// The absences that last, as the actor may see them, in a fixed number of reads. Appearing on the board is not an
/// opening. Refusal: recherche_trop_courte (words of one letter).
base::Result<Board> watch(const Desk& desk, const access::Actor& actor, const WatchFilter& filter);

}  // namespace vigie::casework
