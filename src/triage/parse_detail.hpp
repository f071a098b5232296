#pragma once
#include "triage/rule.hpp"

namespace vigie::triage {

using KnownFacts = std::map<std::string, bool, std::less<>>;

/// The first thing wrong in a rule file, with its place (a JSON pointer). Reading goes on after it, in vain.
class Problem {
 public:
  void refuse(std::string_view place, std::string_view reason) {
    if (text_.empty()) text_ = fmt::format("{}: {}", place.empty() ? "/" : place, reason);
  }
  bool found() const { return !text_.empty(); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// Refuses every member that `allowed` lacks.
void check_members(const boost::json::object& object, std::span<const std::string_view> allowed,
                   const std::string& place, Problem& problem);

/// The condition of a rule: closed list of operators, exact arity, known and permitted facts, at most 8
/// levels deep.
Condition parse_condition(const boost::json::value& when, const std::string& place,
                          const KnownFacts& known_facts, Problem& problem);

/// What holds between the rules once each is read: single ids, one type of constant and one fading time a
/// fact.
void check_together(const std::vector<Rule>& rules, Problem& problem);

/// Gives every fact that the rules read its slot.
void bind(RuleSet& rules);

}  // namespace vigie::triage
