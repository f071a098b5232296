#pragma once
#include <compare>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "casework/throttle.hpp"

namespace vigie::casework {

struct Desk;

/// A sign-in that failed.
struct FailedEntry {
  std::string subject, id;  // account and its id; login and the keyed digest of what was typed; vouching and its id; provider
  std::string reason;       // mot_de_passe, code, attente …
  std::string network;      // whence; empty when that says nothing
  auto operator<=>(const FailedEntry&) const = default;
};

/// Sign-ins that failed, counted in memory until a line of the audit says so (OWASP ASVS 5.0, 16.3.1). Thread-safe.
/// 1. A failure is written apart from its answer, which takes the same time whoever was named.
/// 2. The first of a kind (who, why, whence) is written at once, those of the ten minutes after it in one line with their
///    number.
/// 3. A flood costs at most 41 lines a minute: 30 about accounts, which wait their turn; 10 about logins that do not exist,
///    and one that counts all the others.
/// 4. What is only in memory is lost when the process is killed: some seconds of first failures, ten minutes of repeats.
class FailedEntries {
 public:
  struct Counted {
    FailedEntry entry;
    int times = 0;
  };
  void note(FailedEntry entry, int times = 1);
  /// What is to be written now; it is not given again. `ending`: nothing can wait.
  std::vector<Counted> take_due(base::Instant now, bool ending = false);

 private:
  struct Count {
    int unwritten = 0;
    std::optional<base::Instant> written_at;
  };
  /// How many lines of a sort the minute under way has left.
  struct Left {
    int accounts = 0, logins = 0;
  };
  Left& left_at(base::Instant now);
  void take_others(base::Instant now, bool ending, std::vector<Counted>& due);

  std::mutex gate_;
  std::map<FailedEntry, Count> counts_;
  std::int64_t minute_ = -1;
  Left left_;
  Count others_;
};

/// Notes that somebody failed to enter, or to prove again who they are. `reason` « mot_de_passe » becomes what was wrong with
/// the account, when that was it: identifiant_inconnu, compte_ferme, compte_systeme, mot_de_passe_expire.
void note_failed_entry(const Desk& desk, const Attempt& who, std::string_view reason);
/// The same of whom an identity provider sent, or did not: `subject` « provider » when nobody is known by it.
void note_failed_arrival(const Desk& desk, FailedEntry entry);
/// Writes what is due, a line each: connexion_refusee. How many.
int write_failed_entries(const Desk& desk, bool ending = false);

}  // namespace vigie::casework
