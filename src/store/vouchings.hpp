#pragma once
#include "store/unit.hpp"

namespace vigie::store {

/// That an identity provider vouches for somebody, and what an administrator made of it.
struct Vouching {
  base::VouchingId id;
  std::string issuer;
  base::Instant asked_at;
  std::optional<access::Actor> account;  // that it opens
  bool account_disabled = false;
  std::optional<base::Instant> decided_at;

  /// To be read aloud on the phone: "D-4K7Q-9F2X".
  std::string reference() const { return base::make_reference('D', id.bytes); }
  bool waits() const { return !account && !decided_at; }
};

/// Of whom this issuer calls so.
std::optional<Vouching> find_vouching(const Reading& reading, std::string_view issuer, std::string_view subject);
std::optional<Vouching> find_vouching(db::Connection& sql, base::VouchingId id);
/// Those that wait first, then the latest decided.
std::vector<Vouching> list_vouchings(db::Connection& sql);
int count_waiting_vouchings(db::Connection& sql);

Vouching add_vouching(Unit& unit, std::string_view issuer, std::string_view subject);
/// Opens that account to it, or none: refused. Decided by who acts.
void decide_vouching(Unit& unit, base::VouchingId id, const std::optional<base::AccountId>& account);

}  // namespace vigie::store
