#pragma once
#include <random>

#include "triage/assess.hpp"

namespace vigie::tests {

/// Facts that rules read, each missing, unknown, or one of the answers that matter.
inline base::Facts random_facts(std::mt19937& random, const triage::RuleSet& rules) {
  base::Facts facts;
  // From a call where nearly nothing is known to a file where nearly everything is.
  const auto answered = std::uniform_int_distribution<unsigned>(0, 10)(random);
  for (const auto& [field, answers] : triage::answers_to_try(rules)) {
    const auto draw = std::uniform_int_distribution<unsigned>(0, 12)(random);
    if (draw == 12) facts[field] = base::Tri::unknown;
    if (draw >= answered) continue;
    // Mostly the last answer: non, or a number beyond the bound; else any.
    const auto last = static_cast<unsigned>(answers.size()) - 1;
    const bool any = std::uniform_int_distribution<unsigned>(0, 3)(random) == 0;
    facts[field] = answers[any ? std::uniform_int_distribution<unsigned>(0, last)(random) : last];
  }
  return facts;
}

}  // namespace vigie::tests
