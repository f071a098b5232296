#include <doctest/doctest.h>

#include "tests/triage/random_facts.hpp"
#include "tests/triage/rule_files.hpp"

using namespace vigie;
using namespace vigie::tests;
using triage::Level;
using triage::Qualification;

namespace {

using Answers = std::map<std::string, std::vector<base::FactValue>, std::less<>>;

/// What forms ask: everything but what is computed from the history.
Answers asked_by_forms() {
  Answers answers = triage::answers_to_try(released_rules());
  std::erase_if(answers, [](const auto& answer) {
    static const std::set<std::string_view> history{"age",
                                                    "ecarts_decroissants",
                                                    "durees_croissantes",
                                                    "heures_absence",
                                                    "jours_depuis_dernier_retour",
                                                    "retour_autre_departement"};
    const std::string_view name = answer.first;
    return history.contains(name) || name.starts_with("fugues_") || name.starts_with("absences_") ||
           name.starts_with("departs_") || name.starts_with("retours_");
  });
  return answers;
}

triage::Unknowns unknowns_of(const triage::RuleSet& rules, const base::Facts& facts, const Answers& askable) {
  return triage::unknowns(rules, facts, triage::assess(rules, facts), askable);
}

}  // namespace

TEST_CASE("the unknowns are the askable fields of open rules, not asked or answered inconnu, in rule order") {
  const FactNames names{{"a", false}, {"b", false}, {"c", false}, {"d", false}};
  const auto is_yes = [](std::string_view fact) {
    return fmt::format(R"({{"==": [{{"var": "{}"}}, "oui"]}})", fact);
  };
  const auto rules = rules_of(
      rule_of("un", fmt::format(R"({{"and": [{}, {}]}})", is_yes("c"), is_yes("a")), R"("c", "a")") + "," +
          rule_of("deux", fmt::format(R"({{"and": [{}, {}]}})", is_yes("b"), is_yes("d")), R"("b", "d")"),
      names);
  const auto all = triage::answers_to_try(rules);
  CHECK(unknowns_of(rules, {}, all).fields == std::vector<std::string>{"c", "a", "b", "d"});
  CHECK(unknowns_of(rules, facts_of(R"({"c": "inconnu", "a": "oui"})"), all).fields ==
        std::vector<std::string>{"c", "b", "d"});
  // A rule that can no longer fire asks nothing.
  CHECK(unknowns_of(rules, facts_of(R"({"b": "non"})"), all).fields == std::vector<std::string>{"c", "a"});
  Answers only_a{{"a", all.at("a")}};
  CHECK(unknowns_of(rules, {}, only_a).fields == std::vector<std::string>{"a"});
}

TEST_CASE(
    "the next questions come with the most they may lead to, most first, and only if they raise the "
    "verdict") {
  const auto facts = facts_of(R"({"traitement_indispensable": "oui"})");
  const auto unknowns = unknowns_of(released_rules(), facts, asked_by_forms());
  REQUIRE(unknowns.next.size() > 8);
  CHECK(unknowns.next.front().field == "prostitution_averee");
  CHECK(unknowns.next.front().level == Level::critique);
  const auto find = [&](std::string_view field) {
    return std::ranges::find(unknowns.next, field, &triage::Question::field);
  };
  REQUIRE(find("traitement_delai_heures") != unknowns.next.end());
  CHECK(find("traitement_delai_heures")->qualification == Qualification::inquietante);
  CHECK(find("traitement_emporte")->qualification == Qualification::inquietante);
  CHECK(find("sans_affaires") == unknowns.next.end());  // a_examiner already
  CHECK(std::ranges::is_sorted(unknowns.next, std::greater{}, [](const triage::Question& question) {
    return std::pair(question.qualification, question.level);
  }));
}

TEST_CASE("a history fact is never a question") {
  const auto askable = asked_by_forms();
  for (const std::string& field : unknowns_of(released_rules(), {}, askable).fields)
    CHECK(askable.contains(field));
  CHECK_FALSE(askable.contains("fugues_90_jours"));
}

TEST_CASE("nothing is left to ask when the verdict cannot rise") {
  const auto facts = facts_of(R"({"revelation": "oui"})");
  CHECK(unknowns_of(released_rules(), facts, asked_by_forms()).next.empty());
  CHECK_FALSE(unknowns_of(released_rules(), facts, asked_by_forms()).fields.empty());
}

TEST_CASE("every next question truly changes the verdict as announced, and no other question would") {
  std::mt19937 random(17);
  const auto askable = asked_by_forms();
  for (int round = 0; round < 60; ++round) {
    const base::Facts facts = random_facts(random, released_rules());
    const auto now = triage::assess(released_rules(), facts);
    const auto unknowns = triage::unknowns(released_rules(), facts, now, askable);
    for (const auto& [field, answers] : askable) {
      const base::FactValue* told = base::find(facts, field);
      if (!triage::is_unknown(told)) continue;
      auto best = std::pair(now.qualification, now.level);
      for (const auto& answer : answers) {
        base::Facts more = facts;
        more[field] = answer;
        const auto after = triage::assess(released_rules(), more);
        best = std::max(best, std::pair(after.qualification, after.level));
      }
      CAPTURE(field);
      const auto question = std::ranges::find(unknowns.next, field, &triage::Question::field);
      const bool raises = best > std::pair(now.qualification, now.level);
      REQUIRE((question != unknowns.next.end()) == raises);
      if (raises) CHECK(std::pair(question->qualification, question->level) == best);
    }
  }
}

TEST_CASE("the answers to try are oui and non, each code, and each bound with its neighbours") {
  const auto answers = triage::answers_to_try(released_rules());
  CHECK(answers.at("isolement") == std::vector<base::FactValue>{base::Tri::yes, base::Tri::no});
  CHECK(answers.at("age") == std::vector<base::FactValue>{12.0, 13.0, 14.0});
  CHECK(std::ranges::find(answers.at("categorie"), base::FactValue(std::string("enlevement_tiers"))) !=
        answers.at("categorie").end());
}
