#include "casework/file.hpp"

namespace vigie::casework {

namespace {

bool is_history_fact(std::string_view name) {
  const auto names = episodes::history_fact_names();
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What one value that a rule read rests on: absences for a history fact, declarations for an answer (none for what is
/// computed, like the age).
void add_evidence(boost::json::array& evidence, const std::string& name, const base::FactValue& value, const File& file,
                  base::EpisodeId of, const episodes::Hearing& hearing) {
  if (is_history_fact(name)) {
    boost::json::array ids;
    for (const base::EpisodeId id : episodes::evidence_of(file.line, name, of)) ids.emplace_back(id.text());
    evidence.push_back(boost::json::object{{"episodes", std::move(ids)}, {"fact", name}, {"value", base::to_json(value)}});
    return;
  }
  const auto sources = hearing.sources_of(name);
  if (sources.empty())
    evidence.push_back(boost::json::object{{"declaration", nullptr}, {"field", name}, {"value", base::to_json(value)}});
  for (const episodes::Told& told : sources) {
    boost::json::value by;  // null: what is being typed is no declaration yet
    if (told.declaration != base::DeclarationId{}) by = told.declaration.text();
    evidence.push_back(boost::json::object{{"declaration", std::move(by)}, {"field", name}, {"value", base::to_json(told.value)}});
  }
}

const triage::Rule& rule_named(const triage::RuleSet& rules, const std::string& id) {
  const auto rule = std::find_if(rules.rules.begin(), rules.rules.end(), [&](const auto& one) { return one.id == id; });
  base::require(rule != rules.rules.end(), "a reason names a rule of the set");
  return *rule;
}

}  // namespace

Judgement judge(const File& file, base::EpisodeId episode, const triage::RuleSet& rules, base::Instant at) {
  Judgement judgement;
  const episodes::Hearing hearing(file.voices, episode, rules.fades(), at);
  judgement.facts = facts_of(file, episode, hearing, at);
  judgement.outcome = triage::assess(rules, judgement.facts);
  for (const triage::Reason& reason : judgement.outcome.reasons) {
    const triage::Rule& rule = rule_named(rules, reason.rule);
    boost::json::array evidence;
    for (const auto& [name, value] : reason.values) add_evidence(evidence, name, value, file, episode, hearing);
    judgement.reasons.push_back(boost::json::object{{"rule", rule.id},
                                                    {"label", rule.label},
                                                    {"kind", triage::to_text(rule.kind)},
                                                    {"source", rule.source},
                                                    {"weight", rule.weight},
                                                    {"evidence", std::move(evidence)}});
  }
  return judgement;
}

}  // namespace vigie::casework
