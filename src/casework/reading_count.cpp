#include "casework/reading_count.hpp"

#include "base/log.hpp"
#include "casework/desk.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

namespace {

constexpr std::int64_t an_hour = 3'600'000;  // ms
constexpr base::Duration shown_for = std::chrono::hours{24 * 7};
constexpr std::string_view much = "lectures_nombreuses", refused_act = "lectures_refusees";

/// A line of its own: what is counted goes on whether or not it could be written.
void tell_much(const Desk& desk, const access::Actor& actor, const ReadingCount::Counted& counted, std::string_view what) {
  const std::string act(counted.may ? much : refused_act), detail = fmt::format("{}={}", what, counted.number);
  base::log_warning(fmt::format("account {}: {} {} in an hour", actor.account.text(), act, detail));
  const auto noted = desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    unit.commit({act, "account", actor.account.text(), "", detail});
    return base::Done{};
  });
  if (!noted) base::log_warning("much reading left no audit line: " + noted.error().code);
}

base::Status judge_pace(const Desk& desk, const access::Actor& actor, const ReadingCount::Counted& counted, std::string_view what, std::string_view text) {
  if (counted.say != ReadingCount::Say::nothing) tell_much(desk, actor, counted, what);
  if (counted.may) return base::Done{};
  const std::int64_t left = an_hour - desk.store.clock().now().ms % an_hour;
  return base::Error{base::Kind::too_many, "lectures_trop_nombreuses", std::string(text), {}, static_cast<int>((left + 999) / 1000)};
}

}  // namespace

ReadingCount::Account& ReadingCount::account_at(base::AccountId account, base::Instant now) {
  const std::int64_t hour = now.ms / an_hour;
  if (hour != hour_) accounts_.clear();
  hour_ = hour;
  return accounts_[account];
}

ReadingCount::Counted ReadingCount::judge(std::size_t number, std::size_t limit, bool& told, bool& refused) const {
  Counted counted{number <= limit, Say::nothing, number};
  if (!counted.may && !refused) counted.say = Say::that_it_is_refused, refused = true;
  else if (counted.may && !told && number >= limits_.told) counted.say = Say::that_it_is_much, told = true;
  return counted;
}

ReadingCount::Counted ReadingCount::count_file(base::AccountId account, std::string_view file, base::Instant now) {
  const std::lock_guard lock(gate_);
  Account& known = account_at(account, now);
  const std::size_t hash = std::hash<std::string_view>()(file);
  if (known.files.contains(hash)) return {true, Say::nothing, known.files.size()};
  if (known.files.size() >= limits_.files) return judge(limits_.files + 1, limits_.files, known.told_files, known.refused);
  known.files.insert(hash);
  return judge(known.files.size(), limits_.files, known.told_files, known.refused);
}

ReadingCount::Counted ReadingCount::count_search(base::AccountId account, base::Instant now) {
  const std::lock_guard lock(gate_);
  Account& known = account_at(account, now);
  return judge(++known.searches, limits_.searches, known.told_searches, known.refused);
}

base::Status check_opening_pace(const Desk& desk, const access::Actor& actor, std::string_view file) {
  return judge_pace(desk, actor, desk.readings->count_file(actor.account, file, desk.store.clock().now()), "dossiers",
                    "Ce compte a ouvert trop de dossiers en une heure. L’administration en est avertie : adressez-vous à elle si vous en avez besoin.");
}

base::Status check_search_pace(const Desk& desk, const access::Actor& actor) {
  return judge_pace(desk, actor, desk.readings->count_search(actor.account, desk.store.clock().now()), "recherches",
                    "Ce compte a fait trop de recherches en une heure. L’administration en est avertie : adressez-vous à elle si vous en avez besoin.");
}

std::vector<MuchReading> list_much_reading(const Desk& desk, const access::Actor& admin) {
  return desk.store.read(access::scope_of(admin), [&](const store::Reading& reading) {
    std::vector<MuchReading> all;
    for (const audit::Line& line : store::list_recent_acts(reading, much, refused_act, reading.now - shown_for)) {
      const auto id = base::AccountId::parse(line.account);
      const auto account = id ? store::find_account(reading.sql, *id) : std::nullopt;
      all.push_back({account ? account->actor.login : line.account, line.at, line.entry.act, line.entry.detail});
    }
    return all;
  });
}

}  // namespace vigie::casework
