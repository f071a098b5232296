#include "casework/show.hpp"

namespace vigie::casework {

namespace {

boost::json::object* reason_of(boost::json::array& reasons, std::string_view rule) {
  for (auto& reason : reasons)
    if (base::find_text(reason.get_object(), "rule") == rule) return &reason.get_object();
  return nullptr;
}

/// Of the reasons that stand, those that fire on what the person may read, with the evidence of that alone.
void keep_readable(AssessmentView& view, boost::json::array stand, boost::json::array heard) {
  for (auto& reason : stand) {
    auto* known = reason_of(heard, base::find_text(reason.get_object(), "rule").value());
    view.withheld |= known == nullptr;
    if (!known) continue;
    reason.get_object()["evidence"] = std::move(known->at("evidence"));
    view.reasons.push_back(std::move(reason));
  }
}

/// The forms that tell an absence, by id.
std::set<std::string> forms_of(const File& file, base::EpisodeId episode) {
  std::set<std::string> forms;
  for (const auto& voice : file.voices)
    if (voice.episode == episode) forms.insert(voice.form);
  return forms;
}

bool more(const store::Verdict& may, const store::Verdict& now) {
  return may.qualification > now.qualification || may.level > now.level;
}

/// `facts` and `outcome`: what the rules say of what the person may read.
void add_questions(const Desk& desk, const std::set<std::string>& forms, const base::Facts& facts,
                   const triage::Outcome& outcome, AssessmentView& view) {
  const triage::Unknowns unknowns = triage::unknowns(desk.rules, facts, outcome, desk.askable->of(desk, forms));
  view.unknowns = unknowns.fields;
  for (const triage::Question& question : unknowns.next) {
    const store::Verdict may{std::max(question.qualification, view.verdict.qualification),
                             std::max(question.level, view.verdict.level)};
    if (!more(may, view.verdict)) continue;
    const forms::Field* field = desk.forms.find_field(question.field);
    view.next_questions.push_back({question.field, field ? field->label : question.field, may});
  }
}

}  // namespace

AssessmentView show_assessment(const Desk& desk, const File& file, store::Assessment assessment, Hearer& hearer, const Judgement* known) {
  AssessmentView view;
  if (assessment.number != 0) view.id = assessment.id;
  view.at = assessment.at;
  view.rules = assessment.rules;
  view.rules_version = assessment.rules_version;
  view.verdict = assessment.verdict;
  const auto part = hearer.hear(file);
  if (part) {
    Judgement judged = judge(*part, assessment.episode, desk.rules, view.at);
    keep_readable(view, std::move(assessment.reasons), std::move(judged.reasons));
    const auto forms = forms_of(*part, assessment.episode);
    if (!forms.empty()) add_questions(desk, forms, judged.facts, judged.outcome, view);
    return view;
  }
  view.reasons = std::move(assessment.reasons);
  const auto forms = forms_of(file, assessment.episode);
  if (forms.empty()) return view;
  if (known) {
    add_questions(desk, forms, known->facts, known->outcome, view);
    return view;
  }
  const episodes::Hearing hearing(file.voices, assessment.episode, desk.rules.fades(), view.at);
  const base::Facts facts = facts_of(file, assessment.episode, hearing, view.at);
  add_questions(desk, forms, facts, triage::assess(desk.rules, facts), view);
  return view;
}

}  // namespace vigie::casework
