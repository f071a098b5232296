#pragma once
#include <stop_token>

#include "casework/refresh.hpp"

namespace vigie::casework {

/// What the passing of time asks for, done as the system account `horloge`, which cannot log in: absences that last are
/// assessed again at each step (episodes/review.hpp), alerts that nobody took go wider, a child's eighteenth birthday is
/// told. Whatever was missed while the service stood still is done once, as of now, with the steps that it covers in the
/// audit line. Each is an act of its own that looks again inside the writer: two clocks at once, or one killed between two
/// acts, do nothing twice and forget nothing. A clock closes nothing.
class Timekeeper {
 public:
  explicit Timekeeper(const Desk& desk) : desk_(desk) {}

  struct Counts {
    int reviewed = 0, escalated = 0, came_of_age = 0, failed = 0;
    friend bool operator==(const Counts&, const Counts&) = default;
  };
  /// Does what is due, at most some hundreds of each; the rest at the next call. An act that fails is logged, counted
  /// and left for the next call; a full disk ends the call with a Fault. Between two acts it ends when asked to.
  Counts tick(const std::stop_token& stop = {});

 private:
  template <class Id, class Act>
  void do_each(const std::vector<Id>& ids, const std::stop_token& stop, int& done, int& failed, const Act& act);
  const access::Actor& actor();
  bool review(base::EpisodeId id);
  bool escalate(base::AlertId id);
  bool tell_majority(base::EpisodeId id);
  std::vector<base::EpisodeId> list_come_of_age();

  const Desk& desk_;
  std::optional<access::Actor> actor_;             // made at the first act: an idle service writes nothing
  std::optional<base::Instant> looked_at_ages_;
  std::set<std::string> failed_;                   // already said in the log
};

}  // namespace vigie::casework
