#include "casework/live.hpp"

#include "access/password.hpp"
#include "base/log.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

namespace {
using namespace std::chrono_literals;
constexpr auto look_every = 100ms;   // for what another process wrote
constexpr auto gather = 20ms;        // what is written together is told together
constexpr auto check_every = 1000ms;
constexpr auto after_a_fault = 1000ms;
constexpr std::size_t gaps_at_once = 4;  // so that those who catch up do not hold up the others
constexpr std::size_t piece_bytes = 16 * 1024;
}  // namespace

Listener::~Listener() { live_.leave(*this); }
std::optional<std::string> Listener::take() { return live_.take(*this); }
std::int64_t Listener::cursor() const {
  const std::lock_guard lock(live_.gate_);
  return cursor_;
}

Live::Live(store::Store& store, Encode encode, Limits limits, std::shared_ptr<const Presence> presence)
    : store_(store), encode_(std::move(encode)), limits_(limits), presence_(std::move(presence)), thread_([this] { work(); }) {
  store_.on_commit([this] {
    if (anybody_) notice();
  });
}

Live::~Live() {
  store_.on_commit({});
  stopping_ = true;
  notice();
  thread_.join();
}

void Live::on_news(std::function<void()> news) {
  const std::lock_guard lock(news_gate_);
  news_ = std::move(news);
}

void Live::tell_news() {
  const std::lock_guard lock(news_gate_);
  if (news_) news_();
}

void Live::notice() {
  if (!noticed_.exchange(true)) wake_.give();
}

base::Result<std::shared_ptr<Listener>> Live::listen(const access::Actor& actor, std::string_view token,
                                                     std::optional<std::int64_t> after) {
  const std::int64_t head = store_.read(store::scope_of_rules(), store::last_change);
  const bool lost = after.value_or(head) > head;
  std::shared_ptr<Listener> listener(
      new Listener(*this, actor, access::digest_token(token), lost ? head : after.value_or(head), lost));
  {
    const std::lock_guard lock(gate_);
    const auto own = std::count_if(listeners_.begin(), listeners_.end(),
                                   [&](const Listener* one) { return one->actor_.account == actor.account; });
    if (static_cast<std::size_t>(own) >= limits_.of_one_account)
      return base::Error{base::Kind::too_many, "trop_de_flux", "Ce compte écoute déjà par trop de connexions. Fermez-en, ou attendez."};
    if (listeners_.size() >= limits_.listeners)
      return base::Error{base::Kind::unavailable, "flux_complet", "Trop de personnes écoutent déjà. Réessayez dans un moment."};
    listeners_.insert(listener.get());
    anybody_ = true;
  }
  notice();
  return listener;
}

void Live::leave(Listener& listener) {
  const std::lock_guard lock(gate_);
  listeners_.erase(&listener);
  anybody_ = !listeners_.empty();
}

std::optional<std::string> Live::take(Listener& listener) {
  const std::lock_guard lock(gate_);
  if (listener.ended_) return std::nullopt;
  std::string texts = log_.take(listener.cursor_, listener.actor_, piece_bytes);
  listener.waits_ = texts.empty();
  if (listener.waits_ && log_.missing_after(listener.cursor_, head_)) notice();
  return texts;
}

void Live::work() {
  auto checked = std::chrono::steady_clock::now();
  while (!stopping_) {
    wake_.await(anybody_ ? look_every : 1h);
    noticed_ = false;
    if (!anybody_ || stopping_) continue;
    try {
      if (follow()) notice();
      if (std::chrono::steady_clock::now() - checked < check_every) continue;
      check_passes();
      checked = std::chrono::steady_clock::now();
    } catch (const std::exception& fault) {
      base::log_error(fmt::format("live feed: {}", fault.what()));
      tell_news();  // of what was read before it
      std::this_thread::sleep_for(after_a_fault);
    }
  }
}

/// One look at the log; true when more is wanted than one look reads.
bool Live::follow() {
  bool found = false, more = false;
  store_.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    const auto wanted = gaps(store::last_change(reading));
    for (std::size_t i = 0; i < std::min(gaps_at_once, wanted.size()); ++i) {
      std::vector<Told> told;
      for (const store::Change& change : store::list_changes(reading, wanted[i].after, wanted[i].until))
        told.push_back({change.number, audience_of(reading, change), encode_(change)});
      const std::lock_guard lock(gate_);
      log_.add(wanted[i], std::move(told));
      found = true;
    }
    more = wanted.size() > gaps_at_once;
  });
  if (!found) return false;
  tell_news();
  std::this_thread::sleep_for(gather);
  return more;
}

/// What listeners wait for, the latest first. One who is still being sent a piece waits for nothing.
std::vector<LiveLog::Gap> Live::gaps(std::int64_t head) {
  const std::lock_guard lock(gate_);
  head_ = head;
  std::set<LiveLog::Gap> wanted;
  for (const Listener* listener : listeners_)
    if (const auto gap = log_.missing_after(listener->cursor_, head); gap && listener->waits_) wanted.insert(*gap);
  return {wanted.rbegin(), wanted.rend()};
}

void Live::check_passes() {
  std::map<std::string, std::optional<store::Pass>> passes;
  {
    const std::lock_guard lock(gate_);
    for (const Listener* listener : listeners_) passes.try_emplace(listener->digest_);
  }
  store_.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    for (auto& [digest, pass] : passes) {
      pass = store::find_pass(reading.sql, digest, reading.now);
      if (pass && presence_->is_idle(*pass, reading.now)) pass.reset();
    }
  });
  bool ended = false;
  {
    const std::lock_guard lock(gate_);
    for (Listener* listener : listeners_) {
      const auto pass = passes.find(listener->digest_);
      if (pass == passes.end()) continue;  // came meanwhile
      if (pass->second) listener->actor_ = pass->second->actor;
      else ended = listener->ended_ = true;
    }
  }
  if (ended) tell_news();
}

}  // namespace vigie::casework
