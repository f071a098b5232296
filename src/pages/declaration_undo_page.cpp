#include "base/text.hpp"
#include "casework/draft.hpp"
#include "casework/retract.hpp"
#include "pages/carry_over.hpp"
#include "pages/declaration_view.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/own_fields.hpp"

namespace vigie::pages {

namespace {

http::Response show_undo(const http::Request& request, const access::Actor& actor, const SignedView& view, bool restores, const std::string& reason,
                         const std::string& wrong, int status) {
  Page page(request, actor, restores ? "Rétablir une déclaration" : "Retirer une déclaration", "declaration_retirer.html");
  Dict& body = page.body();
  show_signed(body, view);
  body.set("FORM", view.form->title).set("ACTION", view.path(restores ? "retablir" : "retirer")).set("TYPED", reason).set_part("WRONG", tied(wrong));
  body.show(restores ? "RESTORES" : "WITHDRAWS");
  if (!wrong.empty()) page.errors({{wrong, "motif"}});
  return page.back(view.path(), "La déclaration").answer(status);
}

http::Response get_undo(const Context& context, const http::Request& request, const access::Actor& actor, bool restores) {
  const auto view = open_signed(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  if (restores ? !view->may_restore() : !view->may_take_back()) return see_other(view->path());
  return show_undo(request, actor, *view, restores, "", "", 200);
}

http::Response post_undo(const Context& context, const http::Request& request, const access::Actor& actor, bool restores) {
  const auto view = open_signed(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const std::string reason = body->text("motif");
  if (base::length_of(reason) > longest_reason)
    return show_undo(request, actor, *view, restores, reason, "Le motif ne dépasse pas 2 000 caractères.", 422);
  const auto undone = restores ? casework::restore_declaration(context.desk, actor, view->declaration.id, reason)
                               : casework::withdraw_declaration(context.desk, actor, view->declaration.id, reason);
  if (undone) return see_other(view->path() + (restores ? "?retablie=1" : "?retiree=1"));
  if (undone.error().kind == base::Kind::invalid) return show_undo(request, actor, *view, restores, reason, undone.error().text, 422);
  return refuse(context, request, undone.error());
}

}  // namespace

http::Response get_declaration_withdraw(const Context& context, const http::Request& request, const access::Actor& actor) {
  return get_undo(context, request, actor, false);
}
http::Response post_declaration_withdraw(const Context& context, const http::Request& request, const access::Actor& actor) {
  return post_undo(context, request, actor, false);
}
http::Response get_declaration_restore(const Context& context, const http::Request& request, const access::Actor& actor) {
  return get_undo(context, request, actor, true);
}
http::Response post_declaration_restore(const Context& context, const http::Request& request, const access::Actor& actor) {
  return post_undo(context, request, actor, true);
}

/// A correction is a draft that begins with what was signed.
http::Response post_declaration_correct(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_signed(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  if (!view->may_take_back())
    return refuse(context, request, {base::Kind::conflict, "correction_impossible", "Cette déclaration a déjà été corrigée ou retirée, ou n’est pas de votre organisation."});
  const forms::Form& form = context.desk.forms.get(view->declaration.form);
  const casework::DraftPatch patch{{"form", form.id}, {"answers", same_answers(form, view->declaration)}, {"amends", view->declaration.id.text()}};
  const auto draft = casework::begin_draft(context.desk, actor, patch, repetition_of(*body, request, context.desk.store.vault()));
  if (!draft) return refuse(context, request, draft.error());
  return see_other("/declarations/brouillons/" + draft->draft.id.text());
}

}  // namespace vigie::pages
