#include "casework/end_traces.hpp"

#include "store/drafts.hpp"
#include "store/end_lines.hpp"
#include "store/passes.hpp"

namespace vigie::casework {

namespace {

constexpr int lines_at_once = 20'000;

base::Instant passes_until(const Desk& desk) { return desk.store.clock().now() - kept_after_pass_ended; }

std::vector<store::Draft> forgotten_drafts(const Desk& desk) {
  return desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    return store::list_forgotten_drafts(reading, reading.now - desk.draft_kept);
  });
}

/// A transaction each, so that a long purge holds little at once.
base::Result<std::int64_t> end_audit_lines(const Desk& desk, const access::Actor& by) {
  std::int64_t all = 0;
  store::EndedCount step{0, 0};
  for (;;) {
    const std::int64_t after = *step.looked_at;
    step = desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) { return store::count_ending_lines(reading, after, lines_at_once); });
    if (!step.looked_at) return all;
    if (step.lines == 0) continue;
    const auto ended = desk.store.write<std::int64_t>(by, [&](store::Unit& unit) -> base::Result<std::int64_t> {
      const std::int64_t lines = store::end_lines(unit, after, lines_at_once).lines;
      unit.commit({"fin_de_conservation", "audit", "", "", fmt::format("lignes={}", lines)});
      return lines;
    });
    if (!ended) return ended.error();
    all += *ended;
  }
}

}  // namespace

EndedTraces foresee_end_of_traces(const Desk& desk) {
  return desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    EndedTraces all;
    store::EndedCount step{0, 0};
    while (step.looked_at) {
      step = store::count_ending_lines(reading, *step.looked_at, lines_at_once);
      all.lines += step.lines;
    }
    all.passes = store::count_ended_passes(reading.sql, passes_until(desk));
    all.drafts = static_cast<std::int64_t>(store::list_forgotten_drafts(reading, reading.now - desk.draft_kept).size());
    return all;
  });
}

base::Result<EndedTraces> end_traces(const Desk& desk, const access::Actor& by) {
  EndedTraces all;
  for (const store::Draft& draft : forgotten_drafts(desk)) {
    const auto gone = desk.store.write<base::Done>(by, [&](store::Unit& unit) -> base::Result<base::Done> {
      store::remove_draft(unit, draft);
      unit.commit({"fin_de_conservation", "draft", draft.id.text(), "", "brouillon_oublie"});
      return base::Done{};
    });
    if (!gone) return gone.error();
    ++all.drafts;
  }
  const auto passes = desk.store.write<std::int64_t>(by, [&](store::Unit& unit) -> base::Result<std::int64_t> {
    const std::int64_t count = store::erase_ended_passes(unit, passes_until(desk));
    unit.commit({"fin_de_conservation", "session", "", "", fmt::format("sessions={}", count)});
    return count;
  });
  if (!passes) return passes.error();
  all.passes = *passes;
  const auto lines = end_audit_lines(desk, by);
  if (!lines) return lines.error();
  all.lines = *lines;
  return all;
}

}  // namespace vigie::casework
