#include "store/store.hpp"

#include <sys/stat.h>

#include <filesystem>

#include "base/log.hpp"
#include "db/migrate.hpp"
#include "store/identities.hpp"
#include "store/journal.hpp"
#include "store/marks.hpp"
#include "store/reseal.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

namespace {

namespace fs = std::filesystem;

base::Error refuse(std::string code, std::string text) { return {base::Kind::conflict, std::move(code), std::move(text)}; }

/// The directory's key, made with the directory; an existing database never gets a new one.
base::Result<identity::Vault> key_for(bool existing, const std::string& key_file) {
  if (fs::exists(key_file)) return identity::Vault::open(key_file);
  if (existing)
    return refuse("cle_absente", fmt::format("Le fichier de clé {} est introuvable : sans lui, les identités de ce "
                                             "répertoire ne peuvent pas être lues.", key_file));
  return identity::Vault::create(key_file);
}

/// Whether this key sealed this directory; a new directory takes it.
bool key_fits(db::Connection& sql, const identity::Vault& vault, base::Instant now) {
  if (sql.first("SELECT one FROM directory", {}, [](const db::Row&) {})) return is_of_this_key(sql, vault);
  const SealedKeys keys = new_keys(vault, std::nullopt, vault.newest());
  sql.run("INSERT INTO directory (one, id, created_at, key_check, key_number, key_sealed, key_health) VALUES (1, $1, $2, $3, $4, $5, $6)",
          {base::to_text(base::make_uuid(now)), now.ms, db::Bytes{check_of_key(vault)}, keys.number, keys.file, keys.health});
  return true;
}

struct ForeignKey : base::Fault {
  ForeignKey() : Fault("the key is another directory's") {}
};

/// What the migration of keys leaves to do, in its transaction: a directory that is not new has rows without keys.
void bring_to_keys(const Reading& reading) {
  start_signing(reading.sql, reading.vault);
  if (!reading.sql.first("SELECT one FROM directory", {}, [](const db::Row&) {})) return;
  if (!is_of_this_key(reading.sql, reading.vault)) throw ForeignKey();
  reseal_everything(reading);
}

/// The same for the marks of what was declared before there were any.
void bring_to_marks(const Reading& reading) {
  if (!reading.sql.first("SELECT one FROM directory", {}, [](const db::Row&) {})) return;
  if (!is_of_this_key(reading.sql, reading.vault)) throw ForeignKey();
  mark_everything(reading);
}

}  // namespace

std::string default_key_file(std::string directory) {
  while (directory.size() > 1 && directory.ends_with('/')) directory.pop_back();
  return directory + ".key";
}

base::Result<std::unique_ptr<Store>> Store::open(const std::string& directory, const std::string& key_file,
                                                 const forms::Catalogue& forms, const base::Clock& clock, Options options) {
  std::unique_ptr<Store> store(new Store(forms, clock));
  if (const auto ready = store->make_ready(directory, key_file, options); !ready) return ready.error();
  for (int i = 0; i < options.readers; ++i) store->readers_.push_back(store->database_->connect_reader());
  if (options.with_people) store->load_people();
  else store->people_.follow_nobody();
  Store& s = *store;
  s.writer_ = std::make_unique<Writer>(Writer::Parts{*s.database_, *s.vault_, s.forms_, s.clock_, s.people_, s.unsealed_, options.pace},
                                       s.database_->connect_writer());
  s.checkpoints_ = std::thread([&s, pace = options.pace] { s.keep_checkpoints(pace); });
  return store;
}

base::Error Store::refusal_of(const db::Failure& failure) {
  if (failure.trouble != db::Trouble::full && failure.trouble != db::Trouble::busy) throw failure;
  base::log_warning(failure.what());
  if (failure.trouble == db::Trouble::full)
    return {base::Kind::unavailable, "stockage_plein",
            "Le disque du service est plein : rien n’a été enregistré. Prévenez l’informatique, puis recommencez."};
  return {base::Kind::unavailable, "base_occupee", "Le service est occupé : rien n’a été enregistré. Recommencez dans un instant."};
}

base::Status Store::make_ready(const std::string& directory, const std::string& key_file, Options& options) {
  if (fs::create_directories(directory)) fs::permissions(directory, fs::perms::owner_all);
  const std::string file = directory + "/vigie.db";
  auto vault = key_for(fs::exists(file) && fs::file_size(file) > 0, key_file);
  if (!vault) return vault.error();
  vault_ = std::move(*vault);
  directory_ = directory;
  database_ = options.database ? std::move(options.database) : db::sqlite::open(file, options.engine);
  const auto sql = database_->connect_writer();
  const auto steps = db::migrations_for(db::embedded_migrations(), database_->dialect());
  const auto copy = [&] {
    fs::create_directories(directory + "/sauvegardes");
    database_->copy_to(fmt::format("{}/sauvegardes/avant-migration-{}.db", directory, clock_.now().ms));
  };
  const auto foreign = refuse("cle_etrangere", fmt::format("La clé {} n’est pas celle de ce répertoire.", key_file));
  try {
    db::migrate(*sql, steps, clock_.now(), copy, [&](std::string_view step) {
      const Reading reading{*sql, *vault_, forms_, scope_of_rules(), clock_.now(), unsealed_};
      if (step.ends_with("_keys.sql")) bring_to_keys(reading);
      if (step.ends_with("_marks.sql")) bring_to_marks(reading);
    });
  } catch (const ForeignKey&) {
    return foreign;
  }
  sql->begin_writing();
  const bool fits = key_fits(*sql, *vault_, clock_.now());
  sql->commit();
  if (!fits) return foreign;
  if (const auto number = number_of_keys(*sql); !vault_->has(number))
    return refuse("cle_retiree", fmt::format("Ce répertoire, ou la sauvegarde dont il vient, est scellé par la clé n° {}, qui n’est plus dans {} : "
                                             "remettez le fichier de clé de ce jour-là.", number, key_file));
  return base::Done{};
}

void Store::load_people() {
  read(scope_of_rules(), [this](const Reading& reading) {
    each_identity(reading, [this](base::MinorId minor, base::DeclarationId source, identity::Person person) {
      people_.add(minor, source, std::move(person));
    });
  });
  (void)people_.minors();  // the index is made now, not at the first call
}

void Store::keep_checkpoints(const Pace& pace) {
  std::unique_lock lock(gate_);
  while (!ending_.wait_for(lock, pace.checkpoint_every, [this] { return stopping_; })) {
    lock.unlock();
    try {
      if (database_->checkpoint().pages > pace.longest_log) writer_->shorten_log();
    } catch (const std::exception& fault) {
      base::log_warning(fmt::format("checkpoint: {}", fault.what()));
    }
    lock.lock();
  }
}

Store::~Store() {
  {
    const std::lock_guard lock(gate_);
    stopping_ = true;
  }
  ending_.notify_all();
  if (checkpoints_.joinable()) checkpoints_.join();
  writer_.reset();
}

Store::Borrowed::Borrowed(const Store& store) : lender(store), connection(store.borrow()) {}
Store::Borrowed::~Borrowed() { lender.give_back(std::move(connection)); }

std::unique_ptr<db::Connection> Store::borrow() const {
  std::unique_lock lock(gate_);
  lent_.wait(lock, [this] { return !readers_.empty(); });
  auto connection = std::move(readers_.back());
  readers_.pop_back();
  lock.unlock();
  try {
    connection->begin_reading();
  } catch (...) {
    give_back(std::move(connection));
    throw;
  }
  return connection;
}

void Store::give_back(std::unique_ptr<db::Connection> connection) const {
  if (!connection) return;
  try {
    connection->roll_back();
  } catch (const std::exception& fault) {
    base::log_warning(fmt::format("end of a read: {}", fault.what()));
  }
  {
    const std::lock_guard lock(gate_);
    readers_.push_back(std::move(connection));
  }
  lent_.notify_one();
}

bool Store::writable() const {
  constexpr std::uintmax_t enough = 4u << 20;  // the log takes some room before the disk says that it has none
  try {
    if (fs::space(directory_).available < enough) return false;
    return read(scope_of_rules(), [](const Reading& reading) {
      return reading.sql.first("SELECT one FROM directory", {}, [](const db::Row&) {});
    });
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace vigie::store
