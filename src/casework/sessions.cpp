#include "casework/sessions.hpp"

#include "access/password.hpp"

namespace vigie::casework {

std::vector<Session> list_sessions(const Desk& desk, const access::Actor& actor, std::string_view token) {
  const std::string own = access::digest_token(token);
  const auto passes = desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    return store::list_passes(reading.sql, actor.account, "session", reading.now);
  });
  std::vector<Session> sessions;
  for (const store::Pass& pass : passes)
    if (!desk.presence->is_idle(pass, desk.store.clock().now()))
      sessions.push_back({pass.id(), pass.label, pass.created_at, desk.presence->last_seen(pass), pass.expires_at, pass.digest == own});
  return sessions;
}

base::Status end_session(const Desk& desk, const access::Actor& actor, base::PassId id) {
  return desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    const auto passes = store::list_passes(unit.sql(), actor.account, "session", unit.now());
    const auto found = std::ranges::find_if(passes, [id](const store::Pass& pass) { return pass.id() == id; });
    if (found == passes.end()) return unknown_to_you("Session");
    store::end_pass(unit, found->digest);
    unit.commit({"session_fermee", "account", actor.account.text(), "", fmt::format("session={}", id.text())});
    return base::Done{};
  });
}

base::Result<int> end_other_sessions(const Desk& desk, const access::Actor& actor, std::string_view token) {
  return desk.store.write<int>(actor, [&](store::Unit& unit) -> base::Result<int> {
    const int ended = end_sessions(unit, actor.account, access::digest_token(token));
    unit.commit({"sessions_fermees", "account", actor.account.text(), "", fmt::format("sessions_fermees={}", ended)});
    return ended;
  });
}

int end_sessions(store::Unit& unit, base::AccountId account, std::string_view kept) {
  int ended = 0;
  for (const store::Pass& pass : store::list_passes(unit.sql(), account, "session", unit.now())) {
    if (pass.digest == kept) continue;
    store::end_pass(unit, pass.digest);
    ++ended;
  }
  return ended;
}

}  // namespace vigie::casework
