#include "http/workers.hpp"

#include <sys/resource.h>

#include <utility>

namespace vigie::http {

namespace {

// One commit wakes all whose acts it held: they give way to the thread that they all wait for next, or it would have its
// turn after them, and a core would idle.
constexpr int yielding = 10;

}  // namespace

Workers::Workers(std::size_t threads, std::size_t queue_limit, std::size_t at_once)
    : queue_limit_(queue_limit), at_once_(at_once) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() { stop(); }

bool Workers::try_add(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_ || queue_.size() >= queue_limit_) return false;
    queue_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

void Workers::stop() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    queue_.clear();
  }
  changed_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

void Workers::rests() {
  {
    const std::lock_guard lock(mutex_);
    --computing_;
  }
  changed_.notify_one();
}

void Workers::goes_on() {
  const std::lock_guard lock(mutex_);
  ++computing_;
}

void Workers::work() {
  setpriority(PRIO_PROCESS, 0, yielding);  // on Linux, of this thread alone; where it is refused, all is as before
  base::foreman = this;
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return closed_ || (!queue_.empty() && computing_ < at_once_); });
    if (closed_) return;
    const auto job = std::move(queue_.front());
    queue_.pop_front();
    ++computing_;
    lock.unlock();
    job();
    lock.lock();
    --computing_;
  }
}

}  // namespace vigie::http
