#include "casework/disagree.hpp"
#include "pages/absence_view.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/own_fields.hpp"

namespace vigie::pages {

namespace {

using Type = forms::FieldType;

const std::vector<forms::Field>& disagreement_questions() {
  static const std::vector<forms::Field> all = {
      own_field(Type::text, "declarant", "Le déclarant", "Nom et qualité, comme ils seront lus au parquet."),
      own_field(Type::narrative, "reason", "Ce qu’il conteste, et pourquoi")};
  return all;
}

http::Response show_form(const Context& context, const http::Request& request, const access::Actor& actor, const AbsenceView& absence,
                         const Filled& filled, int status) {
  const Moment moment{context.desk.store.clock().now(), absence.record.episode.zone};
  Page page(request, actor, "Désaccord du déclarant", "desaccord.html");
  show_child(page.body(), "CHILD", absence, moment.now);
  page.body().set("ACTION", request.path).set("DISPUTED", show_qualification(absence.record.stands.qualification).label);
  draw_fields(page.body(), fields_among(disagreement_questions()), filled, moment);
  page.once().back("/absences/" + absence.record.episode.id.text(), "L’absence");
  return page.errors(shown_errors(fields_among(disagreement_questions()), filled)).answer(status);
}

}  // namespace

http::Response get_disagreement(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto absence = open_absence(context, actor, request.param("id"), "desaccord");
  if (!absence) return refuse(context, request, absence.error());
  return show_form(context, request, actor, *absence, {}, 200);
}

http::Response post_disagreement(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto absence = open_absence(context, actor, request.param("id"), "desaccord");
  if (!absence) return refuse(context, request, absence.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  Filled filled = read_fields(fields_among(disagreement_questions()), *body, {context.desk.store.clock().now(), absence->record.episode.zone});
  check_text(filled, disagreement_questions()[0], 200, "Indiquez qui conteste la qualification.");
  check_text(filled, disagreement_questions()[1], 20'000, "Indiquez ce que le déclarant conteste.");
  if (!filled.errors.empty()) return show_form(context, request, actor, *absence, filled, 422);
  const auto told = casework::disagree(context.desk, actor, absence->record.episode.id, text_of(filled, "declarant"), text_of(filled, "reason"),
                                       std::nullopt, repetition_of(*body, request, context.desk.store.vault()));
  if (!told) return refuse(context, request, told.error());
  return see_other(path_of(*absence, "desaccord/" + told->text()));
}

http::Response get_disagreement_print(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto absence = open_absence(context, actor, request.param("id"), "desaccord");
  if (!absence) return refuse(context, request, absence.error());
  const store::EpisodeRecord& record = absence->record;
  const auto all = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return casework::show_disagreements(reading, record.episode.id);
  });
  const auto one = std::find_if(all.begin(), all.end(), [&](const auto& view) { return view.told.id.text() == request.param("desaccord"); });
  if (one == all.end()) return refuse(context, request, casework::unknown_to_you("Désaccord"));
  Page page(request, actor, "Désaccord du déclarant, à transmettre au procureur", "desaccord_imprime.html");
  Dict& body = page.body();
  body.set("NAME", tied(absence->minor.display)).set("AGE", show_age(absence->minor.age)).set("FILE_REFERENCE", absence->minor.reference);
  body.set("REFERENCE", record.episode.reference).set("DEPARTED", show_window(record.episode.departed, record.episode.zone));
  body.set("AT", show_instant_long(one->told.at, record.episode.zone)).set("ORGANISATION", one->organisation);
  body.set("DISPUTED", show_qualification(one->told.qualification).label).set("DECLARANT", one->told.declarant).set("REASON", one->told.reason);
  body.show(one->told.decision ? "DECIDED" : "PROPOSED");
  const auto tasks = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return casework::list_tasks(reading, actor, record.episode.id);
  });
  for (const casework::AlertView& task : tasks)
    if (task.alert.kind == "desaccord_a_transmettre")
      body.add("TASK").set("LABEL", alerts::kind(task.alert.kind).label).set("DUE", show_instant(task.alert.due_at, record.episode.zone));
  return page.back("/absences/" + record.episode.id.text(), "L’absence").answer();
}

}  // namespace vigie::pages
