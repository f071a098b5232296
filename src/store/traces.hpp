#pragma once
#include "base/json.hpp"
#include "store/unit.hpp"

namespace vigie::store {

/// A repetition of a request that was answered before, or the first of its key.
struct Repetition {
  std::string route;        // "POST /api/v1/declarations"
  std::string key_digest;   // SHA-256 of the Idempotency-Key
  std::string body_digest;  // keyed digest of the body
};
/// What was answered to that key: ids only. Another body under the same key: 422 cle_reutilisee.
/// Keys are kept 30 days.
base::Result<std::optional<boost::json::object>> find_repetition(const Reading& reading, const access::Actor& actor,
                                                                 const Repetition& repetition);
void add_repetition(Unit& unit, const Repetition& repetition, const boost::json::object& result);

/// Whether this opening of a file by the actor needs its audit line: none in the last 10 minutes.
bool opening_is_due(const Reading& reading, const access::Actor& actor, std::string_view file);
void mark_opening(Unit& unit, std::string_view file);

/// Audit lines, latest first, below `before`; an empty text asks for any.
std::vector<audit::Line> list_audit(const Reading& reading, std::string_view subject_id, std::string_view account,
                                    std::int64_t before, int limit, std::string_view act = {});
/// Those of two acts since an instant, latest first, at most 20: among the last 200 000 lines of the audit.
std::vector<audit::Line> list_recent_acts(const Reading& reading, std::string_view act, std::string_view other, base::Instant since);
/// The act of police that last changed the FPR entry of an absence: by whom and when.
std::optional<audit::Line> find_last_fpr(const Reading& reading, base::EpisodeId episode);
/// Openings of a file (act consultation), latest first.
std::vector<audit::Line> list_openings(const Reading& reading, std::string_view file, int limit);

}  // namespace vigie::store
