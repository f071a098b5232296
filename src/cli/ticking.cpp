#include "cli/ticking.hpp"

#include "base/log.hpp"
#include "casework/failed_entries.hpp"
#include "casework/keep_time.hpp"
#include "casework/presence.hpp"

namespace vigie::cli {

namespace {
constexpr auto every = std::chrono::seconds(2);
}

Ticking::Ticking(const casework::Desk& desk) : thread_([this, &desk](const std::stop_token& stop) { run(stop, desk); }) {}

void Ticking::run(const std::stop_token& stop, const casework::Desk& desk) {
  casework::Timekeeper keeper(desk);
  std::string said;  // what lasts is logged once
  while (!stop.stop_requested()) {
    std::string trouble;
    try {
      casework::write_presence(desk);
      casework::write_failed_entries(desk);
      keeper.tick(stop);
    } catch (const std::exception& fault) {
      trouble = fault.what();
    }
    if (!trouble.empty() && trouble != said) base::log_warning("clock: " + trouble);
    said = std::move(trouble);
    std::unique_lock lock(gate_);
    waiting_.wait_for(lock, stop, every, [] { return false; });
  }
  try {
    casework::write_failed_entries(desk, true);
  } catch (const std::exception& fault) {
    base::log_warning(fmt::format("failed sign-ins left no audit line: {}", fault.what()));
  }
}

}  // namespace vigie::cli
