#pragma once
#include "store/unit.hpp"

namespace vigie::store {

/// What an account's authenticator holds.
struct SecondFactor {
  std::string secret;
  base::Instant made_at;
  std::int64_t last_step = 0;  // of the last code that was taken
};
std::optional<SecondFactor> find_second_factor(const Reading& reading, base::AccountId account);
/// In place of the one it had.
void save_second_factor(Unit& unit, base::AccountId account, const SecondFactor& factor);
void mark_step(Unit& unit, base::AccountId account, std::int64_t step);
/// With its recovery codes.
void remove_second_factor(Unit& unit, base::AccountId account);

/// In place of those it had.
void save_recovery_codes(Unit& unit, base::AccountId account, const std::vector<std::string>& codes);
/// Uses one up; false when it is none of them, or was used.
bool use_recovery_code(Unit& unit, base::AccountId account, std::string_view code);
/// How many are left.
int count_recovery_codes(db::Connection& sql, base::AccountId account);

}  // namespace vigie::store
