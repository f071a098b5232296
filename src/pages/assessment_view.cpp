#include "pages/assessment_view.hpp"

#include "pages/answer_words.hpp"

namespace vigie::pages {

namespace {

namespace json = boost::json;

std::string_view words_of_kind(std::string_view kind) {
  if (kind == "avere") return "Fait avéré";
  if (kind == "signe") return "Signe";
  if (kind == "repetition") return "Répétition";
  if (kind == "vulnerabilite") return "Vulnérabilité (ne pèse pas sur le niveau)";
  return "Danger";
}

std::string text_at(const json::object& object, std::string_view key) { return base::find_text(object, key).value_or(""); }

void show_absences(Dict& one, const json::array& ids, const Quotes& quotes) {
  for (const json::value& id : ids) {
    const auto words = quotes.absences.find(std::string(id.as_string()));
    if (words == quotes.absences.end()) continue;
    one.add("ABSENCE").set("PATH", "/absences/" + words->first).set("TEXT", words->second);
  }
}

void show_evidence(Dict& reason, const Context& context, const json::object& evidence, const Quotes& quotes) {
  const json::array* episodes = evidence.contains("episodes") ? evidence.at("episodes").if_array() : nullptr;
  const std::string name = text_at(evidence, episodes ? "fact" : "field");
  Dict one = reason.add("EVIDENCE");
  one.set("FIELD", tied(label_of_fact(context.desk.forms, name)));
  one.set("VALUE", show_fact(context.desk.forms, name, evidence.at("value"), quotes.zone));
  if (episodes) return show_absences(one, *episodes, quotes);
  const auto words = quotes.declarations.find(text_at(evidence, "declaration"));
  if (words != quotes.declarations.end()) one.add("DECLARATION").set("PATH", "/declarations/" + words->first).set("TEXT", words->second);
}

void show_reason(Dict& list, const Context& context, const json::object& reason, const Quotes& quotes) {
  Dict one = list.add("REASON");
  one.set("LABEL", tied(text_at(reason, "label"))).set("KIND", words_of_kind(text_at(reason, "kind"))).set("SOURCE", tied(text_at(reason, "source")));
  const std::int64_t weight = reason.at("weight").to_number<std::int64_t>();
  if (weight > 0) one.add("WEIGHT").set("WEIGHT", weight);
  for (const json::value& evidence : reason.at("evidence").as_array()) show_evidence(one, context, evidence.as_object(), quotes);
}

constexpr std::size_t questions_at_once = 5;  // the others are folded

/// Of what an answer may lead to, what is not proposed already.
void show_next(Dict& list, const std::vector<casework::NextQuestion>& questions, const store::Verdict& now) {
  if (questions.empty()) return;
  Dict next = list.add("NEXT");
  std::optional<Dict> more;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (i == questions_at_once) {
      const std::size_t rest = questions.size() - i;
      more = next.add("MORE").set("COUNT", rest == 1 ? "1 autre" : fmt::format("{} autres", rest));
    }
    Dict one = (more ? *more : next).add("QUESTION");
    one.set("LABEL", tied(questions[i].label));
    const store::Verdict& may = questions[i].may_become;
    if (may.qualification != now.qualification) show_tag(one, "QUALIFICATION", show_qualification(may.qualification));
    if (may.level != now.level) show_tag(one, "LEVEL", show_level(may.level));
  }
}

void show_questions(Dict& list, const Context& context, const casework::AssessmentView& assessment) {
  show_next(list, assessment.next_questions, assessment.verdict);
  if (assessment.unknowns.empty()) return;
  Dict unknowns = list.add("UNKNOWNS");
  const std::size_t count = assessment.unknowns.size();
  unknowns.set("COUNT", count == 1 ? "1 question" : fmt::format("{} questions", count));
  for (const std::string& field : assessment.unknowns) unknowns.add("UNKNOWN").set("LABEL", tied(label_of_fact(context.desk.forms, field)));
}

}  // namespace

void show_tag(Dict& at, std::string_view part, const ShownState& state) { at.add(part).set("LABEL", state.label).set("TAG", state.tag); }

void show_verdict(Dict& at, const store::Verdict& verdict, bool decided) {
  show_tag(at, "QUALIFICATION", show_qualification(verdict.qualification));
  show_tag(at, "LEVEL", decided ? show_decided_level(verdict.level) : show_level(verdict.level));
}

void show_assessment(Dict& at, std::string_view piece, const Context& context, const casework::AssessmentView& assessment, const Quotes& quotes) {
  Dict list = at.include(piece, "evaluation.html");
  show_verdict(list, assessment.verdict);
  list.set("AT", show_instant(assessment.at, quotes.zone)).set("RULES", fmt::format("{}, version {}", assessment.rules, assessment.rules_version));
  if (assessment.withheld) list.show("WITHHELD");
  else if (assessment.reasons.empty()) list.show("NO_REASON");
  for (const json::value& reason : assessment.reasons) show_reason(list, context, reason.as_object(), quotes);
  show_questions(list, context, assessment);
}

}  // namespace vigie::pages
