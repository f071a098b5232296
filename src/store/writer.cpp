#include "store/writer.hpp"

#include "base/log.hpp"
#include "base/waiting.hpp"
#include "store/journal.hpp"

namespace vigie::store {

bool Signal::await(std::chrono::milliseconds at_most) {
  timespec until{};
  clock_gettime(CLOCK_MONOTONIC, &until);
  const auto ns = std::chrono::nanoseconds(until.tv_nsec) + at_most;
  const auto whole = std::chrono::duration_cast<std::chrono::seconds>(ns);
  until.tv_sec += whole.count();
  until.tv_nsec = (ns - whole).count();
  return sem_clockwait(&semaphore_, CLOCK_MONOTONIC, &until) == 0;
}

Writer::Writer(const Parts& parts, std::unique_ptr<db::Connection> connection)
    : parts_(parts), connection_(std::move(connection)), thread_([this] { work(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard lock(gate_);
    stopping_ = true;
  }
  waiting_.notify_one();
  thread_.join();
}

void Writer::run(Act& act) {
  {
    const std::lock_guard lock(gate_);
    queue_.push_back(&act);
  }
  waiting_.notify_one();
  {
    const base::Waiting commit;
    act.done.await();
  }
  if (act.fault) std::rethrow_exception(act.fault);
}

void Writer::run_all(std::span<Act> acts) {
  {
    const std::lock_guard lock(gate_);
    for (Act& act : acts) queue_.push_back(&act);
  }
  waiting_.notify_one();
  const base::Waiting commit;
  for (Act& act : acts) act.done.await();
}

std::vector<Act*> Writer::take() {
  std::unique_lock lock(gate_);
  waiting_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  std::vector<Act*> group;
  while (!queue_.empty() && group.size() < parts_.pace.largest_group) {
    group.push_back(queue_.front());
    queue_.pop_front();
  }
  return group;
}

void Writer::work() {
  for (;;) {
    const std::vector<Act*> group = take();
    if (group.empty()) return;  // stopping, and nothing waits
    run_group(group);
    tell_of_commit();
    for (Act* act : group) act->done.give();
    keep_log_short();
  }
}

void Writer::on_commit(std::function<void()> notice) {
  const std::lock_guard lock(notice_gate_);
  notice_ = std::move(notice);
}

void Writer::tell_of_commit() {
  const std::lock_guard lock(notice_gate_);
  if (notice_) notice_();
}

void Writer::run_group(const std::vector<Act*>& group) {
  // What an act wrote is rarely undone: acts that share a commit do without savepoints until one must be.
  if (group.size() > 1 && try_group(group, Undo::group)) return;
  if (try_group(group, Undo::act)) return;
  // The engine ended the transaction, or COMMIT failed: nothing was kept. Each act has its own chance.
  for (Act* act : group) run_alone(*act);
}

bool Writer::try_group(const std::vector<Act*>& group, Undo undo) {
  std::vector<std::unique_ptr<Unit>> kept;
  try {
    connection_->begin_writing();
    for (Act* act : group)
      if (!run_act(*act, undo, kept)) throw base::Fault("the transaction is undone or lost");
    sign_end(*connection_, parts_.vault, parts_.clock.now());
    connection_->commit();
    return true;
  } catch (const std::exception&) {
    for (auto unit = kept.rbegin(); unit != kept.rend(); ++unit) (*unit)->undo_memory();
    connection_->roll_back();
    return false;
  }
}

void Writer::run_alone(Act& act) {
  std::vector<std::unique_ptr<Unit>> kept;
  act.fault = nullptr;
  try {
    connection_->begin_writing();
    run_act(act, Undo::act, kept);
    if (connection_->in_transaction()) {
      sign_end(*connection_, parts_.vault, parts_.clock.now());
      connection_->commit();
    }
  } catch (const std::exception&) {
    if (!act.fault) act.fault = std::current_exception();
    for (auto& unit : kept) unit->undo_memory();
    connection_->roll_back();
  }
}

/// False when the engine ended the transaction under the act, or when the group must be undone with it. The act's own fault
/// is kept for its caller.
bool Writer::run_act(Act& act, Undo undo, std::vector<std::unique_ptr<Unit>>& kept) {
  const Reading reading{*connection_, parts_.vault, parts_.forms, scope_of_rules(), act.at.value_or(parts_.clock.now()),
                        parts_.unsealed};
  auto unit = std::make_unique<Unit>(reading, *act.actor, parts_.people);
  const std::int64_t written = connection_->rows_written();
  act.fault = nullptr;
  try {
    if (undo == Undo::act) connection_->savepoint();
    const bool keep = act.body(*unit);
    base::require(!keep || unit->committed(), "an act is kept only with its audit line");
    if (keep) {
      if (undo == Undo::act) connection_->release();
      kept.push_back(std::move(unit));
      return true;
    }
  } catch (...) {
    act.fault = std::current_exception();
  }
  unit->undo_memory();
  if (!connection_->in_transaction()) return false;
  if (undo == Undo::group) return !act.fault && connection_->rows_written() == written;
  connection_->roll_back_to();
  return true;
}

void Writer::keep_log_short() {
  if (!log_is_long_.exchange(false)) return;
  try {
    parts_.database.checkpoint();
  } catch (const std::exception& fault) {
    base::log_warning(fmt::format("checkpoint: {}", fault.what()));
  }
}

}  // namespace vigie::store
