#include <doctest/doctest.h>

#include <random>

#include "tests/triage/random_facts.hpp"
#include "tests/triage/rule_files.hpp"

using namespace vigie;
using namespace vigie::tests;
using triage::Kind;
using triage::Level;
using triage::Qualification;

namespace {

triage::Outcome outcome_of(std::string_view facts) {
  return triage::assess(released_rules(), facts_of(facts));
}

bool is_verdict(const triage::Outcome& outcome, Qualification qualification, Level level) {
  return outcome.qualification == qualification && outcome.level == level;
}

}  // namespace

TEST_CASE(
    "the five facts of actual harm, each alone, are critique and inquietante; nothing else is critique") {
  for (const auto& rule : released_rules().rules) {
    CAPTURE(rule.id);
    CHECK((rule.level == Level::critique) == (rule.kind == Kind::avere));
    if (rule.kind != Kind::avere) continue;
    const base::Facts facts{{rule.reads.front(), base::Tri::yes}};
    CHECK(is_verdict(triage::assess(released_rules(), facts), Qualification::inquietante, Level::critique));
  }
}

TEST_CASE("weights follow the convention: material signs 2, other signs 1, vulnerability and danger 0") {
  const std::set<std::string_view> material{
      "hotel_ou_location",     "petit_ami_majeur",   "argent_inexplique",     "objets_de_luxe",
      "plusieurs_telephones",  "pecule_non_reclame", "vehicule_devant_foyer", "retour_d_hotel",
      "bien_soigne_sans_base", "objets_nouveaux"};
  for (const auto& rule : released_rules().rules) {
    CAPTURE(rule.id);
    if (rule.kind == Kind::signe) CHECK(rule.weight == (material.contains(rule.id) ? 2 : 1));
    if (rule.kind == Kind::vulnerabilite || rule.kind == Kind::danger) CHECK(rule.weight == 0);
    if (rule.kind == Kind::repetition) CHECK(rule.weight <= 1);
  }
}

TEST_CASE("six points make eleve and propose at least a_examiner, five do not make eleve") {
  CHECK(is_verdict(
      outcome_of(R"({"hotel_ou_location": "oui", "plusieurs_telephones": "oui", "isolement": "oui"})"),
      Qualification::a_examiner, Level::vigilance));
  CHECK(
      is_verdict(outcome_of(R"({"hotel_ou_location": "oui", "plusieurs_telephones": "oui", "isolement": "oui",
                                  "tatouage": "oui"})"),
                 Qualification::a_examiner, Level::eleve));
}

TEST_CASE("a level proposes its qualification even when no rule does") {
  const FactNames names{{"a", false}, {"b", false}};
  const auto rules = rules_of(rule_of("a", R"({"==": [{"var": "a"}, "oui"]})", R"("a")",
                                      R"("kind": "avere", "effect": {"level": "critique"})") +
                                  "," +
                                  rule_of("b", R"({"==": [{"var": "b"}, "oui"]})", R"("b")",
                                          R"("kind": "repetition", "effect": {"level": "eleve"})"),
                              names);
  CHECK(is_verdict(triage::assess(rules, facts_of(R"({"a": "oui"})")), Qualification::inquietante,
                   Level::critique));
  CHECK(is_verdict(triage::assess(rules, facts_of(R"({"b": "oui"})")), Qualification::a_examiner,
                   Level::eleve));
  CHECK(is_verdict(triage::assess(rules, {}), Qualification::classique, Level::aucun));
}

TEST_CASE("one sign proposes nothing, two signs at least a_examiner, alcohol and drugs are one sign") {
  CHECK(is_verdict(outcome_of(R"({"tatouage": "oui"})"), Qualification::classique, Level::aucun));
  CHECK(is_verdict(outcome_of(R"({"tatouage": "oui", "isolement": "oui"})"), Qualification::a_examiner,
                   Level::vigilance));
  CHECK(is_verdict(outcome_of(R"({"alcool": "oui", "stupefiants": "oui"})"), Qualification::classique,
                   Level::aucun));
}

TEST_CASE("danger raises the qualification and never the level, vulnerability raises neither") {
  base::Facts dangers;
  for (const auto& rule : released_rules().rules) {
    if (rule.kind == Kind::danger && rule.reads.size() == 1 && rule.id != "tentative_suicide_danger" &&
        triage::answers_to_try(released_rules()).at(rule.reads.front()).front() ==
            base::FactValue(base::Tri::yes)) {
      dangers[rule.reads.front()] = base::Tri::yes;
    }
  }
  CHECK(dangers.size() > 10);
  CHECK(is_verdict(triage::assess(released_rules(), dangers), Qualification::inquietante, Level::aucun));
  CHECK(is_verdict(
      outcome_of(R"({"lieu_de_vie": "hotel", "fondement_placement": "opp", "aide_sociale_enfance": "oui",
                                  "mna": "oui", "violences_anterieures": "oui"})"),
      Qualification::classique, Level::aucun));
}

TEST_CASE("a repetition rule proposes a_examiner, except departures at night and at the week-end") {
  for (const auto& rule : released_rules().rules) {
    if (rule.kind != Kind::repetition) continue;
    CAPTURE(rule.id);
    const bool only_weighs = rule.id == "departs_de_nuit" || rule.id == "departs_de_week_end";
    CHECK(rule.proposes.value_or(Qualification::classique) ==
          (only_weighs ? Qualification::classique : Qualification::a_examiner));
  }
}

TEST_CASE(
    "reasons come as harm, danger, sign, repetition, vulnerability, heavier first, with the values read") {
  const auto outcome =
      outcome_of(R"({"violences_anterieures": "oui", "fugues_90_jours": 4, "isolement": "oui",
      "objets_de_luxe": "oui", "alcool": "non", "stupefiants": "oui", "age": 12, "revelation": "oui"})");
  std::vector<std::string> rules;
  for (const auto& reason : outcome.reasons) rules.push_back(reason.rule);
  CHECK(rules == std::vector<std::string>{"revelation", "age_moins_de_13", "criteres_du_rapport_reunis",
                                          "objets_de_luxe", "substances", "isolement",
                                          "trois_fugues_en_90_jours", "violences_anterieures"});
  CHECK(outcome.reasons[1].values.front() == std::pair<std::string, base::FactValue>{"age", 12.0});
  CHECK(outcome.reasons[4].values == std::vector<std::pair<std::string, base::FactValue>>{
                                         {"alcool", base::Tri::no}, {"stupefiants", base::Tri::yes}});
}

TEST_CASE("the same facts give the same result, and facts that no rule reads change nothing") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    base::Facts facts = random_facts(random, released_rules());
    const auto first = triage::assess(released_rules(), facts);
    facts["zzz"] = base::Tri::yes;
    facts["aaa"] = 3.0;
    const auto again = triage::assess(released_rules(), facts);
    CHECK(same_verdict(first, again));
    REQUIRE(first.reasons.size() == again.reasons.size());
    for (std::size_t i = 0; i < first.reasons.size(); ++i) {
      CHECK(first.reasons[i].rule == again.reasons[i].rule);
      CHECK(first.reasons[i].values == again.reasons[i].values);
    }
  }
}

TEST_CASE("a oui in place of a question not answered never lowers the verdict, nor in place of a non") {
  std::mt19937 random(11);
  const auto answers = triage::answers_to_try(released_rules());
  for (int round = 0; round < 200; ++round) {
    const base::Facts facts = random_facts(random, released_rules());
    const auto before = triage::assess(released_rules(), facts);
    for (const auto& [field, choices] : answers) {
      if (choices.front() != base::FactValue(base::Tri::yes)) continue;
      // A treatment taken along is good news: its oui may lower what its non had raised.
      if (field == "traitement_emporte" && base::tri_of(facts, field) == base::Tri::no) continue;
      base::Facts more = facts;
      more[field] = base::Tri::yes;
      const auto after = triage::assess(released_rules(), more);
      CAPTURE(field);
      CHECK(after.qualification >= before.qualification);
      CHECK(after.level >= before.level);
    }
  }
}

TEST_CASE("to learn more never takes a reason away") {
  std::mt19937 random(13);
  for (int round = 0; round < 200; ++round) {
    const base::Facts facts = random_facts(random, released_rules());
    const auto before = triage::assess(released_rules(), facts);
    base::Facts more = random_facts(random, released_rules());
    for (const auto& [name, value] : facts) {
      if (!triage::is_unknown(&value)) more[name] = value;
    }
    const auto after = triage::assess(released_rules(), more);
    CHECK(after.qualification >= before.qualification);
    CHECK(after.level >= before.level);
    CHECK(after.reasons.size() >= before.reasons.size());
  }
}
