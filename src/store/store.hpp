#pragma once
#include <string>

#include "base/result.hpp"
#include "db/sqlite/connection.hpp"
#include "store/writer.hpp"

namespace vigie::store {

/// One directory, open: its database, its key, the index of its minors, its one writer and its readers.
class Store {
 public:
  struct Options {
    bool with_people = true;                // false: verbs that never look for a minor start at once
    int readers = 17;                       // one a worker of the service, and one that follows the log
    Pace pace = {};
    db::sqlite::Options engine = {};        // of the default database
    std::unique_ptr<db::Database> database; // by default SQLite on DIR/vigie.db
  };

  /// Opens DIR, or makes it ready when it is new (mode 0700, key beside it). Refusals: cle_absente (an existing
  /// directory without its key file), cle_etrangere (the key is another directory's), cle_retiree (its sealing key was taken out of the file), formulaire_modifie (a released
  /// form or rule file changed under its version). A database newer than the program is a db::Failure.
  static base::Result<std::unique_ptr<Store>> open(const std::string& directory, const std::string& key_file,
                                                   const forms::Catalogue& forms, const base::Clock& clock, Options options);
  ~Store();

  /// Runs `act` as the one writer. It returns a Result; it is kept when that is a value and the Unit was committed.
  /// A full disk or a database that another process holds is a refusal, stockage_plein or base_occupee (503).
  template <class T>
  base::Result<T> write(const access::Actor& actor, const std::function<base::Result<T>(Unit&)>& act,
                        std::optional<base::Instant> at = std::nullopt) {
    std::optional<base::Result<T>> result;
    Act waiting;
    waiting.actor = &actor;
    waiting.at = at;
    waiting.body = [&](Unit& unit) {
      result.emplace(act(unit));
      return result->ok();
    };
    try {
      writer_->run(waiting);
    } catch (const db::Failure& failure) {
      return refusal_of(failure);
    }
    return std::move(*result);
  }

  /// Queues every act at once, so that they share commits, and waits for all; each keeps its fault, and says outside
  /// what became of it. A full disk or a busy database is a refusal, as for write.
  base::Status write_all(std::span<Act> acts) {
    writer_->run_all(acts);
    for (const Act& act : acts) {
      try {
        if (act.fault) std::rethrow_exception(act.fault);
      } catch (const db::Failure& failure) {
        return refusal_of(failure);
      } catch (const std::exception&) {
      }
    }
    return base::Done{};
  }

  /// Reads one snapshot, as far as `scope` reaches.
  template <class F>
  auto read(access::Scope scope, const F& look) const {
    const Borrowed borrowed(*this);
    const Reading reading{*borrowed.connection, *vault_, forms_, scope, clock_.now(), unsealed_};
    return look(reading);
  }

  /// Called soon after each commit of this process, and sometimes without; it must not wait (see Writer).
  void on_commit(std::function<void()> notice) { writer_->on_commit(std::move(notice)); }

  const People& people() const { return people_; }
  const identity::Vault& vault() const { return *vault_; }
  const forms::Catalogue& forms() const { return forms_; }
  const base::Clock& clock() const { return clock_; }
  db::Database& database() { return *database_; }
  /// Whether the directory can be read and its disk has room to write.
  bool writable() const;

 private:
  Store(const forms::Catalogue& forms, const base::Clock& clock) : forms_(forms), clock_(clock) {}
  /// What the caller can wait for and try again; any other failure is thrown on.
  static base::Error refusal_of(const db::Failure& failure);
  base::Status make_ready(const std::string& directory, const std::string& key_file, Options& options);
  void load_people();
  void keep_checkpoints(const Pace& pace);
  std::unique_ptr<db::Connection> borrow() const;
  void give_back(std::unique_ptr<db::Connection> connection) const;

  struct Borrowed {
    explicit Borrowed(const Store& store);
    ~Borrowed();
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    const Store& lender;
    std::unique_ptr<db::Connection> connection;
  };

  const forms::Catalogue& forms_;
  const base::Clock& clock_;
  std::string directory_;
  std::unique_ptr<db::Database> database_;
  std::optional<identity::Vault> vault_;
  People people_;
  mutable Unsealed unsealed_;
  mutable std::mutex gate_;
  mutable std::condition_variable lent_;
  mutable std::vector<std::unique_ptr<db::Connection>> readers_;
  std::unique_ptr<Writer> writer_;
  bool stopping_ = false;
  std::condition_variable ending_;
  std::thread checkpoints_;
};

/// Where a directory's key is when nobody says: DIR.key, beside it.
std::string default_key_file(std::string directory);

}  // namespace vigie::store
