#include "triage/parse_detail.hpp"

namespace vigie::triage {
namespace {

using Operator = Condition::Operator;
namespace json = boost::json;

constexpr int deepest = 8;
constexpr std::array<std::pair<std::string_view, Operator>, 11> operators{{
    {"and", Operator::all},
    {"or", Operator::any},
    {"!", Operator::opposite},
    {"at_least", Operator::at_least},
    {"==", Operator::equal},
    {"!=", Operator::different},
    {"<", Operator::less},
    {"<=", Operator::less_or_equal},
    {">", Operator::greater},
    {">=", Operator::greater_or_equal},
    {"in", Operator::one_of},
}};
/// What no rule may ever read, whatever the forms say of it.
constexpr std::array<std::string_view, 3> forbidden{"sexe", "nationalites", "departement_origine"};

std::optional<double> number_in(const json::value& value) {
  if (!value.is_number()) return std::nullopt;
  return value.to_number<double>();
}

class ConditionReader {
 public:
  ConditionReader(const KnownFacts& known_facts, Problem& problem)
      : known_facts_(known_facts), problem_(problem) {}

  Condition read(const json::value& when, const std::string& place, int depth) {
    Condition condition;
    if (depth > deepest) return refuse(place, fmt::format("deeper than {} levels", deepest)), condition;
    const json::object* object = when.if_object();
    if (!object || object->size() != 1)
      return refuse(place, "a condition is an object with one operator"), condition;
    const std::string_view name = object->begin()->key();
    const auto found = std::ranges::find(operators, name, &std::pair<std::string_view, Operator>::first);
    const std::string below = base::pointer(place, name);
    if (found == operators.end())
      return refuse(below, fmt::format("unknown operator \"{}\"", name)), condition;
    condition.op = found->second;
    read_operands(condition, object->begin()->value(), below, depth);
    return condition;
  }

 private:
  void refuse(std::string_view place, std::string_view reason) { problem_.refuse(place, reason); }

  void read_operands(Condition& condition, const json::value& operands, const std::string& place, int depth) {
    switch (condition.op) {
      case Operator::opposite:
        condition.parts.push_back(read(operands, place, depth + 1));
        return;
      case Operator::all:
      case Operator::any:
        read_parts(condition, operands, place, depth);
        return;
      case Operator::at_least:
        read_at_least(condition, operands, place, depth);
        return;
      default:
        read_comparison(condition, operands, place);
    }
  }

  void read_parts(Condition& condition, const json::value& parts, const std::string& place, int depth) {
    const json::array* array = parts.if_array();
    if (!array || array->empty()) return refuse(place, "needs a list of at least one condition");
    for (std::size_t i = 0; i < array->size(); ++i) {
      condition.parts.push_back(read((*array)[i], base::pointer(place, i), depth + 1));
    }
  }

  void read_at_least(Condition& condition, const json::value& operands, const std::string& place, int depth) {
    const json::array* array = operands.if_array();
    if (!array || array->size() != 2)
      return refuse(place, "takes two operands: a number and a list of conditions");
    read_parts(condition, (*array)[1], base::pointer(place, 1), depth);
    const std::int64_t* count = (*array)[0].if_int64();
    if (!count || *count < 1 || *count > static_cast<std::int64_t>(condition.parts.size())) {
      return refuse(base::pointer(place, std::size_t{0}),
                    "needs a whole number from 1 to the number of conditions");
    }
    condition.count = static_cast<std::size_t>(*count);
  }

  void read_comparison(Condition& condition, const json::value& operands, const std::string& place) {
    const json::array* array = operands.if_array();
    if (!array || array->size() != 2)
      return refuse(place, "takes two operands: {\"var\": fact} and a constant");
    condition.fact = read_fact((*array)[0], base::pointer(place, std::size_t{0}));
    const std::string second = base::pointer(place, 1);
    if (condition.op == Operator::one_of) return read_codes(condition, (*array)[1], second);
    const bool measures = condition.op != Operator::equal && condition.op != Operator::different;
    if (const auto number = number_in((*array)[1])) {
      condition.constants.emplace_back(*number);
    } else if (measures) {
      refuse(second, "only a number can be measured");
    } else if (const json::string* code = (*array)[1].if_string(); code && !code->empty()) {
      condition.constants.emplace_back(std::string(*code));
    } else {
      refuse(second, "a constant is a code or a number");
    }
  }

  void read_codes(Condition& condition, const json::value& codes, const std::string& place) {
    const json::array* array = codes.if_array();
    if (!array || array->empty()) return refuse(place, "needs a list of at least one code");
    for (std::size_t i = 0; i < array->size(); ++i) {
      const json::string* code = (*array)[i].if_string();
      if (!code || code->empty()) return refuse(base::pointer(place, i), "a code is text");
      condition.constants.emplace_back(std::string(*code));
    }
  }

  std::string read_fact(const json::value& operand, const std::string& place) {
    const json::object* object = operand.if_object();
    const json::value* name = object && object->size() == 1 ? object->if_contains("var") : nullptr;
    if (!name || !name->is_string()) return refuse(place, "the first operand is {\"var\": fact}"), "";
    std::string fact(name->get_string());
    if (std::ranges::find(forbidden, fact) != forbidden.end()) {
      return refuse(place, fmt::format("no rule may read \"{}\"", fact)), "";
    }
    const auto known = known_facts_.find(fact);
    if (known == known_facts_.end()) return refuse(place, fmt::format("unknown fact \"{}\"", fact)), "";
    if (known->second) return refuse(place, fmt::format("\"{}\" identifies: no rule may read it", fact)), "";
    return fact;
  }

  const KnownFacts& known_facts_;
  Problem& problem_;
};

}  // namespace

Condition parse_condition(const json::value& when, const std::string& place, const KnownFacts& known_facts,
                          Problem& problem) {
  return ConditionReader(known_facts, problem).read(when, place, 1);
}

}  // namespace vigie::triage
