#pragma once
#include <map>

#include "casework/audience.hpp"

namespace vigie::casework {

/// A change as it is told: its audience as it was when the log was read, and its text.
struct Told {
  std::int64_t number = 0;
  Audience audience;
  std::string text;
};

/// The part of the log that is in memory for those who listen: stretches of 1,024 numbers, the 32 used last. Somebody far
/// behind has others brought in; many who were away together share them.
class LiveLog {
 public:
  /// Numbers after `after` up to `until`, of one stretch.
  struct Gap {
    std::int64_t after, until;
    friend auto operator<=>(const Gap&, const Gap&) = default;
  };
  /// What must be read before one who has heard all up to `cursor` can hear more; nothing when it is there, or when
  /// nothing came after (`head`: the latest number).
  std::optional<Gap> missing_after(std::int64_t cursor, std::int64_t head) const;
  /// What was read of a gap that `missing_after` gave. Those whom nobody may hear can be left out.
  void add(const Gap& gap, std::vector<Told> told);

  /// The texts that `who` may hear after `cursor`, in order, up to the first that reaches `bytes`; moves the cursor to the
  /// last number looked at.
  std::string take(std::int64_t& cursor, const access::Actor& who, std::size_t bytes);

 private:
  struct Stretch {
    std::int64_t read_to = 0;
    std::int64_t used = 0;
    std::vector<Told> told;
  };
  void drop_oldest();

  std::map<std::int64_t, Stretch> stretches_;  // by number of the stretch
  std::int64_t uses_ = 0;
};

}  // namespace vigie::casework
