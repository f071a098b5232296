#include <doctest/doctest.h>

#include "tests/triage/rule_files.hpp"

using namespace vigie;
using namespace vigie::tests;
using triage::Truth;

namespace {

const boost::json::object& case_file() {
  static const std::string text = read_source("forms/triage.cases.json");
  static const boost::json::value file = base::parse_json(text).value();
  return file.as_object();
}

std::map<std::string, Truth, std::less<>> truths_by_rule(const base::Facts& facts) {
  std::map<std::string, Truth, std::less<>> by_rule;
  const auto truths = triage::truths(released_rules(), facts);
  for (std::size_t i = 0; i < truths.size(); ++i) by_rule[released_rules().rules[i].id] = truths[i];
  return by_rule;
}

std::vector<std::string> expected_rules(const boost::json::object& example, std::string_view list) {
  std::vector<std::string> rules;
  const auto* value = base::find(example, list);
  if (!value) return rules;
  for (const auto& rule : value->as_array()) rules.emplace_back(rule.as_string());
  return rules;
}

constexpr std::array<std::pair<std::string_view, Truth>, 3> lists{
    {{"fires", Truth::yes}, {"does_not", Truth::no}, {"unknown", Truth::unknown}}};

}  // namespace

TEST_CASE("the cases are about the released rules") {
  const auto& rules = case_file().at("rules").as_object();
  CHECK(std::string(rules.at("id").as_string()) == released_rules().id);
  CHECK(rules.at("version").as_int64() == released_rules().version);
}

TEST_CASE("every case says what its facts give") {
  for (const auto& value : case_file().at("cases").as_array()) {
    const auto& example = value.as_object();
    const std::string name(example.at("name").as_string());
    CAPTURE(name);
    const auto facts = facts_of(example.at("facts").as_object());
    const auto truths = truths_by_rule(facts);
    for (const auto& [list, truth] : lists) {
      for (const std::string& rule : expected_rules(example, list)) {
        CAPTURE(rule);
        REQUIRE(truths.contains(rule));
        CHECK(truths.find(rule)->second == truth);
      }
    }
    const auto outcome = triage::assess(released_rules(), facts);
    if (const auto text = base::find_text(example, "qualification"))
      CHECK(to_text(outcome.qualification) == *text);
    if (const auto text = base::find_text(example, "level")) CHECK(to_text(outcome.level) == *text);
    for (const auto& member : example) {
      const std::string_view key = member.key();
      static constexpr std::array<std::string_view, 7> known{"name",    "facts",         "fires", "does_not",
                                                             "unknown", "qualification", "level"};
      CHECK(std::ranges::find(known, key) != known.end());
    }
  }
}

TEST_CASE("every rule has a case that fires, one that does not, one that stays unknown") {
  for (const auto& [list, truth] : lists) {
    std::set<std::string> seen;
    for (const auto& example : case_file().at("cases").as_array()) {
      for (std::string& rule : expected_rules(example.as_object(), list)) seen.insert(std::move(rule));
    }
    for (const auto& rule : released_rules().rules) {
      CAPTURE(list);
      CAPTURE(rule.id);
      CHECK(seen.contains(rule.id));
    }
  }
}

TEST_CASE(
    "every rule of actual harm, danger, sign or vulnerability fires in a case that also fixes the verdict") {
  std::set<std::string> seen;
  for (const auto& value : case_file().at("cases").as_array()) {
    const auto& example = value.as_object();
    if (!example.contains("qualification") || !example.contains("level")) continue;
    for (std::string& rule : expected_rules(example, "fires")) seen.insert(std::move(rule));
  }
  CHECK(seen.size() == released_rules().rules.size());
}
