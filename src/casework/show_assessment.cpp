#include "casework/show.hpp"

namespace vigie::casework {

namespace {

/// The reason without the evidence a person may not read; nothing when it rests on that alone.
std::optional<boost::json::object> readable_reason(const boost::json::value& reason, const Readable& readable) {
  boost::json::object shown = reason.get_object();
  if (!readable) return shown;
  boost::json::array kept;
  const boost::json::array all = shown["evidence"].get_array();
  for (const auto& one : all) {
    const auto text = base::find_text(one.get_object(), "declaration");
    const auto id = text ? base::DeclarationId::parse(*text) : std::nullopt;
    if (!text || (id && readable->contains(*id))) kept.push_back(one);
  }
  if (kept.empty()) return std::nullopt;
  shown["evidence"] = std::move(kept);
  return shown;
}

File heard_by(const File& file, const Readable& readable) {
  File heard = file;
  if (readable)
    std::erase_if(heard.voices, [&](const auto& voice) {
      return voice.id != base::DeclarationId{} && !readable->contains(voice.id);
    });
  return heard;
}

/// Possible answers to the questions of the forms that tell this absence.
auto askable(const Desk& desk, const File& file, base::EpisodeId episode) {
  auto answers = triage::answers_to_try(desk.rules);
  std::set<std::string> forms;
  for (const auto& voice : file.voices)
    if (voice.episode == episode) forms.insert(voice.form);
  std::erase_if(answers, [&](const auto& answer) {
    return std::none_of(forms.begin(), forms.end(), [&](const auto& id) {
      const forms::Form* form = desk.forms.find(id);
      return form && form->find(answer.first);
    });
  });
  return answers;
}

bool more(const store::Verdict& may, const store::Verdict& now) {
  return may.qualification > now.qualification || may.level > now.level;
}

void add_questions(const Desk& desk, const File& heard, base::EpisodeId episode, AssessmentView& view) {
  const base::Facts facts = facts_of(heard, episode, desk.rules, view.at).facts;
  const triage::Outcome outcome = triage::assess(desk.rules, facts);
  const triage::Unknowns unknowns = triage::unknowns(desk.rules, facts, outcome, askable(desk, heard, episode));
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
  return store::readable_of(reading, minor);
}

AssessmentView show_assessment(const Desk& desk, const File& file, const store::Assessment& assessment, const Readable& readable) {
  AssessmentView view;
  if (assessment.number != 0) view.id = assessment.id;
  view.at = assessment.at;
  view.rules = assessment.rules;
  view.rules_version = assessment.rules_version;
  view.verdict = assessment.verdict;
  for (const auto& reason : assessment.reasons)
    if (auto shown = readable_reason(reason, readable)) view.reasons.push_back(std::move(*shown));
  const File heard = heard_by(file, readable);
  const bool told = std::any_of(heard.voices.begin(), heard.voices.end(),
                                [&](const auto& voice) { return voice.episode == assessment.episode; });
  if (told) {
    File traced = heard;
    traced.line = file.line;  // that an absence exists, with its dates, is known to all who reach the minor
    add_questions(desk, traced, assessment.episode, view);
  }
  return view;
}

}  // namespace vigie::casework
