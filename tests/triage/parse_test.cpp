#include <doctest/doctest.h>

#include "tests/triage/rule_files.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

/// Why a file is refused; empty when it is taken.
std::string refusal(std::string_view text) {
  const auto rules = triage::parse_rules({"essai.json", text}, all_facts());
  return rules.ok() ? "" : rules.error().text;
}

std::string refusal_of_rule(std::string_view when, std::string_view reads = R"("isolement")",
                            std::string_view rest = R"("kind": "signe", "effect": {"weight": 1})") {
  return refusal(file_of(rule_of("essai", when, reads, rest)));
}

std::string refusal_of_effect(std::string_view rest) {
  return refusal_of_rule(R"({"==": [{"var": "isolement"}, "oui"]})", R"("isolement")", rest);
}

const std::string plain = R"({"==": [{"var": "isolement"}, "oui"]})";

}  // namespace

TEST_CASE("the released rules are taken, and a file is refused with its name, the place and the reason") {
  CHECK(released_rules().rules.size() > 60);
  CHECK(refusal(file_of(rule_of("essai", plain, R"("isolement")"))) == "");
  CHECK(refusal("{") != "");
  CHECK(refusal("[]") == "essai.json: /: needs an object");
  CHECK(refusal_of_rule(R"({"==": [{"var": "inexistant"}, "oui"]})", R"("inexistant")") ==
        R"(essai.json: /rules/0/when/==/0: unknown fact "inexistant")");
}

TEST_CASE("no rule reads sex, nationality, home département or what identifies, whatever the forms say") {
  for (const std::string_view fact : {"sexe", "nationalites", "departement_origine"}) {
    const auto when = fmt::format(R"({{"and": [{}, {{"==": [{{"var": "{}"}}, "F"]}}]}})", plain, fact);
    CHECK(refusal_of_rule(when, fmt::format(R"("isolement", "{}")", fact)) ==
          fmt::format("essai.json: /rules/0/when/and/1/==/0: no rule may read \"{}\"", fact));
  }
  CHECK(refusal_of_rule(R"({"==": [{"var": "nom"}, "X"]})", R"("nom")").ends_with("no rule may read it"));
  CHECK(refusal_of_rule(R"({"==": [{"var": "departement"}, "75"]})", R"("departement")") == "");
}

TEST_CASE("an unknown operator, arity or operand is refused") {
  const std::string fact = R"({"var": "isolement"})";
  const std::vector<std::string> conditions{
      R"("oui")",
      "{}",
      R"({"method": [1]})",
      R"({"and": []})",
      R"({"and": {}})",
      R"({"or": [1]})",
      R"({"!": []})",
      R"({"==": ["isolement", "oui"]})",
      R"({"==": [{"var": 1}, "oui"]})",
      R"({"==": [{"var": "isolement", "x": 1}, "oui"]})",
      fmt::format(R"({{"==": [{0}, "oui"], "!=": [{0}, "non"]}})", fact),
      fmt::format(R"({{"==": [{}]}})", fact),
      fmt::format(R"({{"==": [{}, "oui", "non"]}})", fact),
      fmt::format(R"({{"==": [{}, true]}})", fact),
      fmt::format(R"({{"==": [{}, ""]}})", fact),
      fmt::format(R"({{">=": [{}, "3"]}})", fact),
      fmt::format(R"({{"in": [{}, "oui"]}})", fact),
      fmt::format(R"({{"in": [{}, []]}})", fact),
      fmt::format(R"({{"in": [{}, [3]]}})", fact),
      fmt::format(R"({{"at_least": [0, [{}]]}})", plain),
      fmt::format(R"({{"at_least": [2, [{}]]}})", plain),
      fmt::format(R"({{"at_least": [1.5, [{}]]}})", plain),
      fmt::format(R"({{"at_least": [[{}]]}})", plain),
  };
  for (const std::string& condition : conditions) {
    CAPTURE(condition);
    CHECK(refusal_of_rule(condition).starts_with("essai.json: /rules/0/when"));
  }
}

TEST_CASE("a condition eight levels deep is taken, nine are refused") {
  std::string when = plain;
  for (int level = 2; level <= 8; ++level) when = fmt::format(R"({{"!": {}}})", when);
  CHECK(refusal_of_rule(when) == "");
  CHECK(refusal_of_rule(fmt::format(R"({{"!": {}}})", when)).ends_with("deeper than 8 levels"));
}

TEST_CASE("the reads of a rule are those of its condition, no more and no less") {
  CHECK(refusal_of_rule(plain, "").ends_with(R"(the condition reads "isolement", not declared)"));
  CHECK(refusal_of_rule(plain, R"("isolement", "alcool")")
            .ends_with(R"("alcool", which the condition does not read)"));
  CHECK(refusal_of_rule(plain, R"("isolement", "isolement")") != "");
  CHECK(refusal_of_rule(plain, "3") != "");
}

TEST_CASE("a fact is compared with one type of constant in the whole file") {
  const auto both = [](std::string_view a, std::string_view b) {
    return refusal(file_of(rule_of("a", a, R"("isolement")") + "," + rule_of("b", b, R"("isolement")")));
  };
  CHECK(both(plain, R"({">=": [{"var": "isolement"}, 3]})")
            .starts_with("essai.json: /rules/1/when: \"isolement\""));
  CHECK(both(plain, R"({"==": [{"var": "isolement"}, "foyer"]})") != "");
  CHECK(both(plain, R"({"==": [{"var": "isolement"}, "non"]})") == "");
}

TEST_CASE("an effect keeps to its kind") {
  CHECK(refusal_of_effect(R"("kind": "vulnerabilite")") == "");
  CHECK(refusal_of_effect(R"("kind": "vulnerabilite", "effect": {"weight": 1})").ends_with("it informs"));
  CHECK(refusal_of_effect(R"("kind": "vulnerabilite", "effect": {"qualification": "a_examiner"})") != "");
  for (const std::string_view kind : {"signe", "repetition", "danger"}) {
    CHECK(refusal_of_effect(fmt::format(R"("kind": "{}", "effect": {{"level": "critique"}})", kind)) != "");
  }
  CHECK(refusal_of_effect(R"("kind": "avere", "effect": {"level": "critique"})") == "");
  CHECK(refusal_of_effect(R"("kind": "danger", "effect": {"qualification": "inquietante", "weight": 1})") !=
        "");
  CHECK(refusal_of_effect(R"("kind": "danger", "effect": {"level": "vigilance"})") != "");
  CHECK(refusal_of_effect(R"("kind": "danger", "effect": {"qualification": "inquietante"})") == "");
  CHECK(refusal_of_effect(R"("kind": "signe")").ends_with("/effect: missing"));
  CHECK(refusal_of_effect(R"("kind": "signe", "effect": {"fades_after_months": 6})")
            .ends_with("changes nothing"));
  CHECK(refusal_of_effect(R"("kind": "signe", "effect": {"qualification": "classique"})") != "");
  CHECK(refusal_of_effect(R"("kind": "signe", "effect": {"weight": -1})") != "");
  CHECK(refusal_of_effect(R"("kind": "signe", "effect": {"weight": 1.5})") != "");
  CHECK(refusal_of_effect(R"("kind": "signe", "effect": {"weight": 1, "score": 1})")
            .ends_with("unknown member"));
  CHECK(
      refusal_of_effect(R"("kind": "score", "effect": {"weight": 1})").ends_with(R"(unknown code "score")"));
}

TEST_CASE("two rules with one id, or two fading times for one field, are refused") {
  const auto pair = [](std::string_view second, std::string_view fades) {
    const std::string rest = R"("kind": "signe", "effect": {"weight": 1, "fades_after_months": )";
    return refusal(file_of(rule_of("a", plain, R"("isolement")", rest + "6}") + "," +
                           rule_of(second, plain, R"("isolement")", rest + std::string(fades) + "}")));
  };
  CHECK(pair("b", "6") == "");
  CHECK(pair("a", "6") == R"(essai.json: /rules/1/id: a second rule "a")");
  CHECK(pair("b", "12").starts_with("essai.json: /rules/1/effect/fades_after_months:"));
}

TEST_CASE("every member of the file and of a rule is needed, and no other is taken") {
  const auto file = file_of(rule_of("essai", plain, R"("isolement")"));
  const auto without = [&](std::string_view from, std::string_view to) {
    std::string changed = file;
    const auto at = changed.find(from);
    REQUIRE(at != std::string::npos);
    return refusal(changed.replace(at, from.size(), to));
  };
  CHECK(without(R"("id": "essai",)", "").find(": /id:") != std::string::npos);
  CHECK(without(R"("version": 1)", R"("version": 0)").find(": /version:") != std::string::npos);
  CHECK(without(R"("title": "Essai")", R"("title": "")").find(": /title:") != std::string::npos);
  CHECK(without(R"("vigilance": 2)", R"("vigilance": 7)").find(": /levels/eleve:") != std::string::npos);
  CHECK(without(R"("signs_to_examine": 2)", R"("signs_to_examine": "2")") != "");
  CHECK(without(R"("critique": "inquietante")", R"("critique": "grave")").find("/proposes/critique") !=
        std::string::npos);
  CHECK(without(R"("version": 1)", R"("version": 1, "extra": 1)") == "essai.json: /extra: unknown member");
  CHECK(without(R"("label": "Essai")", R"("label": "")").find("/rules/0/label") != std::string::npos);
  CHECK(without(R"("source": "Essai",)", "").find("/rules/0/source") != std::string::npos);
  CHECK(without(R"("source": "Essai",)", R"("source": "Essai", "sexe": 1,)") ==
        "essai.json: /rules/0/sexe: unknown member");
}

TEST_CASE("signs fade after six months, actual harm after twelve, vulnerability and history never") {
  const auto fades = released_rules().fades();
  CHECK(fades.at("isolement") == 6);
  CHECK(fades.at("alcool") == 6);
  CHECK(fades.at("objets_nouveaux") == 6);
  CHECK(fades.at("revelation") == 12);
  CHECK_FALSE(fades.contains("violences_anterieures"));
  CHECK_FALSE(fades.contains("fugues_90_jours"));
  CHECK_FALSE(fades.contains("handicap"));
}
