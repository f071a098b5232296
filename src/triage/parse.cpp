#include "triage/parse_detail.hpp"

namespace vigie::triage {

namespace json = boost::json;

void check_members(const json::object& object, std::span<const std::string_view> allowed,
                   const std::string& place, Problem& problem) {
  for (const auto& member : object) {
    const std::string_view key = member.key();
    if (std::ranges::find(allowed, key) == allowed.end()) {
      problem.refuse(base::pointer(place, key), "unknown member");
    }
  }
}

namespace {

constexpr int heaviest = 10;
constexpr int longest_fade = 120;

class FileReader {
 public:
  FileReader(const KnownFacts& known_facts, Problem& problem)
      : known_facts_(known_facts), problem_(problem) {}

  RuleSet read(const json::object& file) {
    static constexpr std::array<std::string_view, 7> members{
        "id", "version", "title", "levels", "signs_to_examine", "proposes", "rules"};
    check_members(file, members, "", problem_);
    RuleSet set;
    set.id = text(file, "id", "");
    set.version = number(file, "version", "", 1, 1'000'000);
    set.title = text(file, "title", "");
    set.signs_to_examine = number(file, "signs_to_examine", "", 1, 100);
    read_levels(object(file, "levels", ""), set);
    read_proposes(object(file, "proposes", ""), set);
    const json::value* rules = base::find(file, "rules");
    if (!rules || !rules->is_array() || rules->get_array().empty()) {
      problem_.refuse("/rules", "needs a list of at least one rule");
      return set;
    }
    const json::array& array = rules->get_array();
    for (std::size_t i = 0; i < array.size(); ++i)
      set.rules.push_back(read_rule(array[i], base::pointer("/rules", i)));
    return set;
  }

 private:
  void read_levels(const json::object& levels, RuleSet& set) {
    static constexpr std::array<std::string_view, 2> members{"vigilance", "eleve"};
    check_members(levels, members, "/levels", problem_);
    set.vigilance_from = number(levels, "vigilance", "/levels", 1, 1000);
    set.eleve_from = number(levels, "eleve", "/levels", 1, 1000);
    if (set.eleve_from < set.vigilance_from) problem_.refuse("/levels/eleve", "below vigilance");
  }

  void read_proposes(const json::object& proposes, RuleSet& set) {
    static constexpr std::array<std::string_view, 2> members{"critique", "eleve"};
    check_members(proposes, members, "/proposes", problem_);
    set.critique_proposes = code(proposes, "critique", "/proposes", parse_qualification);
    set.eleve_proposes = code(proposes, "eleve", "/proposes", parse_qualification);
  }

  Rule read_rule(const json::value& value, const std::string& place) {
    static constexpr std::array<std::string_view, 7> members{"id",   "label", "source", "kind",
                                                             "when", "reads", "effect"};
    Rule rule;
    const json::object* object = value.if_object();
    if (!object) return problem_.refuse(place, "a rule is an object"), rule;
    check_members(*object, members, place, problem_);
    rule.id = text(*object, "id", place);
    rule.label = text(*object, "label", place);
    rule.source = text(*object, "source", place);
    rule.kind = code(*object, "kind", place, parse_kind);
    if (const json::value* when = base::find(*object, "when")) {
      rule.when = *when;
      rule.condition = parse_condition(*when, place + "/when", known_facts_, problem_);
    } else {
      problem_.refuse(place + "/when", "missing");
    }
    read_reads(*object, place, rule);
    read_effect(*object, place, rule);
    return rule;
  }

  void read_reads(const json::object& object, const std::string& place, Rule& rule) {
    const json::value* reads = base::find(object, "reads");
    const std::string below = place + "/reads";
    if (!reads || !reads->is_array()) return problem_.refuse(below, "needs a list of facts");
    std::set<std::string> read;
    for_each_comparison(rule.condition, [&](const Condition& comparison) { read.insert(comparison.fact); });
    for (const json::value& name : reads->get_array()) {
      if (!name.is_string()) return problem_.refuse(below, "a fact is text");
      rule.reads.emplace_back(name.get_string());
      if (read.erase(rule.reads.back()) == 0) {
        problem_.refuse(below,
                        fmt::format("declares \"{}\", which the condition does not read", rule.reads.back()));
      }
    }
    if (!read.empty())
      problem_.refuse(below, fmt::format("the condition reads \"{}\", not declared", *read.begin()));
  }

  void read_effect(const json::object& object, const std::string& place, Rule& rule) {
    static constexpr std::array<std::string_view, 4> members{"qualification", "level", "weight",
                                                             "fades_after_months"};
    const std::string below = place + "/effect";
    const json::value* value = base::find(object, "effect");
    if (rule.kind == Kind::vulnerabilite) {
      if (value) problem_.refuse(below, "a vulnerability has no effect: it informs");
      return;
    }
    const json::object* effect = value ? value->if_object() : nullptr;
    if (!effect) return problem_.refuse(below, "missing");
    check_members(*effect, members, below, problem_);
    if (base::find(*effect, "qualification")) {
      rule.proposes = code(*effect, "qualification", below, parse_qualification);
    }
    if (base::find(*effect, "level")) rule.level = code(*effect, "level", below, parse_level);
    if (base::find(*effect, "weight")) rule.weight = number(*effect, "weight", below, 0, heaviest);
    if (base::find(*effect, "fades_after_months")) {
      rule.fades_after_months = number(*effect, "fades_after_months", below, 1, longest_fade);
    }
    check_effect(rule, below);
  }

  void check_effect(const Rule& rule, const std::string& place) {
    if (!rule.proposes && !rule.level && rule.weight == 0) problem_.refuse(place, "changes nothing");
    if (rule.proposes == Qualification::classique)
      problem_.refuse(place + "/qualification", "classique is no effect");
    if (rule.level == Level::aucun) problem_.refuse(place + "/level", "aucun is no effect");
    if (rule.level == Level::critique && rule.kind != Kind::avere) {
      problem_.refuse(place + "/level", "only kind avere reaches critique");
    }
    if (rule.kind == Kind::danger && (rule.level || rule.weight != 0)) {
      problem_.refuse(place, "a danger moves the qualification, never the level");
    }
  }

  std::string text(const json::object& object, std::string_view key, const std::string& place) {
    auto found = base::find_text(object, key);
    if (!found || found->empty()) return problem_.refuse(base::pointer(place, key), "needs text"), "";
    return *std::move(found);
  }

  int number(const json::object& object, std::string_view key, const std::string& place, int least,
             int most) {
    const json::value* value = base::find(object, key);
    const auto found = value && value->is_int64() ? std::optional(value->get_int64()) : std::nullopt;
    if (found && *found >= least && *found <= most) return static_cast<int>(*found);
    problem_.refuse(base::pointer(place, key),
                    fmt::format("needs a whole number from {} to {}", least, most));
    return least;
  }

  json::object object(const json::object& parent, std::string_view key, const std::string& place) {
    const json::value* value = base::find(parent, key);
    if (value && value->is_object()) return value->get_object();
    problem_.refuse(base::pointer(place, key), "needs an object");
    return {};
  }

  template <class Enum>
  Enum code(const json::object& object, std::string_view key, const std::string& place,
            std::optional<Enum> (*parse)(std::string_view)) {
    const auto word = base::find_text(object, key);
    const auto value = word ? parse(*word) : std::nullopt;
    if (!value)
      problem_.refuse(base::pointer(place, key), fmt::format("unknown code \"{}\"", word.value_or("")));
    return value.value_or(Enum{});
  }

  const KnownFacts& known_facts_;
  Problem& problem_;
};

base::Error refusal(std::string_view path, std::string_view reason) {
  return {base::Kind::invalid, "regles_invalides", fmt::format("{}: {}", path, reason)};
}

std::map<std::string, int, std::less<>> fading_of(const std::vector<Rule>& rules) {
  std::map<std::string, int, std::less<>> months;
  for (const Rule& rule : rules) {
    if (rule.fades_after_months == 0) continue;
    for (const std::string& field : rule.reads) months[field] = rule.fades_after_months;
  }
  return months;
}

}  // namespace

base::Result<RuleSet> parse_rules(const base::EmbeddedFile& file, const KnownFacts& known_facts) {
  auto parsed = base::parse_json(file.content);
  if (!parsed) return refusal(file.path, "/: " + parsed.error().text);
  if (!parsed->is_object()) return refusal(file.path, "/: needs an object");
  Problem problem;
  RuleSet rules = FileReader(known_facts, problem).read(parsed->get_object());
  if (!problem.found()) check_together(rules.rules, problem);
  if (problem.found()) return refusal(file.path, problem.text());
  bind(rules);
  rules.fading = fading_of(rules.rules);
  return rules;
}

}  // namespace vigie::triage
