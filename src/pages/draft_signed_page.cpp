#include "casework/open_file.hpp"
#include "casework/show_alert.hpp"
#include "pages/draft_proposal.hpp"
#include "pages/handlers.hpp"
#include "pages/navigation.hpp"

namespace vigie::pages {

namespace {

void show_asked(Dict& body, const std::vector<casework::AlertView>& asked, std::string_view part, base::Instant now, std::string_view zone) {
  if (asked.empty()) return;
  Dict list = body.add(part);
  for (const casework::AlertView& one : asked) {
    Dict item = list.add("ITEM");
    item.set("LABEL", tied(alerts::kind(one.alert.kind).label)).set("DUE", show_instant(one.alert.due_at, zone)).set("DUE_IN", show_ago(one.alert.due_at, now));
    item.set("WHO", label_of(one.alert.role)).show_if(one.overdue, "OVERDUE");
  }
}

void show_steps(Dict& body, const access::Actor& actor, const DraftView& view, const std::optional<casework::OutcomeView>& outcome) {
  if (!view.declares()) {
    if (view.draft.form == "preventive") body.show("AFTER_SHEET");
    return;
  }
  Dict steps = body.add("STEPS");
  const bool searches = access::may(actor, access::Act::record_fpr);
  steps.show(searches ? "POLICE" : "HOME");
  if (!searches && view.draft.form == "inquietante") steps.show("HOME_GRAVE");
  if (outcome && outcome->episode.record.episode.open())
    steps.add("BACK").set("PATH", fmt::format("/absences/{}/retour", outcome->episode.record.episode.id.text()));
}

/// What was signed, and what the rules and people make of it, as their author may read it.
void show_signed_outcome(Page& page, const Context& context, const access::Actor& actor, const DraftView& view, const casework::Receipt& receipt) {
  context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    Dict& body = page.body();
    if (const auto minor = receipt.minor ? store::find_minor(reading, *receipt.minor) : std::nullopt) {
      const auto shown = casework::show_minor(context.desk, reading, *minor);
      Dict child = body.add("CHILD");
      child.set("NAME", tied(shown.display)).set("AGE", show_age(shown.age)).set("REFERENCE", shown.reference);
      child.show(receipt.how == "created" ? "CREATED" : receipt.how == "linked" ? "LINKED" : "KNOWN");
    }
    const auto outcome = casework::show_outcome(context.desk, reading, receipt);
    std::string_view zone = base::paris;
    if (outcome) {
      const episodes::Episode& episode = outcome->episode.record.episode;
      zone = episode.zone;
      body.add("ABSENCE").set("REFERENCE", episode.reference).set("DEPARTED", show_window(episode.departed, zone)).set("STATUS", show_status(episode.status).label);
      if (outcome->assessment) {
        Dict box = body.add("TRIAGE");
        show_assessment(box, *outcome->assessment);
      }
    }
    const casework::Asked asked = casework::show_asked(reading, actor, receipt.alerts, receipt.episode);
    show_asked(body, asked.alerts, "ALERTS", reading.now, zone);
    show_asked(body, asked.tasks, "TASKS", reading.now, zone);
    show_steps(body, actor, view, outcome);
  });
}

}  // namespace

http::Response get_draft_signed(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_draft(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  if (!view->draft.declaration) return see_other(view->path());
  const auto declaration = casework::open_declaration(context.desk, actor, *view->draft.declaration, "declaration");
  if (!declaration) return refuse(context, request, declaration.error());
  const casework::Receipt receipt = casework::receipt_from(*view->draft.receipt);
  Page page(request, actor, view->draft.form == "preventive" ? "Fiche préventive signée" : "Déclaration signée", "brouillon_signe.html");
  const std::string path = "/declarations/" + declaration->id.text();
  page.body().set("FORM", tied(view->form->title)).set("SIGNED_AT", show_instant_long(declaration->signed_at, zone_in(declaration->answers)));
  page.body().set("SHOW", path).set("PRINT", path + "/impression").set("NUMBER", declaration->id.text());
  show_signed_outcome(page, context, actor, *view, receipt);
  return page.back("/declarations", "Déclarations").answer();
}

}  // namespace vigie::pages
