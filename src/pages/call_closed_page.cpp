#include "casework/draft.hpp"
#include "casework/open_file.hpp"
#include "casework/show_alert.hpp"
#include "pages/call_view.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/navigation.hpp"

namespace vigie::pages {

namespace {

/// What a signed call made, as its reader may see it.
struct Closed {
  store::Declaration declaration;
  casework::Receipt receipt;
  std::optional<casework::CandidateView> minor;
  std::vector<casework::CandidateView> alike;
  std::optional<casework::OutcomeView> outcome;
  casework::Asked asked;
};

Closed read_closed(const Context& context, const access::Actor& actor, store::Declaration declaration, const casework::Receipt& receipt) {
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    Closed closed{std::move(declaration), receipt, {}, {}, casework::show_outcome(context.desk, reading, receipt),
                  casework::show_asked(reading, actor, receipt.alerts, receipt.episode)};
    const auto minor = receipt.minor ? store::find_minor(reading, *receipt.minor) : std::nullopt;
    if (minor) closed.minor = casework::show_minor(context.desk, reading, *minor);
    if (minor && receipt.how == "created") {
      const auto person = identity::person_from(closed.declaration.answers, closed.declaration.signed_at);
      closed.alike = casework::candidates_for(context.desk, reading, person, minor->id, 5);
    }
    return closed;
  });
}

void show_minor(Dict& body, const Closed& closed) {
  if (!closed.minor) {
    body.show("NO_FILE");
    return;
  }
  Dict minor = body.add("MINOR");
  minor.set("NAME", tied(closed.minor->display)).set("AGE", show_age(closed.minor->age)).set("REFERENCE", closed.minor->reference);
  minor.show(closed.receipt.how == "chosen" ? "CHOSEN" : closed.receipt.how == "linked" ? "LINKED" : "CREATED");
  for (const casework::CandidateView& one : closed.alike)
    body.add("ALIKE").set("NAME", tied(one.display)).set("AGE", show_age(one.age)).set("REFERENCE", one.reference)
        .set("REASONS", fmt::format("{}", fmt::join(one.likeness.reasons, ", ")));
}

void show_closed(Dict& body, const Closed& closed, base::Instant now) {
  if (!closed.outcome) return;
  const episodes::Episode& episode = closed.outcome->episode.record.episode;
  Dict absence = body.add("ABSENCE");
  absence.set("REFERENCE", episode.reference).set("DEPARTED", show_window(episode.departed, episode.zone));
  absence.set("LASTS", show_absence(episodes::absence_hours(episode, now))).set("STATUS", show_status(episode.status).label);
  if (!closed.outcome->assessment) return;
  const casework::AssessmentView& assessment = *closed.outcome->assessment;
  Dict judged = body.add("JUDGED");
  for (const ShownState& state : {show_qualification(assessment.verdict.qualification), show_level(assessment.verdict.level)})
    judged.add("STATE").set("LABEL", state.label).set("TAG", state.tag);
  judged.show_if(assessment.withheld, "WITHHELD").show_if(assessment.reasons.empty() && !assessment.withheld, "NO_REASON");
  for (const auto& reason : assessment.reasons)
    judged.add("REASON").set("LABEL", tied(base::find_text(reason.as_object(), "label").value_or("")))
        .set("SOURCE", tied(base::find_text(reason.as_object(), "source").value_or("")));
}

void show_due(Dict one, const casework::AlertView& view, base::Instant now) {
  one.set("LABEL", tied(alerts::kind(view.alert.kind).label)).set("WHO", label_of(view.alert.role));
  one.set("DUE", show_instant(view.alert.due_at)).set("DUE_IN", show_ago(view.alert.due_at, now));
}

void show_asked(Dict& body, const Closed& closed, base::Instant now) {
  for (const casework::AlertView& task : closed.asked.tasks) show_due(body.add("TASK"), task, now);
  for (const casework::AlertView& alert : closed.asked.alerts) show_due(body.add("ALERT"), alert, now);
  // Those of police and of homes are not this reader's to see, but that they were told is.
  const std::size_t seen = closed.asked.alerts.size();
  std::size_t own_tasks = 0;
  for (const base::AlertId id : closed.receipt.alerts)
    own_tasks += std::any_of(closed.asked.tasks.begin(), closed.asked.tasks.end(), [&](const auto& task) { return task.alert.id == id; });
  const std::size_t raised = closed.receipt.alerts.size();
  const std::size_t others = raised > seen + own_tasks ? raised - seen - own_tasks : 0;
  if (others > 0) body.add("ELSEWHERE").set("COUNT", others == 1 ? "1 alerte ou tâche est adressée" : fmt::format("{} alertes ou tâches sont adressées", others));
  body.show_if(raised == 0 && closed.asked.tasks.empty(), "NOTHING_ASKED");
}

/// What to tell who called: only what follows from what they said.
void show_advice(Dict& body, const Closed& closed) {
  if (!closed.outcome || !closed.outcome->episode.record.episode.open()) return;
  Dict advice = body.add("TELL");
  if (closed.minor) advice.add("FILE").set("REFERENCE", closed.minor->reference);
  advice.show(base::find_text(closed.declaration.answers, "deja_declare") == "oui" ? "DECLARED" : "UNDECLARED");
  advice.show_if(base::find_text(closed.declaration.answers, "appelant_qualite") == "mineur", "CHILD_CALLS");
}

}  // namespace

http::Response get_call_closed(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = base::DraftId::parse(request.param("id"));
  if (!id) return refuse(context, request, casework::unknown_to_you("Appel"));
  const auto view = casework::open_draft(context.desk, actor, *id, "appel");
  if (!view) return refuse(context, request, view.error());
  if (!view->draft.declaration) return see_other(fmt::format("/appels/{}", id->text()));
  auto declaration = casework::open_declaration(context.desk, actor, *view->draft.declaration, "appel");
  if (!declaration) return refuse(context, request, declaration.error());
  const Closed closed = read_closed(context, actor, std::move(*declaration), casework::receipt_from(*view->draft.receipt));
  const base::Instant now = context.desk.store.clock().now();
  Page page(request, actor, "Appel clôturé", "appel_clos.html");
  page.body().set("AT", show_instant_long(closed.declaration.signed_at));
  show_minor(page.body(), closed);
  show_closed(page.body(), closed, now);
  show_asked(page.body(), closed, now);
  show_advice(page.body(), closed);
  return page.back("/appels", "Appels").answer();
}

}  // namespace vigie::pages
