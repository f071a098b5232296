#pragma once
#include "casework/desk.hpp"
#include "store/watch.hpp"

namespace vigie::casework {

/// Something that happened to an alert since the shift began.
struct AlertNews {
  store::HeldAlert held;
  bool raised = false, taken = false, resolved = false, overdue = false;
};
/// Who accepted an item, for the colleagues of the same organisation.
struct Acceptance {
  std::string login;
  base::Instant at;
};
/// One absence to hand over: ended since; new; known before and lasting; or ended before, with news of its alerts and tasks.
struct HandedOver {
  enum class Section { ended, is_new, lasting, followed } section = Section::lasting;  // in the order told
  store::Glimpse absence;
  std::string display;
  std::optional<int> age;
  std::vector<AlertNews> news;        // the first due first
  std::optional<Acceptance> accepted; // nothing happened to it since
};
struct HandOver {
  base::Instant since, now;
  std::int64_t number = 0;  // of the latest change that it tells
  std::vector<HandedOver> items;  // by section, then as on the board
};

/// The longest period that is told.
inline constexpr base::Duration longest_hand_over = std::chrono::hours{24 * 7};

/// What changed since an instant, within the actor's scope and audience, and the state of every absence that lasts.
/// Refusals: periode_invalide (422: ahead, or longer than a week).
base::Result<HandOver> hand_over(const Desk& desk, const access::Actor& actor, base::Instant since);

/// Accepts an item in one's own name, for one's organisation, having seen the log up to `seen`: the audit line is the record.
/// Refusals: introuvable (404), a_change_depuis (409: something happened to it since; it is read again first).
base::Status accept_handed_over(const Desk& desk, const access::Actor& actor, base::EpisodeId episode, std::int64_t seen);

}  // namespace vigie::casework
