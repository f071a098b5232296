#include "pages/draft_steps.hpp"
#include "pages/handlers.hpp"
#include "pages/keep_typed.hpp"

namespace vigie::pages {

namespace {

namespace json = boost::json;

/// A section of a draft, on its page.
struct Part {
  const DraftView& view;
  const forms::Section& section;
  Fields fields;
  bool checking = false;  // came from the check page, and goes back there

  std::string path() const { return view.path("sections/" + section.id); }
  std::string next() const { return checking ? view.path("verifier") : step_after(view, section.id); }
};

const forms::Section* find_section(const forms::Form& form, std::string_view id) {
  const auto at = std::find_if(form.sections.begin(), form.sections.end(), [&](const auto& one) { return one.id == id; });
  return at == form.sections.end() ? nullptr : &*at;
}

http::Response show_part(const http::Request& request, const access::Actor& actor, const Part& part, const Filled& filled, std::int64_t version,
                         std::string_view drawn, int status) {
  Page page(request, actor, part.section.title, "brouillon_section.html");
  Dict& body = page.body();
  body.set("FORM", tied(part.view.form->title)).set("ACTION", part.path()).set("VERSION", version).set("DRAWN", drawn);
  body.set("CHECKING", part.checking ? "oui" : "");
  show_autosave(page, part.view, actor);
  body.show_if(request.query_value("aussi").has_value(), "BESIDE");
  body.show_if(part.checking, "TO_CHECK").show_if(!part.checking, "TO_NEXT");
  if (status == 422) body.add("GO_ON").set("PATH", part.next());
  Fields first, others;
  for (const forms::Field* field : part.fields) (field->first ? first : others).push_back(field);
  Dict asked = body.add("ASKED");
  draw_fields(asked, first, filled, part.view.moment);
  if (!others.empty()) {
    Dict then = body.add("ASKED");
    then.show_if(!first.empty(), "THEN");
    draw_fields(then, others, filled, part.view.moment);
  }
  body.show_if(!part.checking, "WITHOUT_OBJECT");
  page.errors(shown_errors(part.fields, filled));
  return page.back(part.checking ? part.view.path("verifier") : part.view.path(), part.checking ? "Relire et signer" : "Les étapes").answer(status);
}

/// The mistakes of this section's answers, but that something is not answered yet.
std::vector<base::FieldError> mistakes_in(const DraftView& view, const Fields& fields) {
  std::vector<base::FieldError> own;
  for (const base::FieldError& error : mistakes_of(view))
    for (const forms::Field* field : fields) {
      const std::string pointer = base::pointer("/answers", field->id);
      if (!is_needed(error) && (error.pointer == pointer || error.pointer.starts_with(pointer + "/"))) own.push_back(error);
    }
  return own;
}

/// What the page says of its section besides answers: gone through, or without object.
casework::DraftPatch patch_of(const Part& part, const Body& body, const json::object& changes, bool answered) {
  casework::DraftPatch patch;
  if (!changes.empty()) patch["answers"] = changes;
  const bool without = body.has("_sans_objet") && !answered;
  json::value mark;
  if (without) mark = "sans_objet";
  else if (answered) mark = "faite";
  patch["sections"] = json::object{{part.section.id, mark}};
  return patch;
}

}  // namespace

http::Response get_draft_section(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_draft(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  if (view->draft.declaration) return see_other(view->path("signee"));
  const forms::Section* section = find_section(*view->form, request.param("section"));
  if (!section) return refuse(context, request, casework::unknown_to_you("Étape"));
  const Part part{*view, *section, fields_of(*view->form, section->id), request.query_value("retour") == "verifier"};
  return show_part(request, actor, part, {view->answers(), mistakes_in(*view, part.fields), {}}, view->draft.version, drawn_text(part.fields, view->answers()), 200);
}

http::Response post_draft_section(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_draft(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  const forms::Section* section = find_section(*view->form, request.param("section"));
  if (!section) return refuse(context, request, casework::unknown_to_you("Étape"));
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  Part part{*view, *section, fields_of(*view->form, section->id), body->text("_relire") == "oui"};
  Moment moment{view->moment.now, zone_in(*body, view->moment.zone)};
  Filled filled = read_fields(part.fields, *body, moment);
  if (!filled.more.empty()) {  // one more line was asked for: what is typed stays on the page, nothing is saved yet
    filled.errors.clear();
    return show_part(request, actor, part, filled, version_in(*body), body->raw("_vu"), 200);
  }
  const auto patch = patch_of(part, *body, unsaved_in(part.fields, *body, filled.answers), !filled.answers.empty());
  const auto kept = keep_typed(context, actor, view->draft, patch, version_in(*body));
  if (!kept || !kept->disputed.empty()) return save_and_go(context, request, actor, view->draft, patch, version_in(*body), part.next());
  auto saved = open_draft(context, actor, request.param("id"));
  if (!saved) return refuse(context, request, saved.error());
  Part after{*saved, *section, part.fields, part.checking};
  for (base::FieldError& error : mistakes_in(*saved, part.fields)) add_errors(filled, {base::Kind::invalid, "champ_invalide", "", {std::move(error)}});
  if (!filled.errors.empty()) {
    filled.answers = saved->answers();
    return show_part(request, actor, after, filled, saved->draft.version, drawn_text(part.fields, saved->answers()), 422);
  }
  return see_other(kept->beside ? after.next() + "?aussi=1" : after.next());
}

}  // namespace vigie::pages
