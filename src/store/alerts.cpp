#include "store/alerts.hpp"

#include "store/changes.hpp"
#include "store/changed.hpp"
#include "store/near.hpp"
#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

namespace {

alerts::Alert alert_in(const Reading& reading, const db::Row& row) {
  alerts::Alert alert;
  alert.id = id_in<base::AlertId>(row, 0);
  alert.kind = row.text(1);
  alert.episode = maybe_id_in<base::EpisodeId>(row, 2);
  alert.minor = maybe_id_in<base::MinorId>(row, 3);
  alert.role = access::parse_role(row.text(4)).value();
  alert.organisation = maybe_id_in<base::OrganisationId>(row, 5);
  alert.raised_at = {row.integer(6)};
  alert.due_at = {row.integer(7)};
  alert.step = static_cast<int>(row.integer(8));
  alert.state = alerts::parse_state(row.text(9)).value();
  alert.version = row.integer(10);
  alert.assigned_to = maybe_id_in<base::AccountId>(row, 11);
  alert.acknowledged_by = maybe_id_in<base::AccountId>(row, 12);
  alert.acknowledged_at = maybe_instant_in(row, 13);
  alert.resolved_by = maybe_id_in<base::AccountId>(row, 14);
  alert.resolved_at = maybe_instant_in(row, 15);
  alert.outcome = row.text_or_empty(16);
  if (!row.is_null(17)) alert.note = unseal(reading, row.bytes(17), "alert:" + row.text(0));
  return alert;
}

/// The members of which two versions of an alert say something else, as the API shows them, noted as changed by the later.
std::string changes_between(const Reading& reading, const alerts::Alert& was, const alerts::Alert& is) {
  Changed changed(changed_of(reading, is.id));
  const auto note = [&](bool differs, std::string_view member) {
    if (differs) changed.note(std::string(member), is.version);
  };
  note(was.kind != is.kind, "/kind");
  note(was.kind != is.kind, "/label");
  note(alerts::roles_of(was) != alerts::roles_of(is) || was.organisation != is.organisation, "/audience");
  note(was.raised_at != is.raised_at, "/raised_at");
  note(was.due_at != is.due_at, "/due_at");
  note(was.state != is.state, "/state");
  note(was.assigned_to != is.assigned_to, "/assigned_to");
  note(was.acknowledged_by != is.acknowledged_by, "/acknowledged_by");
  note(was.acknowledged_at != is.acknowledged_at, "/acknowledged_at");
  note(was.resolved_by != is.resolved_by, "/resolved_by");
  note(was.resolved_at != is.resolved_at, "/resolved_at");
  note(was.outcome != is.outcome, "/outcome");
  note(was.note != is.note, "/note");
  note(was.step != is.step, "/step");
  return changed.text();
}

db::Value text_or_null(const std::string& text) { return text.empty() ? db::Value(std::nullopt) : db::Value(text); }

db::Value sealed_note(const Unit& unit, const alerts::Alert& alert) {
  if (alert.note.empty()) return std::nullopt;
  return seal(unit.reading(), alert.minor, alert.note, "alert:" + alert.id.text());
}

void insert(Unit& unit, const alerts::Alert& alert) {
  unit.sql().run(
      "INSERT INTO alert (id, kind, episode, minor, role, organisation, raised_at, due_at, step, state, version, "
      "assigned_to, acknowledged_by, acknowledged_at, resolved_by, resolved_at, outcome, sealed, escalates_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
      {alert.id.text(), alert.kind, value_of(alert.episode), value_of(alert.minor), access::to_text(alert.role),
       value_of(alert.organisation), alert.raised_at.ms, alert.due_at.ms, alert.step, alerts::to_text(alert.state),
       alert.version, value_of(alert.assigned_to), value_of(alert.acknowledged_by), value_of(alert.acknowledged_at),
       value_of(alert.resolved_by), value_of(alert.resolved_at), text_or_null(alert.outcome), sealed_note(unit, alert),
       value_of(alerts::escalates_at(alert))});
}

/// What ends keeps its kind, its audience and its times: the indexes that hold them are not written again.
void end_alert(Unit& unit, const alerts::Alert& alert, const std::string& changed) {
  unit.sql().run(
      "UPDATE alert SET state = $1, version = $2, acknowledged_by = $3, acknowledged_at = $4, resolved_by = $5, "
      "resolved_at = $6, outcome = $7, sealed = $8, escalates_at = NULL, changed = $9 WHERE id = $10",
      {alerts::to_text(alert.state), alert.version, value_of(alert.acknowledged_by), value_of(alert.acknowledged_at),
       value_of(alert.resolved_by), value_of(alert.resolved_at), text_or_null(alert.outcome), sealed_note(unit, alert),
       changed, alert.id.text()});
}

void change_alert(Unit& unit, const alerts::Alert& alert, const std::string& changed) {
  unit.sql().run(
      "UPDATE alert SET kind = $1, role = $2, organisation = $3, raised_at = $4, due_at = $5, step = $6, state = $7, "
      "version = $8, assigned_to = $9, acknowledged_by = $10, acknowledged_at = $11, resolved_by = $12, resolved_at = $13, "
      "outcome = $14, sealed = $15, escalates_at = $16, changed = $17 WHERE id = $18",
      {alert.kind, access::to_text(alert.role), value_of(alert.organisation), alert.raised_at.ms, alert.due_at.ms, alert.step,
       alerts::to_text(alert.state), alert.version, value_of(alert.assigned_to), value_of(alert.acknowledged_by),
       value_of(alert.acknowledged_at), value_of(alert.resolved_by), value_of(alert.resolved_at), text_or_null(alert.outcome),
       sealed_note(unit, alert), value_of(alerts::escalates_at(alert)), changed, alert.id.text()});
}

}  // namespace

std::string changed_of(const Reading& reading, base::AlertId id) {
  std::string changed;
  reading.sql.first("SELECT changed FROM alert WHERE id = $1", {id.text()}, [&](const db::Row& row) { changed = row.text(0); });
  return changed;
}

void add_alert(Unit& unit, alerts::Alert& alert) {
  alert.version = 1;
  insert(unit, alert);
  unit.change("alert", alert.id.text(), alert.version, alert.minor);
}

void save_alert(Unit& unit, const alerts::Alert& before, alerts::Alert& alert) {
  ++alert.version;
  const std::string changed = changes_between(unit.reading(), before, alert);
  if (alert.state == alerts::State::resolue) end_alert(unit, alert, changed);
  else change_alert(unit, alert, changed);
  unit.change("alert", alert.id.text(), alert.version, alert.minor);
}

std::vector<alerts::Alert> list_alerts_of(const Reading& reading, base::EpisodeId episode) {
  std::vector<alerts::Alert> all;
  reading.sql.each(
      "SELECT id, kind, episode, minor, role, organisation, raised_at, due_at, step, state, version, assigned_to, "
      "acknowledged_by, acknowledged_at, resolved_by, resolved_at, outcome, sealed FROM alert WHERE episode = $1 ORDER BY id",
      {episode.text()}, [&](const db::Row& row) { all.push_back(alert_in(reading, row)); });
  return all;
}

bool in_audience(const access::Actor& actor, const alerts::Alert& alert) {
  if (actor.role == access::Role::analyste || actor.role == access::Role::admin) return false;
  return actor.role == alert.role || alert.organisation == actor.organisation || alert.assigned_to == actor.account ||
         alert.step >= alerts::joins_at(actor.role);
}

std::optional<alerts::Alert> find_any_alert(const Reading& reading, base::AlertId id) {
  std::optional<alerts::Alert> found;
  reading.sql.first(
      "SELECT id, kind, episode, minor, role, organisation, raised_at, due_at, step, state, version, assigned_to, "
      "acknowledged_by, acknowledged_at, resolved_by, resolved_at, outcome, sealed FROM alert WHERE id = $1",
      {id.text()}, [&](const db::Row& row) { found = alert_in(reading, row); });
  return found;
}

bool follows(const Reading& reading, const alerts::Alert& alert) {
  if (!alert.minor || alert.role == access::Role::admin) return true;
  const auto all = organisations_about(reading, *alert.minor);
  return std::find(all.begin(), all.end(), alert.organisation) != all.end();
}

namespace {
/// Whether it is about a child whom the actor's département does not know; what was entrusted to somebody is theirs.
bool is_elsewhere(const Reading& reading, const access::Actor& actor, const alerts::Alert& alert) {
  Reading own = reading;
  own.scope = access::scope_of(actor);
  return own.scope.reach == access::Scope::Reach::departement && alert.minor && alert.assigned_to != actor.account &&
         !is_near(own, family_of(own, *alert.minor));
}
}  // namespace

std::optional<alerts::Alert> find_alert(const Reading& reading, const access::Actor& actor, base::AlertId id) {
  auto found = find_any_alert(reading, id);
  if (!found || !in_audience(actor, *found)) return std::nullopt;
  const bool itself = found->role == actor.role || found->assigned_to == actor.account || found->step >= alerts::joins_at(actor.role);
  if (!itself && !follows(reading, *found)) return std::nullopt;
  if (is_elsewhere(reading, actor, *found)) return std::nullopt;
  return found;
}

std::vector<alerts::Alert> list_alerts(const Reading& reading, const access::Actor& actor, const AlertFilter& filter) {
  std::vector<alerts::Alert> all;
  if (actor.role == access::Role::analyste || actor.role == access::Role::admin) return all;
  const auto after = filter.after.value_or(std::pair(std::numeric_limits<std::int64_t>::min(), std::string()));
  const auto list = [&](const db::Sql& sql) {
    reading.sql.each(sql,
                     {after.first, after.second, filter.state ? std::string(alerts::to_text(*filter.state)) : std::string(),
                      access::to_text(actor.role), actor.organisation.text(), actor.account.text(), alerts::joins_at(actor.role),
                      filter.limit, near_to(reading)},
                     [&](const db::Row& row) { all.push_back(alert_in(reading, row)); });
  };
  if (filter.state != alerts::State::resolue)
    list("SELECT id, kind, episode, minor, role, organisation, raised_at, due_at, step, state, version, assigned_to, "
         "acknowledged_by, acknowledged_at, resolved_by, resolved_at, outcome, sealed FROM alert "
         "WHERE state <> 'resolue' AND (state = $3 OR $3 = '') AND due_at >= $1 AND (due_at > $1 OR id > $2) "
         "AND (role = $4 OR assigned_to = $6 OR step >= $7 OR (organisation = $5 AND (role = 'admin' OR minor IS NULL "
         "OR EXISTS (SELECT 1 FROM minor own, minor tied, hosting h WHERE own.id = alert.minor "
         "AND (tied.id = COALESCE(own.root, own.id) OR tied.root = COALESCE(own.root, own.id)) "
         "AND h.organisation = $5 AND h.minor = tied.id)))) "
         "AND ($9 = '' OR minor IS NULL OR assigned_to = $6 OR EXISTS (SELECT 1 FROM minor own, minor tied, near_minor n WHERE own.id = alert.minor "
         "AND (tied.id = COALESCE(own.root, own.id) OR tied.root = COALESCE(own.root, own.id)) "
         "AND n.organisation = $9 AND n.minor = tied.id)) ORDER BY due_at, id LIMIT $8");
  if (filter.state.value_or(alerts::State::resolue) == alerts::State::resolue)
    list("SELECT id, kind, episode, minor, role, organisation, raised_at, due_at, step, state, version, assigned_to, "
         "acknowledged_by, acknowledged_at, resolved_by, resolved_at, outcome, sealed FROM alert "
         "WHERE state = 'resolue' AND (state = $3 OR $3 = '') AND due_at >= $1 AND (due_at > $1 OR id > $2) "
         "AND (role = $4 OR assigned_to = $6 OR step >= $7 OR (organisation = $5 AND (role = 'admin' OR minor IS NULL "
         "OR EXISTS (SELECT 1 FROM minor own, minor tied, hosting h WHERE own.id = alert.minor "
         "AND (tied.id = COALESCE(own.root, own.id) OR tied.root = COALESCE(own.root, own.id)) "
         "AND h.organisation = $5 AND h.minor = tied.id)))) "
         "AND ($9 = '' OR minor IS NULL OR assigned_to = $6 OR EXISTS (SELECT 1 FROM minor own, minor tied, near_minor n WHERE own.id = alert.minor "
         "AND (tied.id = COALESCE(own.root, own.id) OR tied.root = COALESCE(own.root, own.id)) "
         "AND n.organisation = $9 AND n.minor = tied.id)) ORDER BY due_at, id LIMIT $8");
  if (filter.state) return all;
  std::sort(all.begin(), all.end(), [](const alerts::Alert& a, const alerts::Alert& b) { return std::tie(a.due_at, a.id) < std::tie(b.due_at, b.id); });
  if (all.size() > static_cast<std::size_t>(filter.limit)) all.resize(static_cast<std::size_t>(filter.limit));
  return all;
}

}  // namespace vigie::store
