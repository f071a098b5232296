#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/waiting.hpp"

namespace vigie::http {

/// Threads that do the work, behind a queue that can be full. A job must not throw.
class Workers final : base::Foreman {
 public:
  /// A job begins only while fewer than `at_once` compute: those that wait for another thread (base::Waiting) are not
  /// counted. Jobs that share few cores by slices would all end late; begun in turn, most end early and the last no later.
  Workers(std::size_t threads, std::size_t queue_limit, std::size_t at_once);
  Workers(std::size_t threads, std::size_t queue_limit) : Workers(threads, queue_limit, threads) {}
  ~Workers();

  /// False when the queue is full or closed: the job will not run.
  bool try_add(std::function<void()> job);
  /// Takes no more jobs, drops those that wait, and returns when those that run are done.
  void stop();

 private:
  void work();
  void rests() override;
  void goes_on() override;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  std::size_t queue_limit_;
  std::size_t at_once_;
  std::size_t computing_ = 0;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace vigie::http
