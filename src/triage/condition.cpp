#include "triage/condition.hpp"

#include <algorithm>

namespace vigie::triage {
namespace {

using base::FactValue;
using base::Tri;
using Operator = Condition::Operator;

constexpr std::string_view not_known = "inconnu";

Truth truth(bool value) { return value ? Truth::yes : Truth::no; }

Truth mirror(Truth value) {
  return value == Truth::yes ? Truth::no : value == Truth::no ? Truth::yes : Truth::unknown;
}

Truth equals(Tri answer, std::string_view code) {
  if (answer == Tri::unknown || (code != "oui" && code != "non")) return Truth::unknown;
  return truth((answer == Tri::yes) == (code == "oui"));
}

Truth equals(const std::vector<std::string>& codes, std::string_view code) {
  if (std::ranges::find(codes, code) != codes.end()) return Truth::yes;
  return std::ranges::find(codes, not_known) != codes.end() ? Truth::unknown : Truth::no;
}

Truth equals(const FactValue& value, const Constant& constant) {
  if (const double* number = std::get_if<double>(&constant)) {
    const double* told = std::get_if<double>(&value);
    return told ? truth(*told == *number) : Truth::unknown;
  }
  const std::string& code = std::get<std::string>(constant);
  if (const Tri* answer = std::get_if<Tri>(&value)) return equals(*answer, code);
  if (const auto* told = std::get_if<std::string>(&value)) {
    return *told == not_known && code != not_known ? Truth::unknown : truth(*told == code);
  }
  if (const auto* codes = std::get_if<std::vector<std::string>>(&value)) return equals(*codes, code);
  return Truth::unknown;
}

Truth one_of(const FactValue& value, const std::vector<Constant>& constants) {
  Truth best = Truth::no;
  for (const Constant& constant : constants) best = std::max(best, equals(value, constant));
  return best;
}

Truth measure(const Condition& condition, const FactValue& value) {
  const double* number = std::get_if<double>(&value);
  const double* bound = std::get_if<double>(&condition.constants.front());
  if (!number || !bound) return Truth::unknown;
  switch (condition.op) {
    case Operator::less:
      return truth(*number < *bound);
    case Operator::less_or_equal:
      return truth(*number <= *bound);
    case Operator::greater:
      return truth(*number > *bound);
    default:
      return truth(*number >= *bound);
  }
}

Truth at_least(const Condition& condition, const Known& known) {
  std::size_t yes = 0;
  std::size_t open = 0;
  for (const Condition& part : condition.parts) {
    const Truth value = evaluate(part, known);
    yes += value == Truth::yes;
    open += value == Truth::unknown;
  }
  if (yes >= condition.count) return Truth::yes;
  return yes + open >= condition.count ? Truth::unknown : Truth::no;
}

Truth least(const Condition& condition, const Known& known) {
  Truth value = Truth::yes;
  for (const Condition& part : condition.parts) value = std::min(value, evaluate(part, known));
  return value;
}

Truth greatest(const Condition& condition, const Known& known) {
  Truth value = Truth::no;
  for (const Condition& part : condition.parts) value = std::max(value, evaluate(part, known));
  return value;
}

}  // namespace

bool is_unknown(const FactValue* value) {
  if (!value) return true;
  if (const Tri* answer = std::get_if<Tri>(value)) return *answer == Tri::unknown;
  if (const auto* code = std::get_if<std::string>(value)) return *code == not_known;
  if (const auto* codes = std::get_if<std::vector<std::string>>(value)) {
    return codes->size() == 1 && codes->front() == not_known;
  }
  return false;
}

Truth evaluate(const Condition& condition, const Known& known) {
  switch (condition.op) {
    case Operator::all:
      return least(condition, known);
    case Operator::any:
      return greatest(condition, known);
    case Operator::opposite:
      return mirror(evaluate(condition.parts.front(), known));
    case Operator::at_least:
      return at_least(condition, known);
    default:
      break;
  }
  const FactValue* value = known[condition.slot];
  if (!value) return Truth::unknown;
  switch (condition.op) {
    case Operator::equal:
      return equals(*value, condition.constants.front());
    case Operator::different:
      return mirror(equals(*value, condition.constants.front()));
    case Operator::one_of:
      return one_of(*value, condition.constants);
    default:
      return measure(condition, *value);
  }
}

}  // namespace vigie::triage
