#include "triage/parse_detail.hpp"

namespace vigie::triage {
namespace {

std::string_view type_of(const Constant& constant) {
  const std::string* code = std::get_if<std::string>(&constant);
  if (!code) return "a number";
  return *code == "oui" || *code == "non" ? "oui or non" : "a code";
}

std::string place_of(std::size_t rule, std::string_view member) {
  return fmt::format("/rules/{}/{}", rule, member);
}

void check_ids(const std::vector<Rule>& rules, Problem& problem) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!seen.insert(rules[i].id).second) {
      problem.refuse(place_of(i, "id"), fmt::format("a second rule \"{}\"", rules[i].id));
    }
  }
}

void check_types(const std::vector<Rule>& rules, Problem& problem) {
  std::map<std::string_view, std::string_view> types;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    for_each_comparison(rules[i].condition, [&](const Condition& comparison) {
      for (const Constant& constant : comparison.constants) {
        const auto [known, added] = types.emplace(comparison.fact, type_of(constant));
        if (known->second == type_of(constant)) continue;
        problem.refuse(place_of(i, "when"), fmt::format("\"{}\" is compared with {} here, with {} elsewhere",
                                                        comparison.fact, type_of(constant), known->second));
      }
    });
  }
}

void check_fades(const std::vector<Rule>& rules, Problem& problem) {
  std::map<std::string_view, int> months;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (rules[i].fades_after_months == 0) continue;
    for (const std::string& field : rules[i].reads) {
      const auto [known, added] = months.emplace(field, rules[i].fades_after_months);
      if (known->second == rules[i].fades_after_months) continue;
      problem.refuse(place_of(i, "effect/fades_after_months"),
                     fmt::format("\"{}\" fades after {} months here, {} elsewhere", field,
                                 rules[i].fades_after_months, known->second));
    }
  }
}

void give_slots(Condition& condition, const std::vector<std::string>& facts) {
  for (Condition& part : condition.parts) give_slots(part, facts);
  const auto found = std::ranges::lower_bound(facts, condition.fact);
  condition.slot = static_cast<std::size_t>(found - facts.begin());
}

}  // namespace

void check_together(const std::vector<Rule>& rules, Problem& problem) {
  check_ids(rules, problem);
  check_types(rules, problem);
  check_fades(rules, problem);
}

void bind(RuleSet& rules) {
  std::set<std::string> facts;
  for (const Rule& rule : rules.rules) facts.insert(rule.reads.begin(), rule.reads.end());
  rules.facts.assign(facts.begin(), facts.end());
  for (Rule& rule : rules.rules) {
    give_slots(rule.condition, rules.facts);
    rule.slots.clear();
    for (const std::string& fact : rule.reads) {
      const auto found = std::ranges::lower_bound(rules.facts, fact);
      rule.slots.push_back(static_cast<std::size_t>(found - rules.facts.begin()));
    }
  }
}

}  // namespace vigie::triage
