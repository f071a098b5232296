#include "store/retractions.hpp"

#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

void add_retraction(Unit& unit, const Retraction& retraction, const std::optional<base::MinorId>& minor) {
  const std::string id = retraction.declaration.text();
  const bool counts = retraction.act == "retablissement";
  std::int64_t version = 2;  // the signed one, then one up at each of these
  unit.sql().first("SELECT COUNT(*) FROM retraction WHERE declaration = $1", {id},
                   [&](const db::Row& row) { version += row.integer(0); });
  const std::int64_t number = unit.change("declaration", id, version, minor);
  unit.sql().run("INSERT INTO retraction (number, declaration, act, at, account, organisation, sealed) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                 {number, id, retraction.act, retraction.at.ms, retraction.account.text(), retraction.organisation.text(),
                  seal(unit.reading(), minor, retraction.reason, fmt::format("retraction:{}", number))});
  unit.sql().run("UPDATE declaration SET withdrawn_at = $1 WHERE id = $2",
                 {counts ? db::Value(std::nullopt) : db::Value(retraction.at.ms), id});
}

std::vector<Retraction> list_retractions(const Reading& reading, base::DeclarationId declaration) {
  std::vector<Retraction> all;
  reading.sql.each("SELECT number, act, at, account, organisation, sealed FROM retraction WHERE declaration = $1 ORDER BY number",
                   {declaration.text()}, [&](const db::Row& row) {
                     all.push_back({declaration, row.text(1), base::Instant{row.integer(2)}, id_in<base::AccountId>(row, 3),
                                    id_in<base::OrganisationId>(row, 4),
                                    unseal(reading, row.bytes(5), fmt::format("retraction:{}", row.integer(0)))});
                   });
  return all;
}

std::vector<Taking> list_takings(const Reading& reading, base::MinorId minor) {
  std::vector<Taking> takings;
  reading.sql.each("SELECT r.number, r.declaration, r.act FROM declaration d JOIN retraction r ON r.declaration = d.id "
                   "WHERE d.minor = $1 ORDER BY r.number",
                   {minor.text()}, [&](const db::Row& row) {
                     takings.push_back({row.integer(0), id_in<base::DeclarationId>(row, 1), row.text(2) == "retablissement"});
                   });
  return takings;
}

}  // namespace vigie::store
