#include "pages/answers_view.hpp"
#include "pages/carry_over.hpp"
#include "pages/draft_steps.hpp"
#include "pages/handlers.hpp"
#include "pages/keep_typed.hpp"

namespace vigie::pages {

namespace {

http::Response show_changes(const Context& context, const http::Request& request, const access::Actor& actor, const DraftView& view,
                            const Filled& filled, std::int64_t version, std::string_view drawn, int status) {
  Page page(request, actor, "Ce qui a changé", "brouillon_changements.html");
  const auto origin = origin_of(context, actor, view);
  const Fields asked = changes_asked(*view.form, context.desk.forms.get("preventive"));
  Dict& body = page.body();
  body.set("FORM", view.form->title).set("ACTION", view.path("changements")).set("VERSION", version).set("DRAWN", drawn).set("MINOR_PAGE", view.path("mineur"));
  body.set("WHO", minor_choice_of(context, actor, view).minor_text).set("STEPS", view.path());
  if (origin) body.add("SHEET").set("AGE", show_age_of(origin->signed_at, view.moment.now)).set("DATE", base::to_french(base::to_local(origin->signed_at, view.moment.zone).date));
  show_autosave(page, view, actor);
  draw_fields(body, asked, filled, view.moment);
  AnswerRows rows;
  rows.zone = view.moment.zone;
  rows.change = [&](const forms::Field& field) { return view.path(fmt::format("sections/{}#{}", field.section, field.id)); };
  rows.note = [&](const forms::Field& field) { return age_note(view, origin, field); };
  boost::json::object carried;
  for (const auto& [id, answer] : view.answers())
    if (const forms::Field* field = view.form->find(id); field && !age_note(view, origin, *field).empty()) carried[id] = answer;
  show_answers(body, "ANSWERS", *view.form, carried, rows);
  if (status == 422) body.add("GO_ON").set("PATH", view.path("verifier"));
  return page.errors(shown_errors(asked, filled)).back(view.path(), "Les étapes").answer(status);
}

}  // namespace

http::Response get_draft_changes(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_draft(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  if (view->draft.declaration) return see_other(view->path("signee"));
  if (!view->declares()) return see_other(view->path());
  const Fields asked = changes_asked(*view->form, context.desk.forms.get("preventive"));
  return show_changes(context, request, actor, *view, {view->answers(), {}, {}}, view->draft.version, drawn_text(asked, view->answers()), 200);
}

http::Response post_draft_changes(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_draft(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const Fields asked = changes_asked(*view->form, context.desk.forms.get("preventive"));
  Filled filled = read_fields(asked, *body, {view->moment.now, zone_in(*body, view->moment.zone)});
  if (!filled.more.empty()) {
    filled.errors.clear();
    return show_changes(context, request, actor, *view, filled, version_in(*body), body->raw("_vu"), 200);
  }
  casework::DraftPatch patch{{"answers", unsaved_in(asked, *body, filled.answers)}};
  if (filled.errors.empty()) return save_and_go(context, request, actor, view->draft, patch, version_in(*body), view->path("verifier"));
  const auto kept = keep_typed(context, actor, view->draft, patch, version_in(*body));
  if (!kept || !kept->disputed.empty()) return save_and_go(context, request, actor, view->draft, patch, version_in(*body), view->path("verifier"));
  const auto saved = open_draft(context, actor, request.param("id"));
  if (!saved) return refuse(context, request, saved.error());
  filled.answers = saved->answers();
  return show_changes(context, request, actor, *saved, filled, saved->draft.version, drawn_text(asked, saved->answers()), 422);
}

}  // namespace vigie::pages
