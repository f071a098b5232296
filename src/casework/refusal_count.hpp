#pragma once
#include <map>
#include <mutex>

#include "base/id.hpp"
#include "base/time.hpp"

namespace vigie::casework {

/// How many an account had lately. Thread-safe.
class RefusalCount {
 public:
  enum class Say : std::uint8_t { it, that_there_are_more, nothing };
  Say count(base::AccountId account, base::Instant now);

 private:
  struct Minute {
    std::int64_t minute = 0;
    int refusals = 0;
  };
  std::mutex gate_;
  std::map<base::AccountId, Minute> minutes_;
};

}  // namespace vigie::casework
