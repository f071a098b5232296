#pragma once
#include <map>
#include <memory>
#include <mutex>

#include "store/passes.hpp"

namespace vigie::casework {

struct Desk;

/// When each session and token was last used, and how long a session may go unused (OWASP ASVS 5.0, 7.3.1).
/// 1. A request notes it in memory; write_presence brings it to the store apart from every act, at most once a minute.
/// 2. What is only in memory is lost when the process is killed: a session may then end up to a minute early, never late.
/// 3. Tokens of programs never idle.
class Presence {
 public:
  /// `idle`: what a session may go unused.
  explicit Presence(base::Duration idle = std::chrono::minutes{30}) : idle_(idle) {}

  void note(std::string_view digest, base::Instant now);
  /// The latest of what the store and memory know.
  base::Instant last_seen(const store::Pass& pass) const;
  /// Whether that session has gone unused too long.
  bool is_idle(const store::Pass& pass, base::Instant now) const;
  base::Duration idle() const { return idle_; }

 private:
  friend int write_presence(const Desk& desk);
  std::map<std::string, base::Instant, std::less<>> take_due(base::Instant now);
  void forget(const std::map<std::string, base::Instant, std::less<>>& written);

  const base::Duration idle_;
  mutable std::mutex gate_;
  std::map<std::string, base::Instant, std::less<>> noted_;
  std::optional<base::Instant> written_at_;
};

/// Writes what was noted since the last time, in one act; nothing when that was less than a minute ago. How many passes.
int write_presence(const Desk& desk);

}  // namespace vigie::casework
