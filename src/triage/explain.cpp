#include "triage/assess.hpp"
#include "triage/verdict_detail.hpp"

namespace vigie::triage {
namespace {

using base::FactValue;
using base::Tri;
using Answers = std::map<std::string, std::vector<FactValue>, std::less<>>;

/// Tries answers on one slot at a time; only the rules that read it are run again.
class Trial {
 public:
  Trial(const RuleSet& rules, const base::Facts& facts) : rules_(rules), known_(look_up(rules, facts)) {
    readers_.resize(known_.size());
    for (std::size_t i = 0; i < rules.rules.size(); ++i) {
      truths_.push_back(evaluate(rules.rules[i].condition, known_));
      for (const std::size_t slot : rules.rules[i].slots) readers_[slot].push_back(i);
    }
  }

  bool is_open(std::size_t rule) const { return truths_[rule] == Truth::unknown; }
  bool is_unknown(std::size_t slot) const { return triage::is_unknown(known_[slot]); }

  Verdict verdict_with(std::size_t slot, const FactValue& answer) {
    const FactValue* told = std::exchange(known_[slot], &answer);
    std::vector<Truth> changed = truths_;
    for (const std::size_t rule : readers_[slot])
      changed[rule] = evaluate(rules_.rules[rule].condition, known_);
    known_[slot] = told;
    return changed == truths_ ? Verdict{} : verdict_of(rules_, changed);
  }

 private:
  const RuleSet& rules_;
  Known known_;
  std::vector<Truth> truths_;
  std::vector<std::vector<std::size_t>> readers_;
};

Verdict best_verdict(Trial& trial, std::size_t slot, const std::vector<FactValue>& answers) {
  Verdict best;
  for (const FactValue& answer : answers) best = std::max(best, trial.verdict_with(slot, answer));
  return best;
}

void add_once(std::vector<FactValue>& answers, FactValue answer) {
  if (std::ranges::find(answers, answer) == answers.end()) answers.push_back(std::move(answer));
}

void add_answers(std::vector<FactValue>& answers, const Constant& constant) {
  if (const double* bound = std::get_if<double>(&constant)) {
    for (const double number : {*bound - 1, *bound, *bound + 1}) {
      if (number >= 0) add_once(answers, number);
    }
    return;
  }
  const std::string& code = std::get<std::string>(constant);
  if (code == "oui" || code == "non") {
    add_once(answers, Tri::yes);
    add_once(answers, Tri::no);
  } else {
    add_once(answers, code);
  }
}

}  // namespace

Unknowns unknowns(const RuleSet& rules, const base::Facts& facts, const Outcome& outcome,
                  const Answers& askable) {
  Unknowns unknowns;
  Trial trial(rules, facts);
  const Verdict now{outcome.qualification, outcome.level};
  std::vector<bool> seen(rules.facts.size(), false);
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    if (!trial.is_open(i)) continue;
    for (const std::size_t slot : rules.rules[i].slots) {
      const auto answers = askable.find(rules.facts[slot]);
      if (seen[slot] || !trial.is_unknown(slot) || answers == askable.end()) continue;
      seen[slot] = true;
      unknowns.fields.push_back(rules.facts[slot]);
      const Verdict best = best_verdict(trial, slot, answers->second);
      if (best > now) unknowns.next.push_back({rules.facts[slot], best.qualification, best.level});
    }
  }
  std::ranges::stable_sort(unknowns.next, std::greater{}, [](const Question& question) {
    return Verdict{question.qualification, question.level};
  });
  return unknowns;
}

Answers answers_to_try(const RuleSet& rules) {
  Answers answers;
  for (const Rule& rule : rules.rules) {
    for_each_comparison(rule.condition, [&](const Condition& comparison) {
      for (const Constant& constant : comparison.constants) add_answers(answers[comparison.fact], constant);
    });
  }
  return answers;
}

}  // namespace vigie::triage
