#include "casework/submit_declaration.hpp"
#include "pages/absence_view.hpp"
#include "pages/fields.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"

namespace vigie::pages {

namespace {

http::Response show_form(const Context& context, const http::Request& request, const access::Actor& actor, const AbsenceView& absence,
                         const Filled& filled, const Moment& moment, int status) {
  const forms::Form& form = context.desk.forms.get("entretien");
  Page page(request, actor, form.title, "entretien.html");
  show_child(page.body(), "CHILD", absence, moment.now);
  page.body().set("ACTION", path_of(absence, "entretien")).set("ABOUT", tied(form.about));
  for (const forms::Section& section : form.sections) {
    Dict part = page.body().add("SECTION");
    part.set("TITLE", tied(section.title)).set("ID", "section-" + section.id);
    draw_fields(part, fields_of(form, section.id), filled, moment);
  }
  page.once().module("fields.js").back(path_of(absence, "retour/fait"), "Le retour");
  return page.errors(shown_errors(fields_of(form), filled)).answer(status);
}

}  // namespace

http::Response get_interview(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto absence = open_absence(context, actor, request.param("id"), "entretien");
  if (!absence) return refuse(context, request, absence.error());
  return show_form(context, request, actor, *absence, {}, {context.desk.store.clock().now(), absence->record.episode.zone}, 200);
}

http::Response post_interview(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto absence = open_absence(context, actor, request.param("id"), "entretien");
  if (!absence) return refuse(context, request, absence.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const forms::Form& form = context.desk.forms.get("entretien");
  const Moment moment{context.desk.store.clock().now(), absence->record.episode.zone};
  Filled filled = read_fields(fields_of(form), *body, moment);
  if (!filled.more.empty()) {
    filled.errors.clear();  // one more line was asked for, nothing is sent yet
    return show_form(context, request, actor, *absence, filled, moment, 200);
  }
  if (!filled.errors.empty()) {
    check_filled(filled, form, moment);
    return show_form(context, request, actor, *absence, filled, moment, 422);
  }
  casework::Submission submission;
  submission.form = form.id;
  submission.answers = filled.answers;
  submission.episode = absence->record.episode.id;
  const auto receipt = casework::submit_declaration(context.desk, actor, submission, repetition_of(*body, request, context.desk.store.vault()));
  if (receipt) return see_other(path_of(*absence, "retour/fait?entretien=1"));
  if (receipt.error().kind != base::Kind::invalid) return refuse(context, request, receipt.error());
  add_errors(filled, receipt.error());
  if (filled.errors.empty()) filled.errors.push_back({"", receipt.error().code, receipt.error().text});
  return show_form(context, request, actor, *absence, filled, moment, 422);
}

}  // namespace vigie::pages
