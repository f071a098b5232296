#include "store/handed_over.hpp"

#include <charconv>

#include "store/rows_detail.hpp"

namespace vigie::store {

namespace {

constexpr std::string_view act = "releve_acceptee";
constexpr std::string_view detail = "vu=";
constexpr std::int64_t looked_at = 200'000;

std::int64_t number_in(std::string_view text) {
  std::int64_t number = -1;
  if (text.starts_with(detail)) std::from_chars(text.data() + detail.size(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::vector<AcceptedItem> list_accepted_items(const Reading& reading, base::OrganisationId organisation, base::Instant since) {
  std::vector<AcceptedItem> all;
  reading.sql.each(
      "SELECT l.subject_id, a.login, l.at, l.detail FROM audit l JOIN account a ON a.id = l.account "
      "WHERE l.number > (SELECT COALESCE(MAX(number), 0) FROM audit) - $1 AND l.at >= $2 AND l.act = $3 AND l.organisation = $4 "
      "ORDER BY l.number",
      {looked_at, since.ms, act, organisation.text()}, [&](const db::Row& row) {
        all.push_back({id_in<base::EpisodeId>(row, 0), row.text(1), base::Instant{row.integer(2)}, number_in(row.text(3))});
      });
  return all;
}

bool changed_after(const Reading& reading, base::EpisodeId episode, std::int64_t number) {
  return reading.sql.first(
      "SELECT c.number FROM change c LEFT JOIN alert a ON c.kind = 'alert' AND a.id = c.subject WHERE c.number > $1 "
      "AND ((c.kind = 'episode' AND c.subject = $2) OR a.episode = $2) ORDER BY c.number LIMIT 1",
      {number, episode.text()}, [](const db::Row&) {});
}

void commit_accepted_item(Unit& unit, base::EpisodeId episode, std::int64_t seen) {
  unit.commit({std::string(act), "episode", episode.text(), "", fmt::format("{}{}", detail, seen)});
}

}  // namespace vigie::store
