#pragma once
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "access/role.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "store/traces.hpp"

namespace vigie::casework {

struct Desk;

/// How many files, and how many searches, one account opens and makes in an hour of the clock; in memory. Whoever has a stolen
/// session does not carry the directory away with it (OWASP ASVS 5.0, 2.4.1). Thread-safe.
class ReadingCount {
 public:
  /// Files: distinct ones, so that who works on one all day opens one. `told`: of either, what a person at work does not
  /// reach, and an administrator is told of.
  struct Limits {
    std::size_t files = 20'000, searches = 50'000, told = 500;
  };
  ReadingCount() = default;
  explicit ReadingCount(Limits limits) : limits_(limits) {}

  enum class Say : std::uint8_t { nothing, that_it_is_much, that_it_is_refused };
  struct Counted {
    bool may = true;
    Say say = Say::nothing;  // to the audit: each once an hour
    std::size_t number = 0;
  };
  Counted count_file(base::AccountId account, std::string_view file, base::Instant now);
  Counted count_search(base::AccountId account, base::Instant now);

 private:
  struct Account {
    std::set<std::size_t> files;  // hashes
    std::size_t searches = 0;
    bool told_files = false, told_searches = false, refused = false;
  };
  Account& account_at(base::AccountId account, base::Instant now);
  Counted judge(std::size_t number, std::size_t limit, bool& told, bool& refused) const;

  const Limits limits_{};
  std::mutex gate_;
  std::int64_t hour_ = -1;
  std::map<base::AccountId, Account> accounts_;
};

/// Before a file is opened or a search is made. Refusal: lectures_trop_nombreuses (429), until the next hour begins. Leaves an
/// audit line, and one in the log, when it is much (lectures_nombreuses) and when it is refused (lectures_refusees).
base::Status check_opening_pace(const Desk& desk, const access::Actor& actor, std::string_view file);
base::Status check_search_pace(const Desk& desk, const access::Actor& actor);

/// An account that opened or searched much lately.
struct MuchReading {
  std::string login;
  base::Instant at;
  std::string act, detail;
};
/// In the last seven days, the latest first, at most 20; for administrators.
std::vector<MuchReading> list_much_reading(const Desk& desk, const access::Actor& admin);

}  // namespace vigie::casework
