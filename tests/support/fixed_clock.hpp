#pragma once
#include <atomic>

#include "base/time.hpp"

namespace vigie::tests {

/// A clock that stands still until a test moves it.
class FixedClock final : public base::Clock {
 public:
  explicit FixedClock(base::Instant now) : ms_(now.ms) {}
  base::Instant now() const override { return {ms_}; }
  void set(base::Instant now) { ms_ = now.ms; }
  void pass(base::Duration time) { ms_ += time.count(); }

 private:
  std::atomic<std::int64_t> ms_;
};

}  // namespace vigie::tests
