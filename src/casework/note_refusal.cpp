#include "casework/note_refusal.hpp"

#include "base/log.hpp"

namespace vigie::casework {

namespace {
constexpr int most_a_minute = 30;
}

RefusalCount::Say RefusalCount::count(base::AccountId account, base::Instant now) {
  const std::lock_guard lock(gate_);
  Minute& known = minutes_[account];
  const std::int64_t minute = now.ms / 60'000;
  if (known.minute != minute) known = {minute, 0};
  ++known.refusals;
  if (known.refusals <= most_a_minute) return Say::it;
  return known.refusals == most_a_minute + 1 ? Say::that_there_are_more : Say::nothing;
}

void note_refusal(const Desk& desk, const access::Actor& actor, std::string_view route, std::string_view id, int status) {
  const auto say = desk.refusals->count(actor.account, desk.store.clock().now());
  if (say == RefusalCount::Say::nothing) return;
  const bool one = say == RefusalCount::Say::it;
  const auto known = one ? base::MinorId::parse(id) : std::nullopt;  // any id reads alike; what is none may say anything
  const auto noted = desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    unit.commit({"refus", "route", known ? known->text() : "", "", one ? fmt::format("{} {}", status, route) : "nombreux"});
    return base::Done{};
  });
  if (!noted) base::log_warning("a refusal left no audit line: " + noted.error().code);
}

}  // namespace vigie::casework
