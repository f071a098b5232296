#pragma once
#include "db/sqlite/connection.hpp"
#include "store/accounts.hpp"
#include "store/store.hpp"
#include "tests/support/failing_connection.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/raw_database.hpp"
#include "tests/support/temporary_directory.hpp"

namespace vigie::tests {

inline constexpr base::Instant noon{1'780'308'000'000};  // Monday 2026-06-01, 12:00 in Paris

inline const forms::Catalogue& catalogue() {
  static const forms::Catalogue loaded = forms::Catalogue::embedded();
  return loaded;
}

/// A store on a directory of its own, over a database that can be made to fail; with accounts to act.
struct OneStore {
  TemporaryDirectory directory;
  FixedClock clock{noon};
  Failing failing;
  std::unique_ptr<store::Store> store;

  OneStore() {
    std::filesystem::create_directory(directory.file("data"));
    base::require(identity::Vault::create(directory.file("key")).ok(), "a key can be made");
    open();
  }
  std::string file() const { return directory.file("data/vigie.db"); }
  void open() {
    store::Store::Options options;
    options.readers = 3;
    options.database =
        std::make_unique<FailingDatabase>(db::sqlite::open(file(), {.durable = false}), failing);
    store = store::Store::open(directory.file("data"), directory.file("key"), catalogue(), clock,
                               std::move(options))
                .value();
  }
  void reopen() {
    store.reset();
    open();
  }

  access::Actor add_actor(std::string_view login, access::Role role, std::string_view organisation) {
    return store
        ->write<access::Actor>(nobody,
                               [&](store::Unit& unit) -> base::Result<access::Actor> {
                                 const auto place = store::find_or_add_organisation(unit, organisation);
                                 const auto account = store::add_account(unit, login, role, place, "");
                                 unit.commit({"compte_cree", "account", "", "", ""});
                                 return account->actor;
                               })
        .value();
  }
  template <class F>
  auto look(const F& at_reading) const {
    return store->read(store::scope_of_rules(), at_reading);
  }
  std::string everything() const { return dump(file()); }

  const access::Actor nobody{};
};

}  // namespace vigie::tests
