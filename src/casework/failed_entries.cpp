#include "casework/failed_entries.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "casework/desk.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

namespace {

constexpr base::Duration told_together = std::chrono::minutes{10};
constexpr base::Duration between_others = std::chrono::minutes{1};
constexpr int accounts_a_minute = 30, logins_a_minute = 10;
constexpr std::size_t most_counted = 10'000;
constexpr std::size_t longest_typed = 100;  // of an account: 80

bool may_write(const std::optional<base::Instant>& written_at, base::Duration apart, base::Instant now) {
  return !written_at || *written_at + apart <= now;
}

/// What was wrong, of an account that was named with a password.
std::string_view closer_reason(const store::Account& account, std::string_view reason, base::Instant now) {
  if (reason != "mot_de_passe") return reason;
  if (account.disabled) return "compte_ferme";
  if (account.password.empty()) return "compte_systeme";
  return account.password_until && *account.password_until <= now ? "mot_de_passe_expire" : reason;
}

std::string detail_of(const FailedEntries::Counted& one) {
  std::string detail = one.entry.reason;
  if (one.times > 1) detail.append(fmt::format(" fois={}", one.times));
  if (!one.entry.network.empty()) detail.append(fmt::format(" reseau={}", one.entry.network));
  return detail;
}

}  // namespace

void FailedEntries::note(FailedEntry entry, int times) {
  const std::lock_guard lock(gate_);
  const auto known = counts_.find(entry);
  if (known != counts_.end()) known->second.unwritten += times;
  else if (counts_.size() < most_counted) counts_.emplace(std::move(entry), Count{times, {}});
  else others_.unwritten += times;
}

FailedEntries::Left& FailedEntries::left_at(base::Instant now) {
  const std::int64_t minute = now.ms / 60'000;
  if (minute_ != minute) left_ = {accounts_a_minute, logins_a_minute};
  minute_ = minute;
  return left_;
}

std::vector<FailedEntries::Counted> FailedEntries::take_due(base::Instant now, bool ending) {
  const std::lock_guard lock(gate_);
  Left& left = left_at(now);
  std::vector<Counted> due;
  for (auto at = counts_.begin(); at != counts_.end();) {
    auto& [entry, count] = *at;
    const bool quiet = may_write(count.written_at, told_together, now);
    const bool named = entry.subject != "login";
    int& lines = named ? left.accounts : left.logins;
    if (count.unwritten > 0 && (quiet || ending) && lines > 0) {
      --lines;
      due.push_back({entry, count.unwritten});
      count = {0, now};
    } else if (count.unwritten > 0 && (ending || (quiet && !named))) {
      others_.unwritten += count.unwritten;
      count.unwritten = 0;
    }
    at = count.unwritten == 0 && may_write(count.written_at, told_together, now) ? counts_.erase(at) : std::next(at);
  }
  take_others(now, ending, due);
  return due;
}

void FailedEntries::take_others(base::Instant now, bool ending, std::vector<Counted>& due) {
  if (others_.unwritten == 0 || !(ending || may_write(others_.written_at, between_others, now))) return;
  due.push_back({{"directory", "", "autres", ""}, others_.unwritten});
  others_ = {0, now};
}

void note_failed_entry(const Desk& desk, const Attempt& who, std::string_view reason) {
  const auto account = desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) { return store::find_account(reading.sql, who.login); });
  const std::string network = network_of(who.address);
  if (account) {
    const std::string_view closer = closer_reason(*account, reason, desk.store.clock().now());
    return desk.failures->note({"account", account->actor.account.text(), std::string(closer), network});
  }
  // What was typed there may be a password.
  const std::string digest = base::to_hex(desk.store.vault().digest("login", who.login.substr(0, longest_typed)));
  desk.failures->note({"login", digest, std::string(reason == "mot_de_passe" ? "identifiant_inconnu" : reason), network});
}

void note_failed_arrival(const Desk& desk, FailedEntry entry) {
  entry.network = network_of(entry.network);
  desk.failures->note(std::move(entry));
}

int write_failed_entries(const Desk& desk, bool ending) {
  const access::Actor nobody;
  const auto due = desk.failures->take_due(desk.store.clock().now(), ending);
  for (const FailedEntries::Counted& one : due) {
    const auto written = desk.store.write<base::Done>(nobody, [&](store::Unit& unit) -> base::Result<base::Done> {
      unit.commit({"connexion_refusee", one.entry.subject, one.entry.id, "", detail_of(one)});
      return base::Done{};
    });
    if (written) continue;
    base::log_warning("a failed sign-in left no audit line: " + written.error().code);
    desk.failures->note(one.entry, one.times);  // a full disk, a busy database: in ten minutes
  }
  return static_cast<int>(due.size());
}

}  // namespace vigie::casework
