#include "alerts/alert.hpp"

namespace vigie::alerts {

namespace {

using enum access::Role;

// Who joins at which step. The case workers of the 116 000 follow by day; its call handlers answer round the clock. Homes
// learn of their own minors only.
struct Joining {
  access::Role role;
  int step;
};
constexpr Joining ladder[] = {{police, 1}, {suivi, 1}, {ecoutant, 2}};
constexpr int last_step = 2;
/// A task that nobody does reaches those who follow the case, and stops there: the phones are not its place.
int last_step_of(const Kind& kind) { return kind.task() ? 1 : last_step; }

}  // namespace

std::optional<base::Instant> escalates_at(const Alert& alert) {
  const Kind& about = kind(alert.kind);
  if (alert.state != State::ouverte || alert.step >= last_step_of(about)) return std::nullopt;
  return alert.due_at + alert.step * about.due;
}

int joins_at(access::Role role) {
  for (const Joining& one : ladder)
    if (one.role == role) return one.step;
  return last_step + 1;
}

std::vector<access::Role> roles_of(const Alert& alert) {
  std::vector<access::Role> roles{alert.role};
  for (const Joining& one : ladder)
    if (one.step <= alert.step && one.role != alert.role) roles.push_back(one.role);
  return roles;
}

}  // namespace vigie::alerts
