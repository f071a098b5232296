#include "store/changes.hpp"

#include "store/merges.hpp"
#include "store/rows_detail.hpp"

namespace vigie::store {

std::int64_t last_change(const Reading& reading) {
  std::int64_t number = 0;
  reading.sql.first("SELECT number FROM change ORDER BY number DESC LIMIT 1", {},
                    [&](const db::Row& row) { number = row.integer(0); });
  return number;
}

std::vector<Change> list_changes(const Reading& reading, std::int64_t after, std::int64_t until) {
  std::vector<Change> all;
  reading.sql.each(
      "SELECT number, kind, subject, version, minor FROM change WHERE number > $1 AND number <= $2 ORDER BY number",
      {after, until}, [&](const db::Row& row) {
        all.push_back({row.integer(0), row.text(1), row.text(2), row.integer(3), maybe_id_in<base::MinorId>(row, 4)});
      });
  return all;
}

std::vector<base::OrganisationId> organisations_about(const Reading& reading, base::MinorId minor) {
  std::vector<base::OrganisationId> all;
  for (const base::MinorId one : family_of(reading, minor))
    reading.sql.each("SELECT DISTINCT organisation FROM hosting WHERE minor = $1", {one.text()},
                     [&](const db::Row& row) { all.push_back(id_in<base::OrganisationId>(row, 0)); });
  return all;
}

std::optional<base::MinorId> minor_of_episode(const Reading& reading, std::string_view episode) {
  std::optional<base::MinorId> found;
  reading.sql.first("SELECT minor FROM episode WHERE id = $1", {episode},
                    [&](const db::Row& row) { found = id_in<base::MinorId>(row, 0); });
  return found;
}

std::optional<std::string> episode_of_assessment(const Reading& reading, std::string_view assessment) {
  std::optional<std::string> found;
  reading.sql.first("SELECT episode FROM assessment WHERE id = $1", {assessment}, [&](const db::Row& row) { found = row.text(0); });
  return found;
}

std::optional<base::OrganisationId> organisation_that_signed(const Reading& reading, std::string_view declaration) {
  std::optional<base::OrganisationId> found;
  reading.sql.first("SELECT organisation FROM declaration WHERE id = $1", {declaration},
                    [&](const db::Row& row) { found = id_in<base::OrganisationId>(row, 0); });
  return found;
}

std::optional<DraftOwner> owner_of_draft(const Reading& reading, std::string_view draft) {
  std::optional<DraftOwner> found;
  reading.sql.first("SELECT organisation, form FROM draft WHERE id = $1", {draft}, [&](const db::Row& row) {
    found = DraftOwner{id_in<base::OrganisationId>(row, 0), row.text(1)};
  });
  return found;
}

std::optional<alerts::Alert> addressed(const Reading& reading, std::string_view alert) {
  std::optional<alerts::Alert> found;
  reading.sql.first("SELECT role, organisation, assigned_to, step, minor FROM alert WHERE id = $1", {alert}, [&](const db::Row& row) {
    found.emplace();
    found->role = access::parse_role(row.text(0)).value();
    found->organisation = maybe_id_in<base::OrganisationId>(row, 1);
    found->assigned_to = maybe_id_in<base::AccountId>(row, 2);
    found->step = static_cast<int>(row.integer(3));
    found->minor = maybe_id_in<base::MinorId>(row, 4);
  });
  return found;
}

}  // namespace vigie::store
