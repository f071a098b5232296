#include "casework/throttle.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace vigie::casework {

namespace {

constexpr base::Duration remembered = std::chrono::minutes{10};
constexpr base::Duration when_full = std::chrono::minutes{1};
constexpr base::Duration between_forgetting = std::chrono::seconds{1};
constexpr std::size_t longest_login = 100;  // of an account: 80

std::string login_key(const Attempt& who) { return std::string(who.login.substr(0, longest_login)); }
std::string pair_key(const Attempt& who) { return fmt::format("{}\n{}", network_of(who.address), who.login.substr(0, longest_login)); }

void drop_old(std::vector<base::Instant>& times, base::Instant now) {
  std::erase_if(times, [now](base::Instant at) { return at + remembered <= now; });
}

base::Error must_wait(base::Instant until, base::Instant now) {
  const auto seconds = std::max<std::int64_t>(1, ((until - now).count() + 999) / 1000);
  return {base::Kind::too_many, "trop_de_tentatives", fmt::format("Trop de tentatives. Réessayez dans {} secondes.", seconds), {},
          static_cast<int>(seconds)};
}

}  // namespace

std::string network_of(std::string_view address) {
  std::array<unsigned char, 16> bytes{};
  const std::string text(address);
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  std::array<char, INET6_ADDRSTRLEN> shown{};
  if (inet_ntop(AF_INET6, bytes.data(), shown.data(), shown.size()) == nullptr) return text;
  return fmt::format("{}/64", shown.data());
}

Tries::Waits Tries::waits_of(const Attempt& who, base::Instant now) {
  const std::lock_guard lock(gate_);
  Waits waits;
  if (const auto pair = pairs_.find(pair_key(who)); pair != pairs_.end()) {
    drop_old(pair->second, now);
    if (pair->second.size() >= limits_.of_pair) waits.pair = pair->second.front() + remembered;
  }
  if (const auto login = logins_.find(login_key(who)); login != logins_.end()) {
    drop_old(login->second, now);
    if (login->second.size() >= limits_.of_login) waits.others = login->second.front() + remembered;
  }
  if (const auto network = networks_.find(network_of(who.address)); network != networks_.end()) {
    std::erase_if(network->second, [now](const auto& one) { return one.second + remembered <= now; });
    const auto first = std::ranges::min_element(network->second, {}, [](const auto& one) { return one.second; });
    if (network->second.size() >= limits_.of_network) waits.others = std::max(waits.others.value_or(now), first->second + remembered);
  }
  forget_old(now);
  if (is_full()) waits.others = std::max(waits.others.value_or(now), now + when_full);
  return waits;
}

base::Status Tries::check(const Attempt& who, base::Instant now, const std::function<bool()>& known) {
  const Waits waits = waits_of(who, now);
  if (waits.pair) return must_wait(*waits.pair, now);
  if (waits.others && !known()) return must_wait(*waits.others, now);
  return base::Done{};
}

void Tries::failed(const Attempt& who, base::Instant now) {
  const std::lock_guard lock(gate_);
  const std::string pair = pair_key(who);
  if (is_full() && !pairs_.contains(pair)) return;
  pairs_[pair].push_back(now);
  logins_[login_key(who)].push_back(now);
  networks_[network_of(who.address)][login_key(who)] = now;
}

void Tries::succeeded(const Attempt& who) {
  const std::lock_guard lock(gate_);
  pairs_.erase(pair_key(who));
  if (const auto network = networks_.find(network_of(who.address)); network != networks_.end()) network->second.erase(login_key(who));
}

void Tries::forget_old(base::Instant now) {
  if (!is_full() || now < forgot_at_ + between_forgetting) return;
  forgot_at_ = now;
  const auto is_old = [now](base::Instant at) { return at + remembered <= now; };
  for (auto* counted : {&pairs_, &logins_})
    std::erase_if(*counted, [&](const auto& one) { return std::ranges::all_of(one.second, is_old); });
  std::erase_if(networks_, [&](const auto& one) {
    return std::ranges::all_of(one.second, [&](const auto& login) { return is_old(login.second); });
  });
}

}  // namespace vigie::casework
