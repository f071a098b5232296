#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace vigie::http {

/// Threads that do the work, behind a queue that can be full. A job must not throw.
class Workers {
 public:
  Workers(std::size_t threads, std::size_t queue_limit);
  ~Workers();

  /// False when the queue is full or closed: the job will not run.
  bool try_add(std::function<void()> job);
  /// Takes no more jobs, drops those that wait, and returns when those that run are done.
  void stop();

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  std::size_t queue_limit_;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace vigie::http
