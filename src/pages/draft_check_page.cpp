#include "pages/answers_view.hpp"
#include "pages/draft_proposal.hpp"
#include "pages/draft_steps.hpp"
#include "pages/handlers.hpp"
#include "pages/keep_typed.hpp"

namespace vigie::pages {

namespace {

constexpr std::string_view undertaking = "engagement_declarant";

std::string section_path(const DraftView& view, const forms::Field& field) {
  const std::string input = field.type == forms::FieldType::date && !field.id.ends_with("_observe_le") ? field.id + ".jour" : field.id;
  return view.path(fmt::format("sections/{}?retour=verifier#{}", field.section, input));
}

const forms::Field* field_of(const forms::Form& form, const base::FieldError& error) {
  for (const forms::Field& field : form.fields) {
    const std::string own = base::pointer("/answers", field.id);
    if (error.pointer == own || error.pointer.starts_with(own + "/")) return &field;
  }
  return nullptr;
}

/// What is still needed to sign, each with the way there; answers that the form does not ask.
void show_obstacles(Dict& body, const Context& context, const DraftView& view, const std::vector<base::FieldError>& mistakes) {
  std::optional<Dict> missing, foreign;
  for (const base::FieldError& error : mistakes) {
    if (is_foreign(error)) {
      if (!foreign) foreign = body.add("FOREIGN").set("ACTION", view.path("verifier"));
      const forms::Field* field = context.desk.forms.find_field(error.pointer.substr(std::string_view("/answers/").size()));
      foreign->add("ITEM").set("LABEL", tied(field ? field->label : error.pointer));
      continue;
    }
    const forms::Field* field = field_of(*view.form, error);
    if (!missing) missing = body.add("MISSING");
    missing->add("ITEM").set("TEXT", tied(error.detail)).set("PATH", field ? section_path(view, *field) : view.path());
  }
}

void show_rows(Dict& body, const Context& context, const access::Actor& actor, const DraftView& view, const std::vector<base::FieldError>& mistakes) {
  const auto origin = origin_of(context, actor, view);
  AnswerRows rows;
  rows.zone = view.moment.zone;
  rows.change = [&](const forms::Field& field) { return section_path(view, field); };
  rows.note = [&](const forms::Field& field) { return age_note(view, origin, field); };
  rows.wrong = [&](const forms::Field& field) {
    for (const base::FieldError& error : mistakes)
      if (!is_needed(error) && field_of(*view.form, error) == &field) return error.detail;
    return std::string();
  };
  boost::json::object answers = view.answers();
  answers.erase(undertaking);  // asked below, beside the signature
  show_answers(body, "ANSWERS", *view.form, answers, rows);
}

/// Why the form was not signed; what is told on its row is not said twice.
http::Response show_check(const Context& context, const http::Request& request, const access::Actor& actor, const DraftView& view,
                          const std::vector<ShownError>& errors, int status) {
  Page page(request, actor, "Relire et signer", "brouillon_verifier.html");
  Dict& body = page.body();
  const auto mistakes = mistakes_of(view);
  body.set("FORM", tied(view.form->title)).set("ACTION", view.path("verifier")).set("VERSION", view.draft.version);
  body.show_if(request.query_value("aussi").has_value(), "BESIDE").show_if(view.corrects(), "CORRECTS");
  if (!view.corrects()) {
    const MinorChoice choice = minor_choice_of(context, actor, view);
    Dict who = body.add("WHO");
    who.set("MINOR", choice.minor_text).set("PATH", view.path("mineur"));
    if (view.declares() && choice.minor) who.set_part("ABSENCE", choice.absence_text);
  }
  show_rows(body, context, actor, view, mistakes);
  show_obstacles(body, context, view, mistakes);
  show_proposal(body, "PROPOSAL", context, actor, view);
  if (const forms::Field* field = view.form->find(undertaking)) draw_fields(body, {field}, {view.answers(), {}, {}}, view.moment);
  body.show_if(view.declares(), "DECLARES").show_if(!view.declares(), "OTHER");
  return page.errors(errors).back(view.path(), "Les étapes").answer(status);
}

/// Takes away the answers that the form does not ask, because a person said so.
http::Response drop_foreign(const Context& context, const http::Request& request, const access::Actor& actor, const DraftView& view, const Body& body) {
  boost::json::object gone;
  for (const base::FieldError& error : mistakes_of(view))
    if (is_foreign(error)) gone[error.pointer.substr(std::string_view("/answers/").size())] = nullptr;
  return save_and_go(context, request, actor, view.draft, {{"answers", std::move(gone)}}, version_in(body), view.path("verifier"));
}

/// A refusal of signing, as errors of this page; each leads to the answer to mend.
std::vector<ShownError> errors_of(const DraftView& view, const base::Error& refusal) {
  std::vector<ShownError> errors;
  for (const base::FieldError& error : refusal.fields) {
    const forms::Field* field = field_of(*view.form, error);
    errors.push_back({error.detail, field && base::find(view.answers(), field->id) ? "r-" + field->id : "a-completer"});
  }
  if (errors.empty()) errors.push_back({refusal.text, ""});
  return errors;
}

}  // namespace

http::Response get_draft_check(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_draft(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  if (view->draft.declaration) return see_other(view->path("signee"));
  return show_check(context, request, actor, *view, {}, 200);
}

http::Response post_draft_check(const Context& context, const http::Request& request, const access::Actor& actor) {
  auto view = open_draft(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  if (view->draft.declaration) return see_other(view->path("signee"));
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  if (body->has("_retirer")) return drop_foreign(context, request, actor, *view, *body);
  std::int64_t seen = version_in(*body);
  const forms::Field* field = view->form->find(undertaking);
  if (field && body->has(field->id) && seen == view->draft.version) {  // said with the signature: saved first, then signed
    const Filled filled = read_fields({field}, *body, view->moment);
    const auto changes = changes_in({field}, view->answers(), filled.answers);
    if (!changes.empty()) {
      const auto saved = casework::save_draft(context.desk, actor, view->draft.id, {{"answers", changes}}, {true, seen});
      if (!saved && saved.error().kind != base::Kind::stale) return refuse(context, request, saved.error());
      if (saved) seen = saved->draft.version;  // else the signature says that the draft has changed
    }
  }
  const auto receipt = casework::sign_draft(context.desk, actor, view->draft.id, {true, seen});
  if (receipt) return see_other(view->path("signee"));
  view = open_draft(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  const base::Kind kind = receipt.error().kind;
  if (kind == base::Kind::stale) {
    std::vector<ShownError> errors{{"Ce brouillon a changé depuis que vous l’avez relu\u00a0: rien n’est signé. Relisez ce qui a changé, puis signez.", ""}};
    for (const ShownError& one : errors_of(*view, receipt.error())) errors.push_back(one);
    return show_check(context, request, actor, *view, errors, 412);
  }
  if (kind != base::Kind::invalid && kind != base::Kind::conflict) return refuse(context, request, receipt.error());
  return show_check(context, request, actor, *view, errors_of(*view, receipt.error()), http::status_of(kind));
}

}  // namespace vigie::pages
