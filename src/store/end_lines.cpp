#include "store/end_lines.hpp"

#include "audit/retention.hpp"
#include "store/journal.hpp"

namespace vigie::store {

namespace {

/// Whether an FPR entry stands on that absence: what was done about it is kept for as long.
bool is_in_fpr(db::Connection& sql, const std::string& episode) {
  return sql.first("SELECT 1 FROM episode WHERE id = $1 AND fpr_inscrit_le IS NOT NULL AND fpr_desinscrit_le IS NULL", {episode}, [](const db::Row&) {});
}

/// Gives the ranges of lines that have ended, in order.
EndedCount each_ended_range(const Reading& reading, std::int64_t after, int at_most, const std::function<void(const audit::EndedLines&)>& on_range) {
  const auto end = find_signed_head(reading.sql);
  EndedCount count;
  std::vector<audit::EndedLines> ranges;
  reading.sql.each(
      "SELECT number, at, act, subject_id, hash FROM audit WHERE number > $1 AND number < $2 ORDER BY number LIMIT $3",
      {after, end ? end->head.number : 0, at_most}, [&](const db::Row& row) {
        const std::int64_t number = row.integer(0);
        count.looked_at = number;
        const std::string act = row.text(2);
        if (!audit::has_ended(act, base::Instant{row.integer(1)}, reading.now)) return;
        if (audit::retention_of(act).purpose == audit::Purpose::fpr && is_in_fpr(reading.sql, row.text(3))) return;
        ++count.lines;
        if (!ranges.empty() && ranges.back().last + 1 == number) ranges.back() = {ranges.back().first, number, row.bytes(4)};
        else ranges.push_back({number, number, row.bytes(4)});
      });
  for (const audit::EndedLines& one : ranges) on_range(one);
  return count;
}

/// The range with those that it touches, which it takes the place of.
audit::EndedLines join_neighbours(db::Connection& sql, audit::EndedLines range) {
  std::optional<std::int64_t> before;
  sql.first("SELECT first_number, last_number FROM audit_ended WHERE first_number < $1 ORDER BY first_number DESC LIMIT 1", {range.first}, [&](const db::Row& row) {
    if (row.integer(1) + 1 == range.first) before = row.integer(0);
  });
  if (before) range.first = *before;
  const std::int64_t next = range.last + 1;
  const bool joins = sql.first("SELECT last_number, hash FROM audit_ended WHERE first_number = $1", {next}, [&](const db::Row& row) {
    range.last = row.integer(0);
    range.hash = row.bytes(1);
  });
  if (before) sql.run("DELETE FROM audit_ended WHERE first_number = $1", {*before});
  if (joins) sql.run("DELETE FROM audit_ended WHERE first_number = $1", {next});
  return range;
}

}  // namespace

EndedCount count_ending_lines(const Reading& reading, std::int64_t after, int at_most) {
  return each_ended_range(reading, after, at_most, [](const audit::EndedLines&) {});
}

EndedCount end_lines(Unit& unit, std::int64_t after, int at_most) {
  return each_ended_range(unit.reading(), after, at_most, [&](const audit::EndedLines& range) {
    const audit::EndedLines whole = join_neighbours(unit.sql(), range);
    unit.sql().run("INSERT INTO audit_ended (first_number, last_number, hash, signature) VALUES ($1, $2, $3, $4)",
                   {whole.first, whole.last, db::Bytes{whole.hash}, db::Bytes{sign_ended(unit.vault(), whole)}});
  });
}

}  // namespace vigie::store
