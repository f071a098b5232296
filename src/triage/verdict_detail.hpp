#pragma once
#include "triage/assess.hpp"

namespace vigie::triage {

/// The facts that the rules read, by slot.
Known look_up(const RuleSet& rules, const base::Facts& facts);

struct Verdict {
  Qualification qualification = Qualification::classique;
  Level level = Level::aucun;
  friend auto operator<=>(const Verdict&, const Verdict&) = default;  // the qualification first
};

/// What rules that fired lead to together; `truths` in the order of the rules.
Verdict verdict_of(const RuleSet& rules, const std::vector<Truth>& truths);

}  // namespace vigie::triage
