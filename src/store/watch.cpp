#include "store/watch.hpp"

#include "store/near.hpp"
#include "store/rows_detail.hpp"

namespace vigie::store {

namespace {

constexpr std::int64_t moved_rows = 200'000;  // changes

Glimpse glimpse_in(const db::Row& row) {
  Glimpse one;
  one.id = id_in<base::EpisodeId>(row, 0);
  one.minor = id_in<base::MinorId>(row, 1);
  one.reference = row.text(2);
  one.status = episodes::parse_status(row.text(3)).value();
  one.departed = {maybe_instant_in(row, 4), {row.integer(5)}};
  one.departement = row.text(6);
  one.stands = {triage::parse_qualification(row.text(7)).value(), triage::parse_level(row.text(8)).value()};
  one.version = row.integer(9);
  if (const auto latest = maybe_instant_in(row, 11)) one.returned = base::Window{maybe_instant_in(row, 10), *latest};
  one.verified = row.integer(12) != 0;
  one.decided = !row.is_null(13);
  return one;
}

HeldAlert held_in(const db::Row& row) {
  HeldAlert held;
  alerts::Alert& alert = held.alert;
  alert.id = id_in<base::AlertId>(row, 0);
  alert.kind = row.text(1);
  alert.episode = id_in<base::EpisodeId>(row, 2);
  alert.role = access::parse_role(row.text(3)).value();
  alert.organisation = maybe_id_in<base::OrganisationId>(row, 4);
  alert.raised_at = {row.integer(5)};
  alert.due_at = {row.integer(6)};
  alert.step = static_cast<int>(row.integer(7));
  alert.state = alerts::parse_state(row.text(8)).value();
  alert.version = row.integer(9);
  alert.assigned_to = maybe_id_in<base::AccountId>(row, 10);
  alert.acknowledged_by = maybe_id_in<base::AccountId>(row, 11);
  alert.acknowledged_at = maybe_instant_in(row, 12);
  alert.resolved_by = maybe_id_in<base::AccountId>(row, 13);
  alert.resolved_at = maybe_instant_in(row, 14);
  alert.outcome = row.text_or_empty(15);
  held.assigned_to = row.text_or_empty(16);
  held.acknowledged_by = row.text_or_empty(17);
  held.resolved_by = row.text_or_empty(18);
  return held;
}

/// Rows come by absence; those of one absence are put in order here: the engine would sort whole rows.
template <class One, class Absence, class Order>
void sort_within(std::vector<One>& all, Absence absence, Order order) {
  for (auto from = all.begin(); from != all.end();) {
    const auto until = std::find_if(from, all.end(), [&](const One& one) { return absence(one) != absence(*from); });
    std::sort(from, until, order);
    from = until;
  }
}

bool sees_minors(const Reading& reading) {
  using Reach = access::Scope::Reach;
  return reading.scope.reach == Reach::all || reading.scope.reach == Reach::departement || reading.scope.reach == Reach::own_minors;
}
std::string own_organisation(const Reading& reading) {
  return reading.scope.reach == access::Scope::Reach::own_minors ? reading.scope.organisation.text() : std::string();
}
bool has_audience(const access::Actor& actor) { return actor.role != access::Role::analyste && actor.role != access::Role::admin; }

}  // namespace

std::vector<Glimpse> list_lasting_absences(const Reading& reading) {
  std::vector<Glimpse> all;
  if (!sees_minors(reading)) return all;
  reading.sql.each(
      "SELECT e.id, r.id, r.reference, e.status, e.departed_earliest, e.departed_latest, e.departement, e.qualification, "
      "e.level, e.version, e.returned_earliest, e.returned_latest, e.verified, e.decision "
      "FROM episode e JOIN minor m ON m.id = e.minor JOIN minor r ON r.id = COALESCE(m.root, m.id) "
      "WHERE (e.status = 'en_cours' OR e.status = 'localise') "
      "AND ($1 = '' OR EXISTS (SELECT 1 FROM minor tied, hosting d "
      "WHERE (tied.id = r.id OR tied.root = r.id) AND d.organisation = $1 AND d.minor = tied.id "
      "AND NOT EXISTS (SELECT 1 FROM before_placement b WHERE b.organisation = $1 AND b.episode = e.id))) "
      "AND ($2 = '' OR EXISTS (SELECT 1 FROM minor tied, near_minor n "
      "WHERE (tied.id = r.id OR tied.root = r.id) AND n.organisation = $2 AND n.minor = tied.id)) ORDER BY e.id",
      {own_organisation(reading), near_to(reading)}, [&](const db::Row& row) { all.push_back(glimpse_in(row)); });
  return all;
}

std::vector<HeldAlert> list_alerts_of_lasting(const Reading& reading, const access::Actor& actor) {
  std::vector<HeldAlert> all;
  if (!has_audience(actor)) return all;
  // CROSS JOIN: from the few absences that last to their alerts, not the other way.
  reading.sql.each(
      "SELECT a.id, a.kind, a.episode, a.role, a.organisation, a.raised_at, a.due_at, a.step, a.state, a.version, "
      "a.assigned_to, a.acknowledged_by, a.acknowledged_at, a.resolved_by, a.resolved_at, a.outcome, "
      "t.login, k.login, '' FROM episode e CROSS JOIN alert a "
      "LEFT JOIN account t ON t.id = a.assigned_to LEFT JOIN account k ON k.id = a.acknowledged_by "
      "WHERE (e.status = 'en_cours' OR e.status = 'localise') AND a.episode = e.id AND a.state <> 'resolue' "
      "AND (a.role = $1 OR a.organisation = $2 OR a.assigned_to = $3 OR a.step >= $4) ORDER BY e.id",
      {access::to_text(actor.role), actor.organisation.text(), actor.account.text(), alerts::joins_at(actor.role)},
      [&](const db::Row& row) { all.push_back(held_in(row)); });
  sort_within(all, [](const HeldAlert& held) { return *held.alert.episode; }, [](const HeldAlert& a, const HeldAlert& b) {
    return std::tie(a.alert.due_at, a.alert.id) < std::tie(b.alert.due_at, b.alert.id);
  });
  return all;
}

std::vector<Declarant> list_declarants_of_lasting(const Reading& reading) {
  std::vector<Declarant> all;
  if (reading.scope.reach != access::Scope::Reach::all) return all;
  std::map<base::OrganisationId, std::string> names;
  reading.sql.each("SELECT id, name FROM organisation", {},
                   [&](const db::Row& row) { names[id_in<base::OrganisationId>(row, 0)] = row.text(1); });
  reading.sql.each(
      "SELECT d.episode, d.organisation FROM episode e CROSS JOIN declaration d "
      "WHERE (e.status = 'en_cours' OR e.status = 'localise') AND d.episode = e.id ORDER BY e.id",
      {}, [&](const db::Row& row) {
        const auto organisation = id_in<base::OrganisationId>(row, 1);
        all.push_back({id_in<base::EpisodeId>(row, 0), organisation, names.at(organisation)});
      });
  sort_within(all, [](const Declarant& one) { return one.episode; },
              [](const Declarant& a, const Declarant& b) { return std::tie(a.name, a.organisation) < std::tie(b.name, b.organisation); });
  const auto same = [](const Declarant& a, const Declarant& b) { return a.episode == b.episode && a.organisation == b.organisation; };
  all.erase(std::unique(all.begin(), all.end(), same), all.end());
  return all;
}

std::vector<Moved> list_moved(const Reading& reading, base::Instant since) {
  std::vector<Moved> all;
  reading.sql.each(
      "SELECT COALESCE(a.episode, c.subject), MAX(c.number), MAX(CASE WHEN c.kind = 'episode' AND c.version = 1 THEN 1 ELSE 0 END) "
      "FROM change c LEFT JOIN alert a ON c.kind = 'alert' AND a.id = c.subject "
      "WHERE c.number > (SELECT COALESCE(MAX(number), 0) FROM change) - $1 AND c.at >= $2 "
      "AND (c.kind = 'episode' OR (c.kind = 'alert' AND a.episode IS NOT NULL)) GROUP BY COALESCE(a.episode, c.subject)",
      {moved_rows, since.ms},
      [&](const db::Row& row) { all.push_back({id_in<base::EpisodeId>(row, 0), row.integer(1), row.integer(2) != 0}); });
  return all;
}

std::vector<Ended> list_ended_absences(const Reading& reading, base::Instant since) {
  std::vector<Ended> all;
  if (!sees_minors(reading)) return all;
  // Closed or presumed back: the log does not say when, only that it changed.
  reading.sql.each(
      "SELECT e.id, r.id, r.reference, e.status, e.departed_earliest, e.departed_latest, e.departement, e.qualification, "
      "e.level, e.version, e.returned_earliest, e.returned_latest, e.verified, e.decision, "
      "CASE WHEN e.returned_latest >= $3 OR (moved.itself = 1 AND (e.status = 'clos' OR e.status = 'retour_presume')) "
      "OR EXISTS (SELECT 1 FROM declaration b WHERE b.episode = e.id AND b.form = 'retour' AND b.signed_at >= $3) THEN 1 ELSE 0 END "
      "FROM (SELECT COALESCE(a.episode, c.subject) AS episode, MAX(CASE WHEN c.kind = 'episode' THEN 1 ELSE 0 END) AS itself "
      "FROM change c LEFT JOIN alert a ON c.kind = 'alert' AND a.id = c.subject "
      "WHERE c.number > (SELECT COALESCE(MAX(number), 0) FROM change) - $2 AND c.at >= $3 "
      "AND (c.kind = 'episode' OR (c.kind = 'alert' AND a.episode IS NOT NULL)) GROUP BY COALESCE(a.episode, c.subject)) moved "
      "CROSS JOIN episode e JOIN minor m ON m.id = e.minor JOIN minor r ON r.id = COALESCE(m.root, m.id) "
      "WHERE e.id = moved.episode AND e.status <> 'en_cours' AND e.status <> 'localise' "
      "AND ($1 = '' OR EXISTS (SELECT 1 FROM minor tied, hosting d "
      "WHERE (tied.id = r.id OR tied.root = r.id) AND d.organisation = $1 AND d.minor = tied.id "
      "AND NOT EXISTS (SELECT 1 FROM before_placement b WHERE b.organisation = $1 AND b.episode = e.id))) "
      "AND ($4 = '' OR EXISTS (SELECT 1 FROM minor tied, near_minor n "
      "WHERE (tied.id = r.id OR tied.root = r.id) AND n.organisation = $4 AND n.minor = tied.id)) ORDER BY e.id",
      {own_organisation(reading), moved_rows, since.ms, near_to(reading)}, [&](const db::Row& row) { all.push_back({glimpse_in(row), row.integer(14) != 0}); });
  return all;
}

std::vector<HeldAlert> list_moved_alerts(const Reading& reading, const access::Actor& actor, base::Instant since) {
  std::vector<HeldAlert> all;
  if (!has_audience(actor)) return all;
  reading.sql.each(
      "SELECT a.id, a.kind, a.episode, a.role, a.organisation, a.raised_at, a.due_at, a.step, a.state, a.version, "
      "a.assigned_to, a.acknowledged_by, a.acknowledged_at, a.resolved_by, a.resolved_at, a.outcome, t.login, k.login, s.login "
      "FROM (SELECT DISTINCT subject FROM change WHERE number > (SELECT COALESCE(MAX(number), 0) FROM change) - $1 "
      "AND at >= $2 AND kind = 'alert') moved CROSS JOIN alert a "
      "LEFT JOIN account t ON t.id = a.assigned_to LEFT JOIN account k ON k.id = a.acknowledged_by "
      "LEFT JOIN account s ON s.id = a.resolved_by "
      "WHERE a.id = moved.subject AND a.episode IS NOT NULL "
      "AND (a.role = $3 OR a.organisation = $4 OR a.assigned_to = $5 OR a.step >= $6) ORDER BY a.episode, a.due_at, a.id",
      {moved_rows, since.ms, access::to_text(actor.role), actor.organisation.text(), actor.account.text(),
       alerts::joins_at(actor.role)},
      [&](const db::Row& row) { all.push_back(held_in(row)); });
  return all;
}

}  // namespace vigie::store
