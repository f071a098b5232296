#include "casework/presence.hpp"

#include "casework/desk.hpp"

namespace vigie::casework {

namespace {
constexpr base::Duration between_writes = std::chrono::minutes{1};
}

void Presence::note(std::string_view digest, base::Instant now) {
  const std::lock_guard lock(gate_);
  if (const auto known = noted_.find(digest); known != noted_.end()) known->second = std::max(known->second, now);
  else noted_.emplace(digest, now);
}

base::Instant Presence::last_seen(const store::Pass& pass) const {
  const std::lock_guard lock(gate_);
  const auto known = noted_.find(pass.digest);
  return known == noted_.end() ? pass.seen_at : std::max(known->second, pass.seen_at);
}

bool Presence::is_idle(const store::Pass& pass, base::Instant now) const {
  return pass.kind == "session" && last_seen(pass) + idle_ <= now;
}

std::map<std::string, base::Instant, std::less<>> Presence::take_due(base::Instant now) {
  const std::lock_guard lock(gate_);
  if (noted_.empty() || (written_at_ && now < *written_at_ + between_writes)) return {};
  written_at_ = now;
  return noted_;
}

void Presence::forget(const std::map<std::string, base::Instant, std::less<>>& written) {
  const std::lock_guard lock(gate_);
  for (const auto& [digest, at] : written)
    if (const auto known = noted_.find(digest); known != noted_.end() && known->second == at) noted_.erase(known);
}

int write_presence(const Desk& desk) {
  // Noted ones stay in memory until the store has them: nobody is taken for absent meanwhile.
  const auto due = desk.presence->take_due(desk.store.clock().now());
  if (due.empty()) return 0;
  const access::Actor nobody;
  const auto kept = desk.store.write<base::Done>(nobody, [&](store::Unit& unit) -> base::Result<base::Done> {
    for (const auto& [digest, at] : due) store::mark_seen(unit, digest, at);
    unit.commit_seen();
    return base::Done{};
  });
  if (!kept) return 0;  // a full disk, a busy database: at the next call
  desk.presence->forget(due);
  return static_cast<int>(due.size());
}

}  // namespace vigie::casework
