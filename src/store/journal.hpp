#pragma once
#include "audit/trail.hpp"
#include "db/connection.hpp"
#include "identity/vault.hpp"

namespace vigie::store {

/// Adds a line at the end of the audit, numbered and chained, in the transaction that is open. Gives its number.
std::int64_t add_line(db::Connection& sql, const identity::Vault& vault, audit::Line line);
/// Signs the end of the audit as it will be committed, once for all the acts of a transaction; does nothing when none of
/// them added a line. When the end on which they built is not the one that was signed (lines were cut, changed, or the
/// signature is gone), a line journal_rompu says so first, for ever.
void sign_end(db::Connection& sql, const identity::Vault& vault, base::Instant now);
/// What tells a key file from another, as a directory and the exports of its audit keep it.
std::string check_of_key(const identity::Vault& vault);
bool is_of_this_key(db::Connection& sql, const identity::Vault& vault);
/// The first signature, in a directory that is new or that had none yet.
void start_signing(db::Connection& sql, const identity::Vault& vault);

/// Where a trail ends: written down elsewhere, it tells later that the lines up to it still stand.
struct Anchor {
  std::int64_t number = 0;
  std::string hash;
};
/// "1234:<64 hexadecimal digits>".
std::string to_text(const Anchor& anchor);
std::optional<Anchor> parse_anchor(std::string_view text);

struct Verification {
  std::int64_t lines = 0;
  std::int64_t ended = 0;  // gone at the end of their retention
  Anchor end;
  std::vector<audit::Finding> findings;
  bool anchor_ended = false;  // the noted line reached the end of its retention since: the anchor says nothing any more
};
/// Follows the whole audit of a database, signed end included. `noted`: an anchor to hold it against. A database older than
/// the signatures is followed without them.
Verification verify_audit(db::Connection& sql, const identity::Vault& vault, const std::optional<Anchor>& noted = std::nullopt);

/// What a trail is made of, in order: lines with their hash, and signed rows in the place of those that have ended.
struct OnTrail {
  std::function<void(audit::Line, std::string hash)> line;
  std::function<void(const audit::EndedLines&, std::string signature)> ended;
};
/// The whole of it; the head as it is signed, if it is, with its signature.
struct SignedHead {
  audit::Head head;
  std::string signature;
};
std::optional<SignedHead> find_signed_head(db::Connection& sql);
void each_step(db::Connection& sql, const OnTrail& on);
/// The signature of a row that stands for ended lines.
std::string sign_ended(const identity::Vault& vault, const audit::EndedLines& ended);
/// The same verification of a trail that comes from elsewhere (an export): `each` gives it.
Verification verify_lines(const identity::Vault& vault, const std::optional<SignedHead>& signed_head, const std::optional<Anchor>& noted,
                          const std::function<void(const OnTrail&)>& each);

}  // namespace vigie::store
