#include "pages/draft_proposal.hpp"

#include "base/text.hpp"
#include "casework/preview.hpp"

namespace vigie::pages {

namespace {

constexpr std::size_t most_proposed = 3;

/// The preview of what can be read so far; how many answers were left aside.
struct Read {
  std::optional<casework::AssessmentView> assessment;
  std::size_t aside = 0;
};
Read preview_of(const Context& context, const access::Actor& actor, const DraftView& view) {
  casework::Submission submission = casework::submission_of(view.draft);
  Read read;
  for (int tries = 0; tries < 2; ++tries) {
    auto preview = casework::preview(context.desk, actor, submission);
    if (preview) {
      read.assessment = std::move(preview->assessment);
      return read;
    }
    for (const base::FieldError& error : preview.error().fields) {
      const auto steps = base::split(error.pointer, '/');
      if (steps.size() > 2 && steps[1] == "answers" && submission.answers.erase(steps[2]) > 0) ++read.aside;
    }
  }
  return read;
}

/// Passing from one form of the BPM to the other, when the rules propose it, or simply may.
void show_switch(Dict& box, const DraftView& view, triage::Qualification proposed) {
  const bool to_grave = view.draft.form == "classique";
  const bool wanted = to_grave ? proposed == triage::Qualification::inquietante : proposed == triage::Qualification::classique;
  Dict one = box.add("SWITCH");
  one.set("ACTION", view.path("formulaire")).set("VERSION", view.draft.version).set("FORM", to_grave ? "inquietante" : "classique");
  one.set("LABEL", to_grave ? "Passer en déclaration inquiétante" : "Passer en déclaration classique");
  if (wanted) one.show(to_grave ? "GRAVER" : "PLAINER");
}

}  // namespace

void show_assessment(Dict& at, const casework::AssessmentView& assessment) {
  const ShownState qualification = show_qualification(assessment.verdict.qualification), level = show_level(assessment.verdict.level);
  at.add("QUALIFICATION").set("LABEL", qualification.label).set("TAG", qualification.tag);
  at.add("LEVEL").set("LABEL", level.label).set("TAG", level.tag);
  at.show_if(assessment.withheld, "WITHHELD").show_if(assessment.reasons.empty() && !assessment.withheld, "NO_REASON");
  if (!assessment.reasons.empty()) {
    Dict reasons = at.add("REASONS");
    for (const boost::json::value& reason : assessment.reasons) {
      Dict one = reasons.add("REASON");
      one.set("LABEL", tied(base::find_text(reason.get_object(), "label").value_or(""))).set_part("SOURCE", tied(base::find_text(reason.get_object(), "source").value_or("")));
    }
  }
  if (assessment.next_questions.empty()) return;
  Dict questions = at.add("QUESTIONS");
  for (std::size_t i = 0; i < assessment.next_questions.size() && i < most_proposed; ++i) {
    const casework::NextQuestion& next = assessment.next_questions[i];
    const bool other = next.may_become.qualification != assessment.verdict.qualification;  // else it is the level that would change
    const ShownState would = other ? show_qualification(next.may_become.qualification) : show_level(next.may_become.level);
    questions.add("QUESTION").set("LABEL", tied(next.label)).set("WOULD", would.label);
  }
}

void show_proposal(Dict& at, std::string_view piece, const Context& context, const access::Actor& actor, const DraftView& view) {
  if (!view.declares()) return;
  const Read read = preview_of(context, actor, view);
  if (!read.assessment) return;
  Dict box = at.include(piece, "proposition.html");
  show_assessment(box, *read.assessment);
  box.show_if(read.aside > 0, "ASIDE");
  if (!view.corrects()) show_switch(box, view, read.assessment->verdict.qualification);
}

}  // namespace vigie::pages
