#include "casework/show.hpp"

namespace vigie::casework {

namespace {

/// Leaves out of a reason the evidence a person may not read; false when it rests on that alone.
bool keep_readable(boost::json::object& reason, const std::set<base::DeclarationId>& readable) {
  boost::json::array kept;
  for (auto& one : reason["evidence"].get_array()) {
    const auto text = base::find_text(one.get_object(), "declaration");
    const auto id = text ? base::DeclarationId::parse(*text) : std::nullopt;
    if (!text || (id && readable.contains(*id))) kept.push_back(std::move(one));
  }
  const bool any = !kept.empty();
  reason["evidence"] = std::move(kept);
  return any;
}

boost::json::array readable_reasons(boost::json::array reasons, const Readable& readable) {
  if (!readable) return reasons;
  boost::json::array kept;
  for (auto& reason : reasons)
    if (keep_readable(reason.get_object(), *readable)) kept.push_back(std::move(reason));
  return kept;
}

/// The file as heard through the declarations a person may read. That an absence exists, with its dates, is known to
/// all who reach the minor: the line stays whole.
File heard_by(const File& file, const Readable& readable) {
  File heard = file;
  std::erase_if(heard.voices, [&](const auto& voice) {
    return voice.id != base::DeclarationId{} && !readable->contains(voice.id);
  });
  return heard;
}

bool reads_all(const File& file, const Readable& readable) {
  return !readable || std::all_of(file.voices.begin(), file.voices.end(), [&](const auto& voice) {
    return voice.id == base::DeclarationId{} || readable->contains(voice.id);
  });
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

Readable readable_by(const store::Reading& reading, base::MinorId minor) {
  if (reading.scope.reach != access::Scope::Reach::own_minors) return std::nullopt;
  return store::readable_of(reading, store::family_of(reading, minor));
}

Readable readable_in(const File& file, const access::Scope& scope) {
  if (scope.reach != access::Scope::Reach::own_minors) return std::nullopt;
  std::set<base::DeclarationId> own;
  for (const episodes::Voice& voice : file.voices)
    if (voice.organisation == scope.organisation) own.insert(voice.id);
  return own;
}

AssessmentView show_assessment(const Desk& desk, const File& file, store::Assessment assessment, const Readable& readable,
                               const Judgement* known) {
  AssessmentView view;
  if (assessment.number != 0) view.id = assessment.id;
  view.at = assessment.at;
  view.rules = assessment.rules;
  view.rules_version = assessment.rules_version;
  view.verdict = assessment.verdict;
  view.reasons = readable_reasons(std::move(assessment.reasons), readable);
  const bool whole = reads_all(file, readable);
  if (known && whole) {
    add_questions(desk, forms_of(file, assessment.episode), known->facts, known->outcome, view);
    return view;
  }
  const File part = whole ? File() : heard_by(file, readable);
  const File& heard = whole ? file : part;
  const auto forms = forms_of(heard, assessment.episode);
  if (forms.empty()) return view;
  const base::Facts facts = facts_of(heard, assessment.episode, desk.rules, view.at);
  add_questions(desk, forms, facts, triage::assess(desk.rules, facts), view);
  return view;
}

}  // namespace vigie::casework
