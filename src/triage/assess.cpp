#include "triage/assess.hpp"

#include "triage/verdict_detail.hpp"

namespace vigie::triage {
namespace {

int rank(Kind kind) {
  switch (kind) {
    case Kind::avere:
      return 0;
    case Kind::danger:
      return 1;
    case Kind::signe:
      return 2;
    case Kind::repetition:
      return 3;
    case Kind::vulnerabilite:
      return 4;
  }
  return 5;
}

Reason reason_of(const Rule& rule, const Known& known) {
  Reason reason{rule.id, {}};
  for (std::size_t i = 0; i < rule.reads.size(); ++i) {
    if (const base::FactValue* value = known[rule.slots[i]])
      reason.values.emplace_back(rule.reads[i], *value);
  }
  return reason;
}

std::vector<Truth> truths_of(const RuleSet& rules, const Known& known) {
  std::vector<Truth> truths;
  truths.reserve(rules.rules.size());
  for (const Rule& rule : rules.rules) truths.push_back(evaluate(rule.condition, known));
  return truths;
}

}  // namespace

Known look_up(const RuleSet& rules, const base::Facts& facts) {
  Known known(rules.facts.size(), nullptr);
  auto fact = facts.begin();  // both are sorted: one walk
  for (std::size_t slot = 0; slot < known.size(); ++slot) {
    int order = -1;
    while (fact != facts.end() && (order = fact->first.text().compare(rules.facts[slot])) < 0) ++fact;
    if (fact == facts.end()) break;
    if (order == 0) known[slot] = &fact->second;
  }
  return known;
}

Verdict verdict_of(const RuleSet& rules, const std::vector<Truth>& truths) {
  Verdict verdict;
  int weight = 0;
  int signs = 0;
  for (std::size_t i = 0; i < truths.size(); ++i) {
    if (truths[i] != Truth::yes) continue;
    const Rule& rule = rules.rules[i];
    weight += rule.weight;
    signs += rule.kind == Kind::signe;
    verdict.level = std::max(verdict.level, rule.level.value_or(Level::aucun));
    verdict.qualification = std::max(verdict.qualification, rule.proposes.value_or(Qualification::classique));
  }
  if (weight >= rules.vigilance_from) verdict.level = std::max(verdict.level, Level::vigilance);
  if (weight >= rules.eleve_from) verdict.level = std::max(verdict.level, Level::eleve);
  const auto at_least = [&](bool holds, Qualification least) {
    if (holds) verdict.qualification = std::max(verdict.qualification, least);
  };
  at_least(signs >= rules.signs_to_examine, Qualification::a_examiner);
  at_least(verdict.level >= Level::eleve, rules.eleve_proposes);
  at_least(verdict.level == Level::critique, rules.critique_proposes);
  return verdict;
}

std::vector<Truth> truths(const RuleSet& rules, const base::Facts& facts) {
  return truths_of(rules, look_up(rules, facts));
}

Outcome assess(const RuleSet& rules, const base::Facts& facts) {
  const Known known = look_up(rules, facts);
  const std::vector<Truth> truths = truths_of(rules, known);
  const Verdict verdict = verdict_of(rules, truths);
  std::vector<const Rule*> fired;
  for (std::size_t i = 0; i < truths.size(); ++i) {
    if (truths[i] == Truth::yes) fired.push_back(&rules.rules[i]);
  }
  std::ranges::stable_sort(fired, {},
                           [](const Rule* rule) { return std::pair(rank(rule->kind), -rule->weight); });
  Outcome outcome{verdict.qualification, verdict.level, {}};
  outcome.reasons.reserve(fired.size());
  for (const Rule* rule : fired) outcome.reasons.push_back(reason_of(*rule, known));
  return outcome;
}

}  // namespace vigie::triage
