#include "store/openings.hpp"

#include "store/changes.hpp"
#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

void add_transmission_request(Unit& unit, const TransmissionRequest& one) {
  const std::string id = one.id.text();
  unit.sql().run("INSERT INTO transmission_request (id, episode, account, organisation, at, purpose, sealed) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                 {id, one.episode.text(), one.account.text(), one.organisation.text(), one.at.ms, one.purpose,
                  seal(unit.reading(), minor_of_episode(unit.reading(), one.episode.text()), one.reason, "transmission_request:" + id)});
}

std::vector<TransmissionRequest> list_transmission_requests(const Reading& reading, base::EpisodeId episode) {
  std::vector<TransmissionRequest> all;
  reading.sql.each("SELECT id, account, organisation, at, purpose, sealed FROM transmission_request WHERE episode = $1 ORDER BY at, id",
                   {episode.text()}, [&](const db::Row& row) {
                     all.push_back({id_in<TransmissionRequestId>(row, 0), episode, id_in<base::AccountId>(row, 1),
                                    id_in<base::OrganisationId>(row, 2), base::Instant{row.integer(3)}, row.text(4),
                                    unseal(reading, row.bytes(5), "transmission_request:" + row.text(0))});
                   });
  return all;
}

void add_urgent_access(Unit& unit, const UrgentAccess& one) {
  const std::string id = one.id.text();
  unit.sql().run("INSERT INTO urgent_access (id, minor, episode, account, organisation, at, until, sealed) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                 {id, one.minor.text(), one.episode.text(), one.account.text(), one.organisation.text(), one.at.ms, one.until.ms,
                  seal(unit.reading(), one.minor, one.motive, "urgent_access:" + id)});
}

std::optional<base::Instant> find_urgent_access(const Reading& reading, const Family& family) {
  if (!reading.scope.account) return std::nullopt;
  std::optional<base::Instant> until;
  reading.sql.each("SELECT minor, until FROM urgent_access WHERE account = $1 AND until > $2 ORDER BY until",
                   {reading.scope.account->text(), reading.now.ms}, [&](const db::Row& row) {
                     if (std::find(family.begin(), family.end(), id_in<base::MinorId>(row, 0)) != family.end())
                       until = base::Instant{row.integer(1)};
                   });
  return until;
}

std::vector<UrgentAccess> list_urgent_accesses(const Reading& reading, base::EpisodeId episode) {
  std::vector<UrgentAccess> all;
  reading.sql.each("SELECT id, minor, account, organisation, at, until, sealed FROM urgent_access WHERE episode = $1 ORDER BY at, id",
                   {episode.text()}, [&](const db::Row& row) {
                     all.push_back({id_in<UrgentAccessId>(row, 0), id_in<base::MinorId>(row, 1), episode, id_in<base::AccountId>(row, 2),
                                    id_in<base::OrganisationId>(row, 3), base::Instant{row.integer(4)}, base::Instant{row.integer(5)},
                                    unseal(reading, row.bytes(6), "urgent_access:" + row.text(0))});
                   });
  return all;
}

void add_address_disclosure(Unit& unit, base::EpisodeId episode, const std::string& to) {
  const std::string id = base::Id<struct AddressDisclosureTag>::make(unit.now()).text();
  unit.sql().run("INSERT INTO address_disclosure (id, episode, account, organisation, at, sealed) VALUES ($1, $2, $3, $4, $5, $6)",
                 {id, episode.text(), unit.actor().account.text(), unit.actor().organisation.text(), unit.now().ms,
                  seal(unit.reading(), minor_of_episode(unit.reading(), episode.text()), to, "address_disclosure:" + id)});
}

}  // namespace vigie::store
