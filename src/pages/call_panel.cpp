#include "pages/call_panel.hpp"

#include <set>

#include "base/text.hpp"
#include "pages/french.hpp"

namespace vigie::pages {

namespace {

constexpr int most_tries = 4;  // each leaves out what the one before refused

/// The id of the field that an error is about; empty when it is about none.
std::string field_in(const std::string& pointer) {
  const auto steps = base::split(pointer, '/');
  return steps.size() >= 3 && steps[1] == "answers" ? steps[2] : std::string();
}

casework::Submission submission_of(const boost::json::object& said) {
  casework::Submission submission;
  submission.form = "appel";
  if (const auto* answers = base::find(said, "answers")) submission.answers = answers->as_object();
  if (const auto minor = base::find_text(said, "minor")) submission.minor = base::MinorId::parse(*minor);
  submission.new_minor = !submission.minor && base::find(said, "new_minor") != nullptr;
  return submission;
}

/// The preview of what is understood so far: what is not yet is left out, and named.
void look_ahead(const Context& context, const access::Actor& actor, casework::Submission submission, CallPanel& panel) {
  const forms::Form& form = context.desk.forms.get("appel");
  for (int tries = 0; tries < most_tries; ++tries) {
    auto preview = casework::preview(context.desk, actor, submission);
    if (preview) {
      panel.preview = std::move(*preview);
      return;
    }
    for (const base::FieldError& error : preview.error().fields) {
      const std::string id = field_in(error.pointer);
      if (submission.answers.erase(id) > 0) panel.unread.push_back(form.find(id));
      else if (id.empty()) submission.minor.reset();
    }
  }
}

int count_unasked(const forms::Form& form, const boost::json::object& answers, const casework::AssessmentView& assessment) {
  int count = 0;
  for (const std::string& field : assessment.unknowns) count += form.find(field) && !answers.contains(field);
  return count;
}

}  // namespace

CallPanel read_call_panel(const Context& context, const access::Actor& actor, const boost::json::object& said, const Moment&) {
  const forms::Form& form = context.desk.forms.get("appel");
  casework::Submission submission = submission_of(said);
  CallPanel panel;
  panel.new_minor = submission.new_minor;
  panel.declared = base::find_text(submission.answers, "deja_declare").value_or("");
  if (submission.minor) {
    auto opened = casework::open_minor(context.desk, actor, *submission.minor, "appel");
    panel.chosen_lost = !opened;
    if (opened) panel.chosen = std::move(*opened);
    else submission.minor.reset();
  }
  look_ahead(context, actor, submission, panel);
  if (auto& assessment = panel.preview.assessment) {
    panel.unasked = count_unasked(form, submission.answers, *assessment);
    std::erase_if(assessment->next_questions, [&](const auto& question) { return !form.find(question.field); });
  }
  return panel;
}

}  // namespace vigie::pages
