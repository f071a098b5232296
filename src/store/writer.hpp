#pragma once
#include <semaphore.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "store/unit.hpp"

namespace vigie::store {

/// One thread waits until another says so; std::binary_semaphore spins first, which takes the cores
/// from the writer that they all wait for.
class Signal {
 public:
  Signal() { sem_init(&semaphore_, 0, 0); }
  ~Signal() { sem_destroy(&semaphore_); }
  Signal(const Signal&) = delete;
  Signal& operator=(const Signal&) = delete;
  void give() { sem_post(&semaphore_); }
  void await() {
    while (sem_wait(&semaphore_) != 0) {}
  }
  /// False when nobody said so in that time.
  bool await(std::chrono::milliseconds at_most);

 private:
  sem_t semaphore_;
};

/// What one act needs to run; it may run again when the transaction that held it is undone or lost.
struct Act {
  const access::Actor* actor = nullptr;
  std::optional<base::Instant> at;          // when it is told; the clock's now by default
  std::function<bool(Unit&)> body;          // true: keep (and a line was committed); false: refused, undo
  std::exception_ptr fault;
  Signal done;
};

/// How many acts share a commit, and how often the log is brought back to its head.
struct Pace {
  // Acts of a group share one fsync and the pages it writes; the first of them waits for the last. The figure was chosen
  // by scripts/bench at 32 connections, where 8 to 32 differ little.
  std::size_t largest_group = 16;
  // Pages of the log beyond which the writer pauses between two groups, just after the checkpoint thread moved nearly all:
  // the few that are left are moved, and the log starts again from its head.
  int longest_log = 80'000;
  // Of the checkpoint thread: a page that many acts wrote since is moved once. 100 and 1000 ms measured alike, within noise.
  std::chrono::milliseconds checkpoint_every{500};
};

/// The one writer: takes the acts that wait, runs them in one transaction, commits once, then answers all. When what one of
/// them wrote must be undone, all run again, each in a savepoint.
class Writer {
 public:
  struct Parts {
    db::Database& database;
    const identity::Vault& vault;
    const forms::Catalogue& forms;
    const base::Clock& clock;
    People& people;
    Unsealed& unsealed;
    Pace pace = {};
  };
  explicit Writer(const Parts& parts, std::unique_ptr<db::Connection> connection);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Runs the act and waits until it is durable, refused, or has failed (then its fault is thrown here).
  void run(Act& act);
  /// The same for several acts, in their order, as neighbours; each keeps its fault.
  void run_all(std::span<Act> acts);
  /// Called after each commit and before its answers, on the writer's thread: it must not wait. Empty: nobody. Once this returns, what was there
  /// before is called no more.
  void on_commit(std::function<void()> notice);
  /// After the group under way, all that the log holds is moved, so that it starts again from its head. From any thread.
  void shorten_log() { log_is_long_ = true; }

 private:
  void work();
  std::vector<Act*> take();
  void run_group(const std::vector<Act*>& group);
  /// What is undone when an act is not kept: what it wrote, to its savepoint, or the group with it.
  enum class Undo { act, group };
  bool try_group(const std::vector<Act*>& group, Undo undo);
  void run_alone(Act& act);
  bool run_act(Act& act, Undo undo, std::vector<std::unique_ptr<Unit>>& kept);
  void keep_log_short();
  void tell_of_commit();

  Parts parts_;
  std::unique_ptr<db::Connection> connection_;
  std::mutex gate_;
  std::condition_variable waiting_;
  std::deque<Act*> queue_;
  bool stopping_ = false;
  std::atomic<bool> log_is_long_ = false;
  std::mutex notice_gate_;
  std::function<void()> notice_;
  std::thread thread_;
};

}  // namespace vigie::store
