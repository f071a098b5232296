#pragma once
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "casework/desk.hpp"

namespace vigie::cli {

/// Does what time asks for (casework/keep_time.hpp) every few seconds, on a thread of its own, from now until it is
/// destroyed; the act that is being written then is finished first.
class Ticking {
 public:
  explicit Ticking(const casework::Desk& desk);

 private:
  void run(const std::stop_token& stop, const casework::Desk& desk);

  std::mutex gate_;
  std::condition_variable_any waiting_;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace vigie::cli
