#pragma once
// triage: a rule set and facts in, an assessment out. Pure: no clock, no storage; the clock is in the facts.
// 1. Evaluation is three-valued: a missing or "inconnu" answer makes a condition unknown, never false.
// 2. Operators are a closed list; a rule that uses another, or declares reads that are not those it reads, is refused.
// 3. No rule may read sexe, nationalites, departement_origine or an identifying field.
// 4. Vulnerability has weight 0. Only kind avere may reach critique.
// 5. The result says which rules fired with the values they read; the same facts give the same result, for ever.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "base/facts.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "triage/condition.hpp"

namespace vigie::triage {

enum class Qualification { classique, a_examiner, inquietante };  // in rising order
enum class Level { aucun, vigilance, eleve, critique };           // in rising order
enum class Kind { avere, signe, repetition, vulnerabilite, danger };
std::string_view to_text(Qualification qualification);
std::string_view to_text(Level level);
std::string_view to_text(Kind kind);
std::optional<Qualification> parse_qualification(std::string_view text);
std::optional<Level> parse_level(std::string_view text);
std::optional<Kind> parse_kind(std::string_view text);

struct Rule {
  std::string id;
  std::string label;   // French, what an operator reads
  std::string source;  // document and place
  Kind kind = Kind::signe;
  boost::json::value when;
  std::vector<std::string> reads;
  Condition condition;             // `when`, compiled
  std::vector<std::size_t> slots;  // of `reads`, in RuleSet::facts
  std::optional<Qualification> proposes;
  std::optional<Level> level;  // reaches at least this level by itself
  int weight = 0;              // towards the level
  int fades_after_months = 0;  // 0: does not fade
};

struct RuleSet {
  std::string id;
  int version = 0;
  std::string title;
  int vigilance_from = 2;  // sum of weights
  int eleve_from = 6;
  int signs_to_examine = 2;  // as many fired rules of kind signe propose at least a_examiner
  Qualification critique_proposes = Qualification::inquietante;
  Qualification eleve_proposes = Qualification::a_examiner;
  std::vector<Rule> rules;
  std::vector<std::string> facts;  // every fact that a rule reads, sorted: the slots of conditions

  /// Months after which an answer no longer counts, by field id; fields that do not fade are absent.
  const std::map<std::string, int, std::less<>>& fades() const { return fading; }
  std::map<std::string, int, std::less<>> fading;  // made by parse_rules
};

/// A rule file, checked whole. `known_facts`: every fact a rule may read → whether it identifies.
base::Result<RuleSet> parse_rules(const base::EmbeddedFile& file, const std::map<std::string, bool, std::less<>>& known_facts);

}  // namespace vigie::triage
