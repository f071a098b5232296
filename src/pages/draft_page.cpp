#include "pages/draft_proposal.hpp"
#include "pages/draft_steps.hpp"
#include "pages/handlers.hpp"
#include "pages/keep_typed.hpp"

namespace vigie::pages {

namespace {

void show_task(Dict& list, std::string_view label, const std::string& path, ShownState state, std::string_view hint, std::size_t rank) {
  Dict task = list.add("TASK");
  task.set("LABEL", tied(label)).set("PATH", path).set("STATUS", state.label).set("TAG", state.tag).set("ID", fmt::format("etape-{}", rank)).set_part("HINT", hint);
}

void show_tasks(Dict& body, const Context& context, const access::Actor& actor, const DraftView& view) {
  const auto mistakes = mistakes_of(view);
  const auto progress = progress_of(view, mistakes);
  for (std::size_t i = 0; i < progress.size(); ++i) {
    const forms::Section& section = view.form->sections[i];
    std::string hint;
    for (const forms::Field* field : fields_of(*view.form, section.id))
      for (const base::FieldError& error : mistakes)
        if (hint.empty() && error.pointer.starts_with(base::pointer("/answers", field->id))) hint = is_needed(error) ? "Demandé pour signer." : "Une réponse est à corriger.";
    show_task(body, section.title, view.path("sections/" + section.id), show_progress(progress[i]), hint, i + 1);
    if (i == 0 && !view.corrects()) {
      const MinorChoice choice = minor_choice_of(context, actor, view);
      show_task(body, "Mineur concerné", view.path("mineur"), choice.made() ? show_progress(Progress::done) : show_progress(Progress::to_do), choice.minor_text, progress.size() + 1);
    }
  }
}

}  // namespace

http::Response get_draft(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_draft(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  if (view->draft.declaration) return see_other(view->path("signee"));
  Page page(request, actor, view->form->title, "brouillon.html");
  Dict& body = page.body();
  body.set("SAVED", show_instant(view->draft.saved_at, view->moment.zone)).set("BY", view->saved_by);
  body.set("CHECK", view->path("verifier")).set("ABANDON", view->path("abandonner")).set("VERSION", view->draft.version);
  body.show_if(view->corrects(), "CORRECTS");
  if (view->declares() && base::find(view->draft.said, "sheet")) body.add("QUICK").set("PATH", view->path("changements"));
  body.show_if(request.query_value("aussi").has_value(), "BESIDE");
  show_tasks(body, context, actor, *view);
  show_proposal(body, "PROPOSAL", context, actor, *view);
  if (request.query_value("formulaire")) page.done("Le formulaire a changé. Toutes les réponses sont gardées.");
  return page.back("/declarations", "Déclarations").answer();
}

http::Response post_draft_form(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_draft(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const std::string form = body->text("form");
  if (form != "classique" && form != "inquietante")
    return refuse(context, request, base::field_error("/form", "formulaire_inconnu", "Choisissez la déclaration classique ou inquiétante."));
  return save_and_go(context, request, actor, view->draft, {{"form", form}}, version_in(*body), view->path() + "?formulaire=1");
}

http::Response post_draft_abandon(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_draft(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const auto gone = casework::abandon_draft(context.desk, actor, view->draft.id, {true, version_in(*body)});
  if (!gone) return refuse(context, request, gone.error());
  return see_other("/declarations?efface=1");
}

}  // namespace vigie::pages
