#include "store/disagreements.hpp"

#include "base/json.hpp"
#include "store/changes.hpp"
#include "store/near.hpp"
#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

namespace {

Disagreement disagreement_in(const Reading& reading, const db::Row& row) {
  Disagreement one;
  one.id = id_in<DisagreementId>(row, 0);
  one.episode = id_in<base::EpisodeId>(row, 1);
  one.account = id_in<base::AccountId>(row, 2);
  one.organisation = id_in<base::OrganisationId>(row, 3);
  one.at = {row.integer(4)};
  one.qualification = triage::parse_qualification(row.text(5)).value();
  one.decision = maybe_id_in<base::DecisionId>(row, 6);
  const auto told = unseal_object(reading, row.bytes(7), "disagreement:" + row.text(0));
  one.declarant = base::find_text(told, "declarant").value_or("");
  one.reason = base::find_text(told, "reason").value_or("");
  one.elsewhere = elsewhere_in(told);
  return one;
}

}  // namespace

void add_disagreement(Unit& unit, const Disagreement& one) {
  const std::string id = one.id.text();
  boost::json::object told{{"declarant", one.declarant}, {"reason", one.reason}};
  add_to(told, one.elsewhere);
  unit.sql().run(
      "INSERT INTO disagreement (id, episode, account, organisation, at, qualification, decision, sealed) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {id, one.episode.text(), one.account.text(), one.organisation.text(), one.at.ms, triage::to_text(one.qualification),
       value_of(one.decision), seal(unit.reading(), minor_of_episode(unit.reading(), one.episode.text()), base::to_text(told), "disagreement:" + id)});
}

std::vector<Disagreement> list_disagreements(const Reading& reading, base::EpisodeId episode) {
  std::vector<Disagreement> all;
  const bool elsewhere = reading.scope.reach == access::Scope::Reach::departement && !is_near(reading, episode);
  const bool own = elsewhere || reading.scope.reach == access::Scope::Reach::own_minors;
  if (!own && reading.scope.reach != access::Scope::Reach::departement && reading.scope.reach != access::Scope::Reach::all) return all;
  reading.sql.each(
      "SELECT id, episode, account, organisation, at, qualification, decision, sealed FROM disagreement "
      "WHERE episode = $1 AND ($2 = 0 OR organisation = $3) ORDER BY at, id",
      {episode.text(), own, reading.scope.organisation.text()},
      [&](const db::Row& row) { all.push_back(disagreement_in(reading, row)); });
  return all;
}

std::optional<base::Instant> last_disagreement(const Reading& reading, base::EpisodeId episode) {
  std::optional<base::Instant> last;
  reading.sql.first("SELECT at FROM disagreement WHERE episode = $1 ORDER BY at DESC LIMIT 1", {episode.text()},
                    [&](const db::Row& row) { last = base::Instant{row.integer(0)}; });
  return last;
}

}  // namespace vigie::store
