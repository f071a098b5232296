#include "store/second_factors.hpp"

#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

namespace {

std::string factor_context(base::AccountId account) { return "second_factor:" + account.text(); }

std::string recovery_digest(const identity::Vault& vault, base::AccountId account, std::string_view code) {
  return vault.digest("recovery_code", fmt::format("{} {}", account.text(), code));
}

}  // namespace

std::optional<SecondFactor> find_second_factor(const Reading& reading, base::AccountId account) {
  std::optional<SecondFactor> found;
  reading.sql.first("SELECT sealed, made_at, last_step FROM second_factor WHERE account = $1", {account.text()}, [&](const db::Row& row) {
    found = {unseal(reading, row.bytes(0), factor_context(account)), base::Instant{row.integer(1)}, row.integer(2)};
  });
  return found;
}

void save_second_factor(Unit& unit, base::AccountId account, const SecondFactor& factor) {
  unit.sql().run("DELETE FROM second_factor WHERE account = $1", {account.text()});
  unit.sql().run("INSERT INTO second_factor (account, made_at, last_step, sealed) VALUES ($1, $2, $3, $4)",
                 {account.text(), factor.made_at.ms, factor.last_step, seal(unit.reading(), std::nullopt, factor.secret, factor_context(account))});
}

void mark_step(Unit& unit, base::AccountId account, std::int64_t step) {
  unit.sql().run("UPDATE second_factor SET last_step = $1 WHERE account = $2", {step, account.text()});
}

void remove_second_factor(Unit& unit, base::AccountId account) {
  unit.sql().run("DELETE FROM recovery_code WHERE account = $1", {account.text()});
  unit.sql().run("DELETE FROM second_factor WHERE account = $1", {account.text()});
}

void save_recovery_codes(Unit& unit, base::AccountId account, const std::vector<std::string>& codes) {
  unit.sql().run("DELETE FROM recovery_code WHERE account = $1", {account.text()});
  for (const std::string& code : codes)
    unit.sql().run("INSERT INTO recovery_code (account, digest) VALUES ($1, $2)",
                   {account.text(), db::Bytes{recovery_digest(unit.vault(), account, code)}});
}

bool use_recovery_code(Unit& unit, base::AccountId account, std::string_view code) {
  bool used = false;
  unit.sql().each("UPDATE recovery_code SET used_at = $1 WHERE account = $2 AND digest = $3 AND used_at IS NULL RETURNING account",
                  {unit.now().ms, account.text(), db::Bytes{recovery_digest(unit.vault(), account, code)}},
                  [&](const db::Row&) { used = true; });
  return used;
}

int count_recovery_codes(db::Connection& sql, base::AccountId account) {
  std::int64_t left = 0;
  sql.first("SELECT COUNT(*) FROM recovery_code WHERE account = $1 AND used_at IS NULL", {account.text()},
            [&](const db::Row& row) { left = row.integer(0); });
  return static_cast<int>(left);
}

}  // namespace vigie::store
