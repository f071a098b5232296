#include "casework/examine.hpp"

#include "casework/past.hpp"
#include "episodes/review.hpp"
#include "store/disagreements.hpp"
#include "store/drafts.hpp"
#include "store/journal.hpp"

namespace vigie::casework {

namespace {

std::vector<base::MinorId> every_minor(const store::Reading& reading) {
  std::vector<base::MinorId> ids;
  reading.sql.each("SELECT id FROM minor WHERE root IS NULL ORDER BY id", {},
                   [&](const db::Row& row) { ids.push_back(base::MinorId::parse(row.text(0)).value()); });
  return ids;
}

std::int64_t count(const store::Reading& reading, db::Sql sql) {
  std::int64_t total = 0;
  reading.sql.first(sql, {}, [&](const db::Row& row) { total = row.integer(0); });
  return total;
}

/// What the rows keep of an absence must be what its voices tell.
void examine_line(const File& file, Findings& findings) {
  for (const episodes::Episode& told : file.line.episodes) {
    const auto record = file.records.find(told.id);
    if (record == file.records.end()) {
      findings.problems.push_back(fmt::format("absence {} : sans ligne", told.id.text()));
      continue;
    }
    episodes::Episode kept = record->second.episode;
    kept.declarations = told.declarations;
    if (!(kept == told)) findings.problems.push_back(fmt::format("absence {} : ne se recalcule pas", told.id.text()));
  }
  if (file.line.episodes.size() != file.records.size())
    findings.problems.push_back(fmt::format("mineur {} : absence sans déclaration", file.minor.text()));
}

void examine_assessments(const Desk& desk, const store::Reading& reading, const File& file, Findings& findings) {
  const Past past = Past::load(reading, file.minor);
  for (const auto& [id, record] : file.records)
    for (const store::Assessment& kept : store::list_assessments(reading, id)) {
      ++findings.assessments;
      if (kept.rules != desk.rules.id || kept.rules_version != desk.rules.version) continue;
      const File then = past.as_of(record.row, kept.number);
      const Judgement again = judge(then, id, desk.rules, kept.at);
      if (!(again.verdict() == kept.verdict) || again.reasons != kept.reasons)
        findings.problems.push_back(fmt::format("évaluation {} : ne se recalcule pas", kept.id.text()));
    }
}

/// The clock must know of every absence that lasts and has a step before it, and of no other; disagreements must unseal.
void examine_follow_up(const store::Reading& reading, const File& file, Findings& findings) {
  for (const auto& [id, record] : file.records) {
    const auto made = store::list_assessments(reading, id);
    const auto due = made.empty() ? std::nullopt : episodes::next_review(record.episode, made.back().at);
    const bool lasts = record.episode.status == episodes::Status::en_cours;
    if ((due && !record.review_at) || (record.review_at && !lasts))
      findings.problems.push_back(fmt::format("absence {} : échéance de réévaluation perdue", id.text()));
    store::list_disagreements(reading, id);
  }
}

}  // namespace

Findings examine(const Desk& desk) {
  return desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    Findings findings;
    findings.declarations = count(reading, "SELECT COUNT(*) FROM declaration");
    findings.episodes = count(reading, "SELECT COUNT(*) FROM episode");
    findings.drafts = store::count_drafts(reading);
    for (const base::MinorId minor : every_minor(reading)) {
      ++findings.minors;
      const File file = load_file(reading, minor);
      examine_line(file, findings);
      examine_assessments(desk, reading, file, findings);
      examine_follow_up(reading, file, findings);
    }
    const auto audit = store::verify_audit(reading.sql, reading.vault);
    findings.audit_lines = audit.lines;
    for (const audit::Finding& one : audit.findings) findings.problems.push_back("journal, " + audit::to_french(one));
    return findings;
  });
}

}  // namespace vigie::casework
