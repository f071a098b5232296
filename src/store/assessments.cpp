#include "store/assessments.hpp"

#include "base/json.hpp"
#include "store/changes.hpp"
#include "store/near.hpp"
#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

namespace {

Verdict verdict_in(const db::Row& row, int from) {
  return {triage::parse_qualification(row.text(from)).value(), triage::parse_level(row.text(from + 1)).value()};
}

Assessment assessment_in(const Reading& reading, const db::Row& row) {
  Assessment one;
  one.id = id_in<base::AssessmentId>(row, 0);
  one.episode = id_in<base::EpisodeId>(row, 1);
  one.number = row.integer(2);
  one.at = {row.integer(3)};
  one.rules = row.text(4);
  one.rules_version = static_cast<int>(row.integer(5));
  one.verdict = verdict_in(row, 6);
  auto opened = base::parse_json(unseal(reading, row.bytes(8), "assessment:" + row.text(0)));
  if (!opened || !opened->is_array()) throw base::Fault("assessment " + row.text(0) + " is damaged");
  one.reasons = std::move(opened->get_array());
  return one;
}

/// An assessment keeps of each reason the rule and the evidence.
std::string to_keep(const boost::json::array& reasons) {
  std::string text = "[";
  for (const boost::json::value& reason : reasons) {
    const boost::json::object& one = reason.as_object();
    text += fmt::format("{}{{\"rule\":{},\"evidence\":{}}}", text.size() > 1 ? "," : "", base::to_text(one.at("rule")), base::to_text(one.at("evidence")));
  }
  return text += ']';
}

/// What the rules say of themselves is kept with the first assessment by their version.
void keep_wording(Unit& unit, const triage::RuleSet& rules) {
  if (unit.sql().first("SELECT 1 FROM rule_wording WHERE rules = $1 AND version = $2 LIMIT 1", {rules.id, rules.version}, [](const db::Row&) {})) return;
  for (const triage::Rule& rule : rules.rules)
    unit.sql().run("INSERT INTO rule_wording (rules, version, rule, label, kind, source, weight) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                   {rules.id, rules.version, rule.id, rule.label, triage::to_text(rule.kind), rule.source, rule.weight});
}

/// What rules said of themselves, each read once.
class Wordings {
 public:
  explicit Wordings(const Reading& reading) : reading_(reading) {}
  /// The reasons as they were said: each with the words of its rule.
  void add_to(Assessment& assessment) {
    for (boost::json::value& kept : assessment.reasons) {
      boost::json::object& one = kept.as_object();
      if (one.contains("label")) continue;
      boost::json::object said = words_of(assessment, std::string(one.at("rule").as_string()));
      said.emplace("evidence", std::move(one.at("evidence")));
      kept = std::move(said);
    }
  }

 private:
  const boost::json::object& words_of(const Assessment& assessment, const std::string& rule) {
    boost::json::object& said = known_[{assessment.rules, assessment.rules_version, rule}];
    if (!said.empty()) return said;
    const bool found = reading_.sql.first(
        "SELECT label, kind, source, weight FROM rule_wording WHERE rules = $1 AND version = $2 AND rule = $3",
        {assessment.rules, assessment.rules_version, rule}, [&](const db::Row& row) {
          said = {{"rule", rule}, {"label", row.text(0)}, {"kind", row.text(1)}, {"source", row.text(2)}, {"weight", row.integer(3)}};
        });
    if (!found) throw base::Fault("assessment " + assessment.id.text() + " names a rule that is not kept");
    return said;
  }

  const Reading& reading_;
  std::map<std::tuple<std::string, int, std::string>, boost::json::object> known_;
};

// What is sealed of a decision is its reason; of one that an import took, this mark, which no text that is taken holds,
// and a JSON object.
constexpr char told_mark = '\x1f';

std::string to_seal(const Decision& decision) {
  if (decision.elsewhere.here()) return decision.reason;
  boost::json::object told{{"reason", decision.reason}};
  add_to(told, decision.elsewhere);
  std::string text(1, told_mark);
  return text += base::to_text(told);
}

void unseal_into(Decision& decision, std::string sealed) {
  if (!sealed.starts_with(told_mark)) {
    decision.reason = std::move(sealed);
    return;
  }
  const auto opened = base::parse_json(std::string_view(sealed).substr(1));
  if (!opened || !opened->is_object()) throw base::Fault("decision " + decision.id.text() + " is damaged");
  decision.reason = base::find_text(opened->get_object(), "reason").value_or("");
  decision.elsewhere = elsewhere_in(opened->get_object());
}

Decision decision_in(const Reading& reading, const db::Row& row) {
  Decision decision{id_in<base::DecisionId>(row, 0), id_in<base::EpisodeId>(row, 1), id_in<base::AssessmentId>(row, 2),
                    id_in<base::AccountId>(row, 3),  id_in<base::OrganisationId>(row, 4), base::Instant{row.integer(5)},
                    verdict_in(row, 6), {}};
  unseal_into(decision, unseal(reading, row.bytes(8), "decision:" + row.text(0)));
  return decision;
}

}  // namespace

void add_assessment(Unit& unit, Assessment& assessment, const triage::RuleSet& rules, base::MinorId minor) {
  keep_wording(unit, rules);
  assessment.number = unit.change("assessment", assessment.id.text(), 1, minor);
  unit.sql().run(
      "INSERT INTO assessment (id, episode, number, at, rules, rules_version, qualification, level, sealed) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {assessment.id.text(), assessment.episode.text(), assessment.number, assessment.at.ms, assessment.rules,
       assessment.rules_version, triage::to_text(assessment.verdict.qualification), triage::to_text(assessment.verdict.level),
       seal(unit.reading(), minor, to_keep(assessment.reasons), "assessment:" + assessment.id.text())});
}

std::optional<Assessment> find_assessment(const Reading& reading, base::AssessmentId id) {
  std::optional<Assessment> found;
  reading.sql.first("SELECT id, episode, number, at, rules, rules_version, qualification, level, sealed "
                    "FROM assessment WHERE id = $1",
                    {id.text()}, [&](const db::Row& row) { found = assessment_in(reading, row); });
  if (found) Wordings(reading).add_to(*found);
  return found;
}

std::vector<Assessment> list_assessments(const Reading& reading, base::EpisodeId episode) {
  std::vector<Assessment> all;
  reading.sql.each("SELECT id, episode, number, at, rules, rules_version, qualification, level, sealed "
                   "FROM assessment WHERE episode = $1 ORDER BY number",
                   {episode.text()}, [&](const db::Row& row) { all.push_back(assessment_in(reading, row)); });
  Wordings wordings(reading);
  for (Assessment& one : all) wordings.add_to(one);
  return all;
}

void add_decision(Unit& unit, const Decision& decision) {
  unit.sql().run(
      "INSERT INTO decision (id, episode, assessment, account, organisation, at, qualification, level, sealed) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {decision.id.text(), decision.episode.text(), decision.assessment.text(), decision.account.text(),
       decision.organisation.text(), decision.at.ms, triage::to_text(decision.verdict.qualification),
       triage::to_text(decision.verdict.level),
       seal(unit.reading(), minor_of_episode(unit.reading(), decision.episode.text()), to_seal(decision), "decision:" + decision.id.text())});
}

std::vector<Decision> list_decisions(const Reading& reading, base::EpisodeId episode) {
  std::vector<Decision> all;
  reading.sql.each("SELECT id, episode, assessment, account, organisation, at, qualification, level, sealed "
                   "FROM decision WHERE episode = $1 ORDER BY at, id",
                   {episode.text()}, [&](const db::Row& row) { all.push_back(decision_in(reading, row)); });
  if (is_near(reading, episode))
    for (Decision& one : all) one.hold = access::Hold::departement;
  return all;
}

std::optional<Decision> find_decision(const Reading& reading, base::DecisionId id) {
  std::optional<Decision> found;
  reading.sql.first("SELECT id, episode, assessment, account, organisation, at, qualification, level, sealed "
                    "FROM decision WHERE id = $1",
                    {id.text()}, [&](const db::Row& row) { found = decision_in(reading, row); });
  if (found && is_near(reading, found->episode)) found->hold = access::Hold::departement;
  return found;
}

}  // namespace vigie::store
