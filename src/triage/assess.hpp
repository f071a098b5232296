#pragma once
#include <set>

#include "triage/rule.hpp"

namespace vigie::triage {

/// A rule that fired, with the values it read that were there (names in the order of its `reads`).
struct Reason {
  std::string rule;
  std::vector<std::pair<std::string, base::FactValue>> values;
};

struct Outcome {
  Qualification qualification = Qualification::classique;
  Level level = Level::aucun;
  std::vector<Reason> reasons;   // avere, danger, signe, repetition, vulnerabilite; within a kind, heavier first
  friend bool same_verdict(const Outcome& a, const Outcome& b) {
    return a.qualification == b.qualification && a.level == b.level;
  }
};

/// What each rule of the set says of the facts, in the order of the set: for rehearsal and for the cases of a rule file.
std::vector<Truth> truths(const RuleSet& rules, const base::Facts& facts);

/// Applies every rule of the set to the facts.
Outcome assess(const RuleSet& rules, const base::Facts& facts);

/// What a question could change, if it were asked.
struct Question {
  std::string field;
  Qualification qualification;  // the most that an answer to it alone may lead to
  Level level;
};

struct Unknowns {
  std::vector<std::string> fields;  // askable, read by a rule that stays unknown; not asked, or answered "inconnu"; in rule order
  std::vector<Question> next;       // those whose answer alone would change the verdict upwards, most first
};

/// What is not known, and what is worth asking. `askable`: possible answers by field id, for the fields that the form asks
/// (tri: oui and non; choice: each code; number: each bound that a rule compares it to). Re-runs only the rules that read the field.
/// A history fact is never a question.
Unknowns unknowns(const RuleSet& rules, const base::Facts& facts, const Outcome& outcome,
                  const std::map<std::string, std::vector<base::FactValue>, std::less<>>& askable);

/// The possible answers to try for every field that rules read, from the constants rules compare it with; tri fields: oui, non.
std::map<std::string, std::vector<base::FactValue>, std::less<>> answers_to_try(const RuleSet& rules);

}  // namespace vigie::triage
