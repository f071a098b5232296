#include "casework/import_past.hpp"
#include "casework/refresh.hpp"

namespace vigie::casework {

namespace {

constexpr std::size_t group_size = 256;

/// What ended while its alerts waited, and never had any, needs none.
bool needs_alerts(const store::Reading& reading, const store::EpisodeRecord& record) {
  return store::calls_for_alerts(record) || !store::list_alerts_of(reading, record.episode.id).empty();
}

void raise_alerts(store::Unit& unit, const store::WaitingAlerts& waiting) {
  const auto record = store::find_episode(unit.reading(), waiting.episode);
  if (record && needs_alerts(unit.reading(), *record)) refresh_alerts(unit, *record, waiting.before);
  store::end_waiting(unit, waiting.episode);
  unit.commit({"alertes", "episode", waiting.episode.text(), "import", ""});
}

}  // namespace

int Importing::finish() {
  int looked_at = 0;
  for (;;) {
    const auto waiting = desk_.store.read(store::scope_of_rules(), [](const store::Reading& reading) {
      return store::list_waiting_alerts(reading, static_cast<int>(group_size));
    });
    std::vector<access::Actor> actors(waiting.size(), system_);
    std::vector<store::Act> acts(waiting.size());
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      actors[i].organisation = waiting[i].organisation;
      acts[i].actor = &actors[i];
      acts[i].body = [one = waiting[i]](store::Unit& unit) { return raise_alerts(unit, one), true; };
    }
    const auto raised = desk_.store.write_all(acts);
    if (!raised) throw base::Fault(raised.error().text);
    for (const store::Act& act : acts)
      if (act.fault) std::rethrow_exception(act.fault);
    looked_at += static_cast<int>(waiting.size());
    if (waiting.size() < group_size) return looked_at;
  }
}

void note_import(const Desk& desk, const access::Actor& system, const std::string& detail) {
  const auto noted = desk.store.write<base::Done>(system, [&](store::Unit& unit) -> base::Result<base::Done> {
    unit.commit({"import", "directory", "", "", detail});
    return base::Done{};
  });
  if (!noted) throw base::Fault(noted.error().text);
}

}  // namespace vigie::casework
