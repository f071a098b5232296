#include "casework/keep_time.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "casework/follow.hpp"
#include "casework/manage_accounts.hpp"
#include "episodes/review.hpp"
#include "store/due.hpp"

namespace vigie::casework {

namespace {

constexpr int at_once = 200;
// Birthdays fall at midnight of the place; zones differ by whole hours.
constexpr base::Duration between_looks_at_ages = std::chrono::hours{1};

/// Somebody, or another clock, did it meanwhile: the act undoes itself.
base::Error already_done() { return {base::Kind::conflict, "deja_fait", "Déjà fait."}; }

/// Nothing can be written now: what is left waits for the next call.
struct CannotWrite : base::Fault {
  using Fault::Fault;
};

/// Whether the act was kept; false when there was nothing left to do.
bool kept(const base::Result<base::Done>& act) {
  if (!act && act.error().code != "deja_fait") throw CannotWrite(act.error().text);
  return act.ok();
}

}  // namespace

/// Does each, until asked to stop; one that fails is logged, once, and does not stop the others.
template <class Id, class Act>
void Timekeeper::do_each(const std::vector<Id>& ids, const std::stop_token& stop, int& done, int& failed, const Act& act) {
  for (const Id id : ids) {
    if (stop.stop_requested()) return;
    try {
      if (act(id)) ++done;
    } catch (const CannotWrite&) {
      throw;
    } catch (const std::exception& fault) {
      ++failed;
      if (failed_.insert(id.text()).second) base::log_warning(fmt::format("clock: {}: {}", id.text(), fault.what()));
    }
  }
}

const access::Actor& Timekeeper::actor() {
  if (!actor_) actor_ = system_actor(desk_, "horloge");
  return *actor_;
}

Timekeeper::Counts Timekeeper::tick(const std::stop_token& stop) {
  const auto due = [&](auto list) {
    return desk_.store.read(store::scope_of_rules(), [&](const store::Reading& reading) { return list(reading, at_once); });
  };
  Counts done;
  do_each(due(store::list_due_reviews), stop, done.reviewed, done.failed, [&](base::EpisodeId id) { return review(id); });
  do_each(list_come_of_age(), stop, done.came_of_age, done.failed, [&](base::EpisodeId id) { return tell_majority(id); });
  do_each(due(store::list_due_escalations), stop, done.escalated, done.failed, [&](base::AlertId id) { return escalate(id); });
  return done;
}

bool Timekeeper::review(base::EpisodeId id) {
  return kept(desk_.store.write<base::Done>(actor(), [&](store::Unit& unit) -> base::Result<base::Done> {
    const auto record = store::find_episode(unit.reading(), id);
    if (!record || !record->review_at || *record->review_at > unit.now()) return already_done();
    const auto steps = episodes::steps_passed(record->episode, *record->review_at, unit.now());
    File file = load_file(unit.reading(), record->minor);
    refresh(unit, file, id, desk_.rules);
    unit.commit({"reevaluation", "episode", id.text(), "", fmt::format("pas={}", fmt::join(steps, ","))});
    return base::Done{};
  }));
}

bool Timekeeper::escalate(base::AlertId id) {
  return kept(desk_.store.write<base::Done>(actor(), [&](store::Unit& unit) -> base::Result<base::Done> {
    auto alert = store::find_any_alert(unit.reading(), id);
    const auto due = alert ? alerts::escalates_at(*alert) : std::nullopt;
    if (!due || *due >= unit.now()) return already_done();
    const alerts::Alert before = *alert;
    ++alert->step;
    store::save_alert(unit, before, *alert);
    unit.commit({"alerte_elargie", "alert", id.text(), "", fmt::format("kind={} step={}", alert->kind, alert->step)});
    return base::Done{};
  }));
}

bool Timekeeper::tell_majority(base::EpisodeId id) {
  return kept(desk_.store.write<base::Done>(actor(), [&](store::Unit& unit) -> base::Result<base::Done> {
    const auto record = store::find_episode(unit.reading(), id);
    if (!record || refresh_alerts(unit, *record, record->proposed).empty()) return already_done();
    unit.commit({"majorite", "episode", id.text(), "", ""});
    return base::Done{};
  }));
}

std::vector<base::EpisodeId> Timekeeper::list_come_of_age() {
  const base::Instant now = desk_.store.clock().now();
  if (looked_at_ages_ && now - *looked_at_ages_ < between_looks_at_ages && now >= *looked_at_ages_) return {};
  const auto lasting = desk_.store.read(store::scope_of_rules(), store::list_lasting);
  std::vector<base::EpisodeId> come_of_age;
  for (const store::Lasting& one : lasting) {
    const auto birth = birth_of(desk_.store.people().told(one.minor));
    if (birth && came_of_age(*birth, one.departed, now, one.zone)) come_of_age.push_back(one.episode);
  }
  looked_at_ages_ = now;
  return come_of_age;
}

}  // namespace vigie::casework
