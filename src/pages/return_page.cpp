#include "casework/retract.hpp"
#include "casework/submit_declaration.hpp"
#include "pages/absence_view.hpp"
#include "pages/fields.hpp"
#include "pages/handlers.hpp"

namespace vigie::pages {

namespace {

constexpr std::string_view undone_reason = "Retour enregistré par erreur (annulé depuis la page du retour).";

Fields return_fields(const Context& context) { return fields_of(context.desk.forms.get("retour"), "retour"); }

void draw_form(Dict& body, const Context& context, const Filled& filled, const Moment& moment) {
  Dict form = body.add("PRECISELY");
  Fields open, folded;
  for (const forms::Field* field : return_fields(context)) (tells_where(*field) ? folded : open).push_back(field);
  draw_fields(form, open, filled, moment);
  Dict place = form.add("PLACE");
  draw_fields(place, folded, filled, moment);
  const auto answered = [&](const forms::Field* field) { return filled.answers.contains(field->id); };
  place.show_if(std::any_of(folded.begin(), folded.end(), answered), "OPEN");
}

http::Response show_form(const Context& context, const http::Request& request, const access::Actor& actor, const AbsenceView& absence,
                         const Filled& filled, const Moment& moment, bool precisely, int status) {
  Page page(request, actor, "Enregistrer un retour", "retour.html");
  show_child(page.body(), "CHILD", absence, moment.now);
  page.body().set("ACTION", path_of(absence, "retour"));
  if (!absence.record.episode.open()) page.body().add("ENDED").set("STATUS_PAGE", path_of(absence, "retour/fait"));
  else if (precisely) draw_form(page.body(), context, filled, moment);
  else page.body().add("QUICKLY").set("PRECISE", path_of(absence, "retour?precis=1"));
  return page.once().module("fields.js").back("/absences", "Absences en cours").errors(shown_errors(return_fields(context), filled)).answer(status);
}

/// What one of the two buttons says: back now, seen by a professional or only told.
boost::json::object quick_answers(const Body& body, const Moment& moment) {
  return {{"retour_au_plus_tard", base::to_rfc3339(moment.now, moment.zone)},
          {"retour_issue", "rentre"},
          {"retour_verifie", body.text("vu") == "oui" ? "oui" : "non"}};
}

}  // namespace

http::Response get_return(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto absence = open_absence(context, actor, request.param("id"), "retour");
  if (!absence) return refuse(context, request, absence.error());
  const Moment moment{context.desk.store.clock().now(), absence->record.episode.zone};
  return show_form(context, request, actor, *absence, {}, moment, request.query_value("precis").has_value(), 200);
}

http::Response post_return(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto absence = open_absence(context, actor, request.param("id"), "retour");
  if (!absence) return refuse(context, request, absence.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const Moment moment{context.desk.store.clock().now(), zone_in(*body, absence->record.episode.zone)};
  const bool quick = body->has("vu");
  Filled filled;
  if (quick) filled.answers = quick_answers(*body, moment);
  else filled = read_fields(return_fields(context), *body, moment);
  if (!quick && !filled.errors.empty()) check_filled(filled, context.desk.forms.get("retour"), moment);
  if (!filled.errors.empty() || !filled.more.empty()) return show_form(context, request, actor, *absence, filled, moment, true, filled.errors.empty() ? 200 : 422);
  casework::Submission submission;
  submission.form = "retour";
  submission.answers = filled.answers;
  submission.episode = absence->record.episode.id;
  submission.returns = true;
  const auto receipt = casework::submit_declaration(context.desk, actor, submission, repetition_of(*body, request, context.desk.store.vault()));
  if (receipt) return see_other(path_of(*absence, "retour/fait"));
  if (receipt.error().code == "deja_rentre") return see_other(path_of(*absence, "retour/fait?deja=1"));
  if (receipt.error().kind != base::Kind::invalid) return refuse(context, request, receipt.error());
  add_errors(filled, receipt.error());
  if (filled.errors.empty()) filled.errors.push_back({"", receipt.error().code, receipt.error().text});
  return show_form(context, request, actor, *absence, filled, moment, true, 422);
}

http::Response post_return_undone(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto absence = open_absence(context, actor, request.param("id"), "annulation_retour");
  if (!absence) return refuse(context, request, absence.error());
  const auto undone = casework::reopen_episode(context.desk, actor, absence->record.episode.id, std::string(undone_reason), std::nullopt);
  if (!undone) return refuse(context, request, undone.error());
  return see_other(path_of(*absence, "retour?annule=1"));
}

}  // namespace vigie::pages
