#pragma once
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace vigie::casework {

/// Who tries to enter: who they say they are, and the address that they come from.
struct Attempt {
  std::string_view login, address;
};

/// The network that an address is of: itself, or the first 64 bits of an IPv6 one, of which one machine may have all the rest.
std::string network_of(std::string_view address);

/// Counts failures over ten minutes, in memory, and makes wait whoever goes on (OWASP ASVS 5.0, 6.3.1):
/// 1. a login from one network, after `of_pair` failures;
/// 2. a login from all networks together, after `of_login`;
/// 3. a network, once `of_network` logins have failed from it.
/// 2 and 3 never make wait a login that has entered from that network lately: whoever fails on purpose, for one login or for
/// all, keeps out those alone whom nobody knows there. A flood that would fill the memory counts as 3 for every network.
class Tries {
 public:
  struct Limits {
    std::size_t of_pair, of_login, of_network;
    std::size_t entries = 100'000;
  };
  explicit Tries(Limits limits) : limits_(limits) {}

  /// Whether they may try now; else trop_de_tentatives (429) with what to wait. `known`: whether that login has entered from
  /// there lately; asked only where it counts.
  base::Status check(const Attempt& who, base::Instant now, const std::function<bool()>& known);
  void failed(const Attempt& who, base::Instant now);
  void succeeded(const Attempt& who);

 private:
  using Times = std::vector<base::Instant>;
  /// Until when the pair waits, then until when those who are not known there wait.
  struct Waits {
    std::optional<base::Instant> pair, others;
  };
  Waits waits_of(const Attempt& who, base::Instant now);
  bool is_full() const { return pairs_.size() >= limits_.entries; }
  /// When full, at most once a second: it looks at everything.
  void forget_old(base::Instant now);

  const Limits limits_;
  std::mutex gate_;
  base::Instant forgot_at_{};
  std::map<std::string, Times, std::less<>> pairs_, logins_;
  std::map<std::string, std::map<std::string, base::Instant, std::less<>>, std::less<>> networks_;  // the logins that failed, and when last
};

/// What is counted apart: passwords, codes of a second factor, and the password that is asked again of who is signed in.
struct Throttle {
  Tries passwords{{10, 30, 50}};
  Tries codes{{5, 10, 50}};
  Tries again{{10, 10, 50}};
};

}  // namespace vigie::casework
