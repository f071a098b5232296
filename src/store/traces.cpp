#include "store/traces.hpp"

#include "store/rows_detail.hpp"

namespace vigie::store {

namespace {
constexpr base::Duration kept = std::chrono::hours{24 * 30};
constexpr base::Duration one_opening = std::chrono::minutes{10};

audit::Line line_in(const db::Row& row) {
  return {row.integer(0), base::Instant{row.integer(1)}, row.text(2), row.text(3),
          {row.text(4), row.text(5), row.text(6), row.text(7), row.text(8)}};
}
}  // namespace

base::Result<std::optional<boost::json::object>> find_repetition(const Reading& reading, const access::Actor& actor,
                                                                 const Repetition& repetition) {
  std::optional<boost::json::object> found;
  bool other_body = false;
  reading.sql.first(
      "SELECT body_digest, result FROM repetition WHERE account = $1 AND route = $2 AND key_digest = $3 AND at > $4",
      {actor.account.text(), repetition.route, db::Bytes{repetition.key_digest}, (reading.now - kept).ms},
      [&](const db::Row& row) {
        other_body = row.bytes(0) != repetition.body_digest;
        const auto result = base::parse_json(row.text(1));
        found = result->get_object();
      });
  if (other_body)
    return base::Error{base::Kind::invalid, "cle_reutilisee",
                       "Cette clé d’idempotence (Idempotency-Key) a déjà servi pour une autre demande."};
  return found;
}

void add_repetition(Unit& unit, const Repetition& repetition, const boost::json::object& result) {
  unit.sql().run("DELETE FROM repetition WHERE at <= $1", {(unit.now() - kept).ms});
  unit.sql().run(
      "INSERT INTO repetition (account, route, key_digest, body_digest, at, result) VALUES ($1, $2, $3, $4, $5, $6)",
      {unit.actor().account.text(), repetition.route, db::Bytes{repetition.key_digest}, db::Bytes{repetition.body_digest},
       unit.now().ms, base::to_text(result)});
}

bool opening_is_due(const Reading& reading, const access::Actor& actor, std::string_view file) {
  return !reading.sql.first("SELECT 1 FROM opening WHERE account = $1 AND file = $2 AND at > $3",
                            {actor.account.text(), file, (reading.now - one_opening).ms}, [](const db::Row&) {});
}

void mark_opening(Unit& unit, std::string_view file) {
  unit.sql().run("INSERT INTO opening (account, file, at) VALUES ($1, $2, $3) "
                 "ON CONFLICT (account, file) DO UPDATE SET at = excluded.at",
                 {unit.actor().account.text(), file, unit.now().ms});
}

std::vector<audit::Line> list_audit(const Reading& reading, std::string_view subject_id, std::string_view account,
                                    std::int64_t before, int limit, std::string_view act) {
  std::vector<audit::Line> lines;
  reading.sql.each(
      "SELECT number, at, account, organisation, act, subject, subject_id, motive, detail FROM audit "
      "WHERE number < $1 AND (subject_id = $2 OR $2 = '') AND (account = $3 OR $3 = '') AND (act = $4 OR $4 = '') ORDER BY number DESC LIMIT $5",
      {before, subject_id, account, act, limit}, [&](const db::Row& row) { lines.push_back(line_in(row)); });
  return lines;
}

std::vector<audit::Line> list_recent_acts(const Reading& reading, std::string_view act, std::string_view other, base::Instant since) {
  std::vector<audit::Line> lines;
  reading.sql.each(
      "SELECT number, at, account, organisation, act, subject, subject_id, motive, detail FROM audit "
      "WHERE number > (SELECT COALESCE(MAX(number), 0) FROM audit) - 200000 AND at >= $1 AND (act = $2 OR act = $3) ORDER BY number DESC LIMIT 20",
      {since.ms, act, other}, [&](const db::Row& row) { lines.push_back(line_in(row)); });
  return lines;
}

std::optional<audit::Line> find_last_fpr(const Reading& reading, base::EpisodeId episode) {
  std::optional<audit::Line> found;
  reading.sql.first(
      "SELECT number, at, account, organisation, act, subject, subject_id, motive, detail FROM audit "
      "WHERE subject_id = $1 AND (act = 'fpr_inscription' OR act = 'fpr_desinscription') ORDER BY number DESC LIMIT 1",
      {episode.text()}, [&](const db::Row& row) { found = line_in(row); });
  return found;
}

std::vector<audit::Line> list_openings(const Reading& reading, std::string_view file, int limit) {
  std::vector<audit::Line> lines;
  reading.sql.each(
      "SELECT number, at, account, organisation, act, subject, subject_id, motive, detail FROM audit "
      "WHERE subject_id = $1 AND act = 'consultation' ORDER BY number DESC LIMIT $2",
      {file, limit}, [&](const db::Row& row) { lines.push_back(line_in(row)); });
  return lines;
}

}  // namespace vigie::store
