#pragma once
#include <chrono>
#include <cstddef>
#include <list>

namespace vigie::http {

/// One connection, as the house sees it: since when, until when, and how to interrupt what it waits for.
class Guest {
 public:
  using Time = std::chrono::steady_clock::time_point;

  virtual ~Guest() = default;
  /// Ends at once whatever the connection waits for; never called while a worker has its request.
  virtual void interrupt() = 0;

  /// What it waits for next must come before then.
  void set_deadline(Time deadline) { deadline_ = deadline, expired_ = false; }
  void set_no_deadline() { set_deadline(Time::max()); }
  bool expired() const { return expired_; }

 private:
  friend class Guests;
  Time deadline_ = Time::max();
  bool expired_ = false;
  bool idle_ = false;
  std::list<Guest*>::iterator place_;
};

/// All connections: those that wait for a request, longest first, and those that are busy with one.
class Guests {
 public:
  void add(Guest& guest);  // busy
  void remove(Guest& guest);
  void set_idle(Guest& guest);
  void set_busy(Guest& guest);
  std::size_t count() const { return idle_.size() + busy_.size(); }

  /// Sends away the guest that has been idle longest; false when none is.
  bool evict_idle();
  void evict_all_idle();
  /// Interrupts those whose deadline has passed.
  void sweep(Guest::Time now);

 private:
  static void expire(Guest& guest);
  static void expire_late(const std::list<Guest*>& guests, Guest::Time now);

  std::list<Guest*> idle_;
  std::list<Guest*> busy_;
};

}  // namespace vigie::http
