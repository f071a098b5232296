#include <doctest/doctest.h>

#include "tests/triage/rule_files.hpp"

using namespace vigie;
using namespace vigie::tests;
using triage::Truth;

namespace {

const FactNames names{{"a", false}, {"b", false},    {"c", false},
                      {"n", false}, {"code", false}, {"codes", false}};

/// What the condition says of the facts; `reads` as in the file: "\"a\", \"b\"".
Truth truth(std::string_view when, std::string_view reads, std::string_view facts) {
  return triage::truths(rules_of(rule_of("essai", when, reads), names), facts_of(facts)).front();
}

std::string pair(std::string_view a, std::string_view b) {
  return fmt::format(R"({{"a": "{}", "b": "{}"}})", a, b);
}

constexpr std::string_view a_yes = R"({"==": [{"var": "a"}, "oui"]})";
constexpr std::string_view b_yes = R"({"==": [{"var": "b"}, "oui"]})";
constexpr std::string_view c_yes = R"({"==": [{"var": "c"}, "oui"]})";

}  // namespace

TEST_CASE("a question not asked, or answered ne sait pas, is unknown; oui and non are not") {
  CHECK(truth(a_yes, R"("a")", "{}") == Truth::unknown);
  CHECK(truth(a_yes, R"("a")", R"({"a": "inconnu"})") == Truth::unknown);
  CHECK(truth(a_yes, R"("a")", R"({"a": "oui"})") == Truth::yes);
  CHECK(truth(a_yes, R"("a")", R"({"a": "non"})") == Truth::no);
  CHECK(truth(R"({"!=": [{"var": "a"}, "oui"]})", R"("a")", R"({"a": "non"})") == Truth::yes);
  CHECK(truth(R"({"!=": [{"var": "a"}, "oui"]})", R"("a")", "{}") == Truth::unknown);
  CHECK(truth(R"({"==": [{"var": "a"}, "non"]})", R"("a")", R"({"a": "oui"})") == Truth::no);
}

TEST_CASE("and is the least of its parts, or the greatest, and ! the mirror, over three values") {
  const std::array<std::pair<std::string_view, Truth>, 3> values{
      {{"non", Truth::no}, {"inconnu", Truth::unknown}, {"oui", Truth::yes}}};
  const std::string all = fmt::format(R"({{"and": [{}, {}]}})", a_yes, b_yes);
  const std::string any = fmt::format(R"({{"or": [{}, {}]}})", a_yes, b_yes);
  const std::string opposite = fmt::format(R"({{"!": {}}})", a_yes);
  for (const auto& [a, a_truth] : values) {
    for (const auto& [b, b_truth] : values) {
      CAPTURE(pair(a, b));
      CHECK(truth(all, R"("a", "b")", pair(a, b)) == std::min(a_truth, b_truth));
      CHECK(truth(any, R"("a", "b")", pair(a, b)) == std::max(a_truth, b_truth));
    }
  }
  CHECK(truth(opposite, R"("a")", R"({"a": "oui"})") == Truth::no);
  CHECK(truth(opposite, R"("a")", R"({"a": "non"})") == Truth::yes);
  CHECK(truth(opposite, R"("a")", R"({"a": "inconnu"})") == Truth::unknown);
}

TEST_CASE("at_least is yes from enough yes, no when too few can still come, unknown between") {
  const std::string two = fmt::format(R"({{"at_least": [2, [{}, {}, {}]]}})", a_yes, b_yes, c_yes);
  const auto of = [&](std::string_view facts) { return truth(two, R"("a", "b", "c")", facts); };
  CHECK(of(R"({"a": "oui", "b": "oui"})") == Truth::yes);
  CHECK(of(R"({"a": "oui", "b": "oui", "c": "non"})") == Truth::yes);
  CHECK(of(R"({"a": "oui", "b": "non"})") == Truth::unknown);
  CHECK(of(R"({"a": "oui", "b": "non", "c": "non"})") == Truth::no);
  CHECK(of(R"({"a": "non"})") == Truth::unknown);
  CHECK(of(R"({"a": "non", "b": "non"})") == Truth::no);
  CHECK(of("{}") == Truth::unknown);
}

TEST_CASE("a number is compared at its bound, and a missing number is unknown") {
  const auto of = [](std::string_view op, std::string_view facts) {
    return truth(fmt::format(R"({{"{}": [{{"var": "n"}}, 3]}})", op), R"("n")", facts);
  };
  CHECK(of(">=", R"({"n": 3})") == Truth::yes);
  CHECK(of(">=", R"({"n": 2.9})") == Truth::no);
  CHECK(of(">", R"({"n": 3})") == Truth::no);
  CHECK(of("<=", R"({"n": 3})") == Truth::yes);
  CHECK(of("<", R"({"n": 3})") == Truth::no);
  CHECK(of("<", R"({"n": 2})") == Truth::yes);
  CHECK(of("==", R"({"n": 3})") == Truth::yes);
  CHECK(of("!=", R"({"n": 3})") == Truth::no);
  CHECK(of(">=", "{}") == Truth::unknown);
  CHECK(of(">=", R"({"n": "oui"})") == Truth::unknown);
}

TEST_CASE("a code is one of a list, inconnu is unknown unless the rule asks for it, several codes contain") {
  const std::string in = R"({"in": [{"var": "code"}, ["foyer", "mecs"]]})";
  CHECK(truth(in, R"("code")", R"({"code": "mecs"})") == Truth::yes);
  CHECK(truth(in, R"("code")", R"({"code": "rue"})") == Truth::no);
  const auto with = [](std::string_view when, base::Facts facts) {
    return triage::truths(rules_of(rule_of("essai", when, R"("code")"), names), facts).front();
  };
  CHECK(with(in, {{"code", std::string("inconnu")}}) == Truth::unknown);
  CHECK(with(R"({"==": [{"var": "code"}, "rue"]})", {{"code", std::string("inconnu")}}) == Truth::unknown);
  CHECK(with(R"({"==": [{"var": "code"}, "inconnu"]})", {{"code", std::string("inconnu")}}) == Truth::yes);
  CHECK(with(R"({"in": [{"var": "code"}, ["rue", "inconnu"]]})", {{"code", std::string("inconnu")}}) ==
        Truth::yes);
  CHECK(with(R"({"==": [{"var": "code"}, "inconnu"]})", {{"code", std::string("rue")}}) == Truth::no);
  const std::string contains = R"({"==": [{"var": "codes"}, "17"]})";
  CHECK(truth(contains, R"("codes")", R"({"codes": ["119", "17"]})") == Truth::yes);
  CHECK(truth(contains, R"("codes")", R"({"codes": ["119"]})") == Truth::no);
  CHECK(truth(contains, R"("codes")", R"({"codes": ["inconnu"]})") == Truth::unknown);
  CHECK(truth(R"({"in": [{"var": "codes"}, ["17", "ase"]]})", R"("codes")", R"({"codes": ["119", "ase"]})") ==
        Truth::yes);
}
