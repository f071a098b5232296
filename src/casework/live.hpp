#pragma once
#include <atomic>
#include <set>
#include <thread>

#include "casework/live_log.hpp"
#include "casework/presence.hpp"
#include "store/store.hpp"

namespace vigie::casework {

class Live;

/// One who listens: an account, its pass, and the number up to which it was told everything that it may hear. What it has
/// not taken yet costs no memory. Lives no longer than its Live.
class Listener {
 public:
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener();

  /// What it may hear next, in order, some 16 KiB at most; empty: nothing yet; nothing: its session or token has ended.
  /// Never waits for the database.
  std::optional<std::string> take();
  /// Where it has come to: nothing of its own up to there is missing.
  std::int64_t cursor() const;
  /// Whether it asked for what comes after a number that the log has not reached: another past than ours.
  bool lost() const { return lost_; }

 private:
  friend class Live;
  Listener(Live& live, access::Actor actor, std::string digest, std::int64_t cursor, bool lost)
      : live_(live), actor_(std::move(actor)), digest_(std::move(digest)), cursor_(cursor), lost_(lost) {}

  Live& live_;
  access::Actor actor_;
  const std::string digest_;  // of its session or token
  std::int64_t cursor_;
  const bool lost_;
  bool waits_ = false, ended_ = false;
};

/// The log of changes told as it grows, to each as far as its account may hear.
/// 1. One thread reads the log, once for all; who may hear a change is worked out then. It never holds the writer.
/// 2. It is woken by each commit of this process, and looks ten times a second for those of others.
/// 3. A number is told to a listener once at most, in order, and none that it may hear is left out: a cursor only moves
/// over what was looked at.
/// 4. Every second, passes are looked up again: one that has ended, or a session that has gone unused too long, ends its
/// listeners. To listen is not to use.
class Live {
 public:
  struct Limits {
    std::size_t listeners = 2000;
    std::size_t of_one_account = 1200;  // so that one account cannot take them all
  };
  using Encode = std::function<std::string(const store::Change&)>;

  /// Both must outlive it, and it its listeners.
  Live(store::Store& store, Encode encode, Limits limits,
       std::shared_ptr<const Presence> presence = std::make_shared<const Presence>());
  Live(store::Store& store, Encode encode) : Live(store, std::move(encode), Limits()) {}
  ~Live();
  Live(const Live&) = delete;
  Live& operator=(const Live&) = delete;

  /// Called when listeners may have something to take, on the thread of Live: it must not wait. Empty: nobody. Once this
  /// returns, what was there before is called no more.
  void on_news(std::function<void()> news);
  /// Listens from the change after `after`, or from now. `token`: the session or token that `actor` came with. Refusals:
  /// trop_de_flux (429, this account), flux_complet (503, all).
  base::Result<std::shared_ptr<Listener>> listen(const access::Actor& actor, std::string_view token,
                                                 std::optional<std::int64_t> after);

 private:
  friend class Listener;
  std::optional<std::string> take(Listener& listener);
  void leave(Listener& listener);
  void notice();
  void work();
  bool follow();
  std::vector<LiveLog::Gap> gaps(std::int64_t head);
  void check_passes();
  void tell_news();

  store::Store& store_;
  const Encode encode_;
  const Limits limits_;
  const std::shared_ptr<const Presence> presence_;
  std::mutex gate_;  // held for moments, never while the database is read
  std::set<Listener*> listeners_;
  LiveLog log_;
  std::int64_t head_ = 0;
  std::mutex news_gate_;
  std::function<void()> news_;
  store::Signal wake_;
  std::atomic<bool> noticed_ = false, anybody_ = false, stopping_ = false;
  std::thread thread_;
};

}  // namespace vigie::casework
