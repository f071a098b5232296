#pragma once
#include "store/unit.hpp"

namespace vigie::store {

/// What a session id or a token opens.
struct Pass {
  access::Actor actor;
  std::string digest;  // SHA-256 of the secret
  std::string kind;    // session, token
  std::string label;   // of a session: the browser that it was opened with; of a token: what it is for
  base::Instant created_at, seen_at, expires_at;  // seen_at: to the minute, see casework/presence.hpp
  bool read_only = false;

  /// Its name outside, made of its digest: it opens nothing.
  base::PassId id() const;
};

struct PassTerms {
  bool read_only = false;
  std::string origin = {};  // keyed digest of the network that a session was opened from
};
void add_pass(Unit& unit, std::string_view digest, base::AccountId account, std::string_view kind, std::string_view label,
              base::Instant expires_at, const PassTerms& terms = {});
/// Whether a session of that login was opened from there since then.
bool was_opened_from(db::Connection& sql, std::string_view login, std::string_view origin, base::Instant since);
/// A pass that lasts at `now`, of an account that is not disabled.
std::optional<Pass> find_pass(db::Connection& sql, std::string_view digest, base::Instant now);
/// The passes of an account that last at `now`, the latest opened first.
std::vector<Pass> list_passes(db::Connection& sql, base::AccountId account, std::string_view kind, base::Instant now);
void end_pass(Unit& unit, std::string_view digest);
/// Sessions and tokens that ended, or that expired, before that instant.
std::int64_t count_ended_passes(db::Connection& sql, base::Instant until);
std::int64_t erase_ended_passes(Unit& unit, base::Instant until);
/// Keeps that a pass was seen; never earlier than it was already.
void mark_seen(Unit& unit, std::string_view digest, base::Instant seen_at);

}  // namespace vigie::store
