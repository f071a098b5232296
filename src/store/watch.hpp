#pragma once
#include "alerts/alert.hpp"
#include "store/episodes.hpp"

namespace vigie::store {

// What a board reads, in a fixed number of statements however many absences last.

/// An absence as a board shows it: nothing sealed, nothing of its voices.
struct Glimpse {
  base::EpisodeId id;
  base::MinorId minor;    // the file that speaks for the child
  std::string reference;  // of that file
  episodes::Status status = episodes::Status::en_cours;
  base::Window departed;
  std::optional<base::Window> returned;
  bool verified = false;
  std::string departement;
  Verdict stands;
  bool decided = false;  // by a person, else proposed
  std::int64_t version = 0;
};
/// Absences that last, within the scope (a home: its own minors; analysts and admins: none).
std::vector<Glimpse> list_lasting_absences(const Reading& reading);

/// An alert with the logins of who has it.
struct HeldAlert {
  alerts::Alert alert;  // without its note
  std::string assigned_to, acknowledged_by, resolved_by;  // may be empty
};
/// Alerts and tasks not yet resolved about absences that last, of the actor's audience; by absence, the first due first.
std::vector<HeldAlert> list_alerts_of_lasting(const Reading& reading, const access::Actor& actor);

/// Who signed a declaration about an absence that lasts: absence, id and name of the organisation. For a scope that reaches
/// every minor; a home learns nothing of other declarants.
struct Declarant {
  base::EpisodeId episode;
  base::OrganisationId organisation;
  std::string name;
};
std::vector<Declarant> list_declarants_of_lasting(const Reading& reading);

// What changed since an instant, by the log of changes. Looks at the last 200,000 changes: several days of the whole
// country. What an import brings of the past is not news.

/// An absence about which something changed.
struct Moved {
  base::EpisodeId episode;
  std::int64_t number = 0;  // of the latest change about it or about one of its alerts
  bool is_new = false;
};
std::vector<Moved> list_moved(const Reading& reading, base::Instant since);
/// An absence that does not last (any more).
struct Ended {
  Glimpse absence;
  bool lately = false;  // it ended, or its end was told, since
};
/// Absences that do not last and about which, or about an alert of which, something changed since, within the scope.
std::vector<Ended> list_ended_absences(const Reading& reading, base::Instant since);
/// Alerts and tasks about an absence that changed since, resolved ones too, of the actor's audience.
std::vector<HeldAlert> list_moved_alerts(const Reading& reading, const access::Actor& actor, base::Instant since);

}  // namespace vigie::store
