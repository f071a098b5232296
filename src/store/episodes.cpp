#include "store/episodes.hpp"

#include "base/json.hpp"
#include "store/changed.hpp"
#include "store/declarations.hpp"
#include "store/near.hpp"
#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

namespace {

EpisodeRecord record_in(const Reading& reading, const db::Row& row) {
  EpisodeRecord record;
  episodes::Episode& episode = record.episode;
  episode.id = id_in<base::EpisodeId>(row, 0);
  record.row = id_in<base::MinorId>(row, 1);
  record.minor = maybe_id_in<base::MinorId>(row, 25).value_or(record.row);
  episode.reference = row.text(2);
  record.version = row.integer(3);
  episode.number = static_cast<int>(row.integer(4));
  episode.category = row.text(5);
  episode.status = episodes::parse_status(row.text(6)).value();
  episode.closed_reason = row.text(7);
  episode.departed = {maybe_instant_in(row, 8), {row.integer(9)}};
  if (const auto latest = maybe_instant_in(row, 11)) episode.returned = base::Window{maybe_instant_in(row, 10), *latest};
  episode.next_departure = maybe_instant_in(row, 12);
  episode.verified = row.integer(13) != 0;
  episode.departement = row.text(14);
  episode.zone = base::zone_of_departement(episode.departement);
  record.proposed = {triage::parse_qualification(row.text(15)).value(), triage::parse_level(row.text(16)).value()};
  record.stands = {triage::parse_qualification(row.text(17)).value(), triage::parse_level(row.text(18)).value()};
  record.assessment = maybe_id_in<base::AssessmentId>(row, 19);
  record.decision = maybe_id_in<base::DecisionId>(row, 20);
  episode.fpr = {maybe_instant_in(row, 21), maybe_instant_in(row, 22), row.text(23), {}};
  if (!row.is_null(24)) {
    const auto told = unseal_object(reading, row.bytes(24), "episode:" + row.text(0));
    record.fpr_numero = base::find_text(told, "numero").value_or("");
    record.fpr_service = base::find_text(told, "service").value_or("");
    episode.fpr.motif_de_non_inscription = base::find_text(told, "motif").value_or("");
    record.fpr_elsewhere = elsewhere_in(told);
  }
  record.review_at = maybe_instant_in(row, 26);
  record.changed = row.text(27);
  return record;
}

db::Value sealed_fpr(const Unit& unit, const EpisodeRecord& record) {
  const std::string& motif = record.episode.fpr.motif_de_non_inscription;
  if (record.fpr_numero.empty() && record.fpr_service.empty() && motif.empty() && record.fpr_elsewhere.here()) return std::nullopt;
  boost::json::object told{{"numero", record.fpr_numero}, {"service", record.fpr_service}, {"motif", motif}};
  add_to(told, record.fpr_elsewhere);
  return seal(unit.reading(), record.row, base::to_text(told), "episode:" + record.episode.id.text());
}

/// Notes the members of which the two records say something else, as the API shows them.
void note_changes(const Unit& unit, const EpisodeRecord& before, EpisodeRecord& record, bool disagreed) {
  Changed changed(before.changed);
  const auto note = [&](bool differs, std::string_view member) {
    if (differs) changed.note(std::string(member), record.version);
  };
  const auto add = [&](bool added, std::string_view member) {
    if (added) changed.note(added_by(member, unit.actor().organisation.text()), record.version);
  };
  const episodes::Episode &was = before.episode, &is = record.episode;
  note(was.number != is.number, "/number");
  note(was.category != is.category, "/category");
  note(was.status != is.status, "/status");
  note(was.closed_reason != is.closed_reason, "/closed_reason");
  note(was.departed != is.departed, "/departed");
  note(was.returned != is.returned, "/returned");
  note(was.departed != is.departed || was.returned != is.returned || was.next_departure != is.next_departure, "/absence_hours");
  note(was.departement != is.departement, "/departement");
  note(was.fpr.inscrit_le != is.fpr.inscrit_le, "/fpr/inscrit_le");
  note(was.fpr.desinscrit_le != is.fpr.desinscrit_le, "/fpr/desinscrit_le");
  note(before.fpr_numero != record.fpr_numero, "/fpr/numero");
  note(was.fpr.categorie != is.fpr.categorie, "/fpr/categorie");
  note(before.fpr_service != record.fpr_service, "/fpr/service");
  note(was.fpr.motif_de_non_inscription != is.fpr.motif_de_non_inscription, "/fpr/motif_de_non_inscription");
  note(before.proposed != record.proposed, "/proposed");
  note(before.decision != record.decision, "/decision");
  note(before.decision != record.decision, "/decisions");
  note(before.stands.qualification != record.stands.qualification, "/qualification");
  note(before.stands.level != record.stands.level, "/level");
  note(before.assessment != record.assessment, "/assessments");
  add(was.declarations != is.declarations, "/declarations");
  add(disagreed, "/disagreements");
  record.changed = changed.text();
}

std::optional<std::int64_t> earliest_return(const episodes::Episode& episode) {
  if (!episode.returned || !episode.returned->earliest) return std::nullopt;
  return episode.returned->earliest->ms;
}
std::optional<std::int64_t> latest_return(const episodes::Episode& episode) {
  if (!episode.returned) return std::nullopt;
  return episode.returned->latest.ms;
}

/// What changes of an absence, from its version on, after what does not: in the order of both statements.
std::vector<db::Value> row_of(const Unit& unit, const EpisodeRecord& record, std::vector<db::Value> values) {
  const episodes::Episode& e = record.episode;
  db::Value changing[] = {record.version, e.number, e.category, episodes::to_text(e.status), e.closed_reason, value_of(e.departed.earliest),
                          e.departed.latest.ms, earliest_return(e), latest_return(e), value_of(e.next_departure), e.verified, e.departement,
                          triage::to_text(record.proposed.qualification), triage::to_text(record.proposed.level),
                          triage::to_text(record.stands.qualification), triage::to_text(record.stands.level), value_of(record.assessment),
                          value_of(record.decision), value_of(e.fpr.inscrit_le), value_of(e.fpr.desinscrit_le), e.fpr.categorie,
                          sealed_fpr(unit, record), value_of(record.review_at), record.changed};
  values.reserve(values.size() + std::size(changing));
  for (db::Value& one : changing) values.push_back(std::move(one));
  return values;
}

void add_row(Unit& unit, const EpisodeRecord& record) {
  unit.sql().run(
      "INSERT INTO episode (id, minor, reference, created_at, version, number, category, status, closed_reason, "
      "departed_earliest, departed_latest, returned_earliest, returned_latest, next_departure, verified, departement, "
      "proposed_qualification, proposed_level, qualification, level, assessment, decision, fpr_inscrit_le, "
      "fpr_desinscrit_le, fpr_categorie, fpr_sealed, review_at, changed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
      "$14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)",
      row_of(unit, record, {record.episode.id.text(), record.row.text(), record.episode.reference, unit.now().ms}));
}

void save_row(Unit& unit, const EpisodeRecord& record) {
  unit.sql().run(
      "UPDATE episode SET version = $2, number = $3, category = $4, status = $5, closed_reason = $6, departed_earliest = $7, "
      "departed_latest = $8, returned_earliest = $9, returned_latest = $10, next_departure = $11, verified = $12, departement = $13, "
      "proposed_qualification = $14, proposed_level = $15, qualification = $16, level = $17, assessment = $18, decision = $19, "
      "fpr_inscrit_le = $20, fpr_desinscrit_le = $21, fpr_categorie = $22, fpr_sealed = $23, review_at = $24, changed = $25 WHERE id = $1",
      row_of(unit, record, {record.episode.id.text()}));
}

}  // namespace

std::string new_episode_reference(Unit& unit, base::EpisodeId id) {
  for (base::Uuid seed = id.bytes;; seed = base::make_uuid(unit.now())) {
    std::string reference = base::make_reference('E', seed);
    if (!unit.sql().first("SELECT 1 FROM episode WHERE reference = $1", {reference}, [](const db::Row&) {})) return reference;
  }
}

void save_episode(Unit& unit, const EpisodeRecord& before, EpisodeRecord& record, bool disagreed) {
  ++record.version;
  if (record.version > 1) note_changes(unit, before, record, disagreed);
  if (record.version == 1) add_row(unit, record);
  else save_row(unit, record);
  unit.change("episode", record.episode.id.text(), record.version, record.minor);
}

namespace {
/// To a home, the rank among the absences that it knows of.
void rank_for_home(const Reading& reading, EpisodeRecord& record) {
  reading.sql.first("SELECT COUNT(DISTINCT x.id) FROM before_placement b JOIN episode x ON x.id = b.episode "
                    "JOIN minor own ON own.id = x.minor WHERE b.organisation = $1 AND COALESCE(own.root, own.id) = $2 AND x.departed_latest < $3",
                    {reading.scope.organisation.text(), record.minor.text(), record.episode.departed.latest.ms},
                    [&](const db::Row& row) { record.episode.number -= static_cast<int>(row.integer(0)); });
}

bool is_bound_home(const Reading& reading) {
  if (reading.scope.reach != access::Scope::Reach::own_minors) return false;
  const std::string home = reading.scope.organisation.text();
  const auto none = [](const db::Row&) {};
  return reading.sql.first("SELECT 1 FROM placement_start WHERE organisation = $1 LIMIT 1", {home}, none) ||
         reading.sql.first("SELECT 1 FROM placement_end WHERE organisation = $1 LIMIT 1", {home}, none);
}
}  // namespace

std::optional<EpisodeRecord> find_episode(const Reading& reading, base::EpisodeId id) {
  if (reading.scope.reach == access::Scope::Reach::none) return std::nullopt;
  std::optional<EpisodeRecord> found;
  reading.sql.first(
      "SELECT id, minor, reference, version, number, category, status, closed_reason, departed_earliest, departed_latest, "
      "returned_earliest, returned_latest, next_departure, verified, departement, proposed_qualification, proposed_level, "
      "qualification, level, assessment, decision, fpr_inscrit_le, fpr_desinscrit_le, fpr_categorie, fpr_sealed, "
      "(SELECT m.root FROM minor m WHERE m.id = episode.minor), review_at, changed FROM episode WHERE id = $1 "
      "AND ($2 = 0 OR EXISTS (SELECT 1 FROM minor own, minor tied, hosting d "
      "WHERE own.id = episode.minor AND (tied.id = COALESCE(own.root, own.id) OR tied.root = COALESCE(own.root, own.id)) "
      "AND d.organisation = $3 AND d.minor = tied.id AND NOT EXISTS (SELECT 1 FROM before_placement b "
      "WHERE b.organisation = $3 AND b.episode = episode.id))) "
      "AND ($4 = '' OR EXISTS (SELECT 1 FROM minor own, minor tied, near_minor n "
      "WHERE own.id = episode.minor AND (tied.id = COALESCE(own.root, own.id) OR tied.root = COALESCE(own.root, own.id)) "
      "AND n.organisation = $4 AND n.minor = tied.id))",
      {id.text(), reading.scope.reach == access::Scope::Reach::own_minors, reading.scope.organisation.text(), near_to(reading)},
      [&](const db::Row& row) { found = record_in(reading, row); });
  if (found) found->episode.declarations = list_of_episode(reading, id);
  if (found && is_bound_home(reading)) rank_for_home(reading, *found);
  return found;
}

std::vector<EpisodeRecord> list_of_minor(const Reading& reading, const Family& family) {
  std::vector<EpisodeRecord> all;
  for (const base::MinorId minor : family)
    reading.sql.each(
      "SELECT id, minor, reference, version, number, category, status, closed_reason, departed_earliest, departed_latest, "
      "returned_earliest, returned_latest, next_departure, verified, departement, proposed_qualification, proposed_level, "
      "qualification, level, assessment, decision, fpr_inscrit_le, fpr_desinscrit_le, fpr_categorie, fpr_sealed, "
      "(SELECT m.root FROM minor m WHERE m.id = episode.minor), review_at, changed FROM episode WHERE minor = $1 ORDER BY departed_latest, id",
      {minor.text()}, [&](const db::Row& row) { all.push_back(record_in(reading, row)); });
  if (family.size() > 1)
    std::sort(all.begin(), all.end(), [](const EpisodeRecord& a, const EpisodeRecord& b) {
      return std::tie(a.episode.departed.latest, a.episode.id) < std::tie(b.episode.departed.latest, b.episode.id);
    });
  return all;
}

std::vector<EpisodeRecord> list_episodes(const Reading& reading, const EpisodeFilter& filter) {
  std::vector<EpisodeRecord> all;
  if (reading.scope.reach == access::Scope::Reach::none) return all;
  const auto text_or_empty = [](const auto& maybe) { return maybe ? std::string(to_text(*maybe)) : std::string(); };
  const auto after = filter.after.value_or(std::pair(std::numeric_limits<std::int64_t>::max(), std::string()));
  reading.sql.each(
      "SELECT id, minor, reference, version, number, category, status, closed_reason, departed_earliest, departed_latest, "
      "returned_earliest, returned_latest, next_departure, verified, departement, proposed_qualification, proposed_level, "
      "qualification, level, assessment, decision, fpr_inscrit_le, fpr_desinscrit_le, fpr_categorie, fpr_sealed, "
      "(SELECT m.root FROM minor m WHERE m.id = episode.minor), review_at, changed FROM episode "
      "WHERE departed_latest <= $1 AND (departed_latest < $1 OR id < $2) AND departed_latest >= $3 "
      "AND (status = $4 OR $4 = '') AND (level = $5 OR $5 = '') AND (qualification = $6 OR $6 = '') "
      "AND (departement = $7 OR $7 = '') "
      "AND ($8 = '' OR EXISTS (SELECT 1 FROM declaration d WHERE d.episode = episode.id AND d.organisation = $8)) "
      "AND ($9 = '' OR EXISTS (SELECT 1 FROM minor own, minor tied, hosting d "
      "WHERE own.id = episode.minor AND (tied.id = COALESCE(own.root, own.id) OR tied.root = COALESCE(own.root, own.id)) "
      "AND d.organisation = $9 AND d.minor = tied.id AND NOT EXISTS (SELECT 1 FROM before_placement b "
      "WHERE b.organisation = $9 AND b.episode = episode.id))) "
      "AND ($11 = '' OR EXISTS (SELECT 1 FROM minor own, minor tied, near_minor n "
      "WHERE own.id = episode.minor AND (tied.id = COALESCE(own.root, own.id) OR tied.root = COALESCE(own.root, own.id)) "
      "AND n.organisation = $11 AND n.minor = tied.id)) "
      "ORDER BY departed_latest DESC, id DESC LIMIT $10",
      {after.first, after.second, filter.since ? filter.since->ms : std::numeric_limits<std::int64_t>::min(),
       text_or_empty(filter.status), text_or_empty(filter.level), text_or_empty(filter.qualification), filter.departement,
       filter.organisation ? filter.organisation->text() : std::string(),
       reading.scope.reach == access::Scope::Reach::own_minors ? reading.scope.organisation.text() : std::string(),
       filter.limit, near_to(reading)},
      [&](const db::Row& row) { all.push_back(record_in(reading, row)); });
  if (is_bound_home(reading))
    for (EpisodeRecord& record : all) rank_for_home(reading, record);
  std::vector<base::EpisodeId> ids;
  for (const EpisodeRecord& record : all) ids.push_back(record.episode.id);
  auto declared = list_of_episodes(reading, ids);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].episode.declarations = std::move(declared[i]);
  return all;
}

}  // namespace vigie::store
