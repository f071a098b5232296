#pragma once
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "base/facts.hpp"

namespace vigie::triage {

enum class Truth {
  no,
  unknown,
  yes
};  // in rising order: `and` is the least, `or` the greatest, `!` the mirror

/// What a fact is compared with: a code ("oui", "foyer") or a number.
using Constant = std::variant<std::string, double>;

/// A condition of a rule, compiled once from its JSON. Leaves compare one fact with constants.
struct Condition {
  enum class Operator {
    all,       // {"and": [conditions]}
    any,       // {"or": [conditions]}
    opposite,  // {"!": condition}
    at_least,  // {"at_least": [count, [conditions]]}
    equal,     // {"==": [{"var": fact}, constant]}; of a fact with several codes: one of them is the constant
    different,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    one_of,  // {"in": [{"var": fact}, [codes]]}
  };
  Operator op = Operator::all;
  std::vector<Condition> parts;
  std::size_t count = 0;
  std::string fact;
  std::size_t slot = 0;  // of `fact`, in RuleSet::facts
  std::vector<Constant> constants;
};

/// Facts by slot; null when absent.
using Known = std::vector<const base::FactValue*>;

/// Three-valued: a missing fact, Tri::unknown, the code "inconnu" (unless the constant is "inconnu") and a
/// value of another type than the constant are unknown, never no.
Truth evaluate(const Condition& condition, const Known& known);

/// Absent, Tri::unknown or the code "inconnu": a question still worth asking.
bool is_unknown(const base::FactValue* value);

/// Calls `visit` on every comparison of the condition, left to right.
template <class Visit>
void for_each_comparison(const Condition& condition, Visit&& visit) {
  for (const Condition& part : condition.parts) for_each_comparison(part, visit);
  if (!condition.fact.empty()) visit(condition);
}

}  // namespace vigie::triage
