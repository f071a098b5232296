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
  Anchor end;
  std::vector<audit::Finding> findings;
};
/// Follows the whole audit of a database, signed end included. `noted`: an anchor to hold it against. A database older than
/// the signatures is followed without them.
Verification verify_audit(db::Connection& sql, const identity::Vault& vault, const std::optional<Anchor>& noted = std::nullopt);

/// Every line in order, with its hash; the head as it is signed, if it is, with its signature.
struct SignedHead {
  audit::Head head;
  std::string signature;
};
std::optional<SignedHead> find_signed_head(db::Connection& sql);
void each_line(db::Connection& sql, const std::function<void(audit::Line, std::string hash)>& on_line);
/// The same verification of lines that come from elsewhere (an export): `each` gives them.
Verification verify_lines(const identity::Vault& vault, const std::optional<SignedHead>& signed_head, const std::optional<Anchor>& noted,
                          const std::function<void(const std::function<void(audit::Line, std::string hash)>&)>& each);

}  // namespace vigie::store
