#include "casework/transmit.hpp"
#include "pages/declaration_view.hpp"
#include "pages/french.hpp"
#include "pages/opening_handlers.hpp"
#include "pages/transmission_fields.hpp"

namespace vigie::pages {

namespace {

using Type = forms::FieldType;

/// The questions, with the answered fields of the declaration to choose from.
std::vector<forms::Field> transmission_questions(const SignedView& view) {
  std::vector<forms::Field> all = {
      own_field(Type::text, "recipient", "À quelle organisation", "Son nom exact, comme il figure sur ses déclarations."),
      choice_field("purpose", "Pour quoi faire", casework::purposes()),
      choice_field("basis", "Sur quel fondement", casework::bases()),
      own_field(Type::text, "reference", "Référence de la réquisition", "Numéro et autorité. Demandée pour une réquisition judiciaire."),
      own_field(Type::choices, "fields", "Réponses à transmettre", "Aucune cochée : toute la déclaration."),
      choice_field("parents_informed", "Les parents en sont informés", casework::informings()),
      choice_field("child_informed", "Le mineur en est informé", casework::informings()),
      own_field(Type::narrative, "note", "Note", "Lue par l’organisation destinataire.")};
  for (const forms::Field& field : view.form->fields)
    if (view.declaration.answers.contains(field.id)) all[4].choices.push_back({field.id, field.label});
  return all;
}

casework::Transmitting transmitting_in(const Filled& filled) {
  casework::Transmitting told;
  told.recipient = text_of(filled, "recipient");
  told.purpose = text_of(filled, "purpose");
  told.basis = text_of(filled, "basis");
  told.reference = text_of(filled, "reference");
  told.parents_informed = text_of(filled, "parents_informed");
  told.child_informed = text_of(filled, "child_informed");
  told.note = text_of(filled, "note");
  if (const auto* fields = base::find(filled.answers, "fields"); fields && fields->is_array())
    for (const auto& one : fields->get_array()) told.fields.emplace(one.as_string());
  return told;
}

http::Response show_form(const Context& context, const http::Request& request, const access::Actor& actor, const SignedView& view,
                         const std::vector<forms::Field>& questions, const Filled& filled, int status) {
  Page page(request, actor, "Transmettre une déclaration", "transmettre.html");
  Dict& body = page.body();
  body.set("ACTION", request.path).set("FORM", tied(view.form->title)).set("SIGNED_AT", show_instant_long(view.declaration.signed_at, view.zone));
  if (!view.minor.empty()) body.add("MINOR").set("NAME", view.minor).set("REFERENCE", view.minor_reference);
  draw_fields(body, fields_among(questions), filled, {context.desk.store.clock().now(), view.zone});
  page.once().back(view.path(), "La déclaration");
  return page.errors(shown_errors(fields_among(questions), filled)).answer(status);
}

/// A declaration of the actor's own organisation; another's is not theirs to transmit.
base::Result<SignedView> open_own(const Context& context, const http::Request& request, const access::Actor& actor) {
  auto view = open_signed(context, actor, request.param("id"));
  if (view && !view->own) return casework::unknown_to_you("Déclaration");
  return view;
}

}  // namespace

http::Response get_transmission(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_own(context, request, actor);
  if (!view) return refuse(context, request, view.error());
  return show_form(context, request, actor, *view, transmission_questions(*view), {}, 200);
}

http::Response post_transmission(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_own(context, request, actor);
  if (!view) return refuse(context, request, view.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const auto questions = transmission_questions(*view);
  Filled filled = read_fields(fields_among(questions), *body, {context.desk.store.clock().now(), view->zone});
  check_text(filled, questions[0], 200, "Indiquez l’organisation destinataire.");
  check_text(filled, questions[3], 200);
  check_text(filled, questions[7], longest_reason);
  if (filled.errors.empty()) {
    const auto made = casework::transmit(context.desk, actor, view->declaration.id, transmitting_in(filled),
                                         repetition_of(*body, request, context.desk.store.vault()));
    if (made) return see_other(view->path() + "?transmise=1");
    if (made.error().kind == base::Kind::not_found) return refuse(context, request, made.error());
    add_refusal(filled, made.error());
  }
  return show_form(context, request, actor, *view, questions, filled, 422);
}

http::Response get_transmissions(const Context& context, const http::Request& request, const access::Actor& actor) {
  constexpr int most = 200;
  Page page(request, actor, "Transmissions reçues", "transmissions.html");
  const auto received = casework::list_received(context.desk, actor, std::numeric_limits<std::int64_t>::max(), most);
  if (received.empty()) page.body().show("NONE");
  for (const casework::TransmissionView& one : received) {
    const forms::Form* form = context.desk.forms.find(one.told.form);
    Dict row = page.body().add("ROW");
    row.set("PATH", "/declarations/" + one.told.declaration.text()).set("FORM", tied(form ? form->title : one.told.form));
    row.set("FROM", one.from).set("AT", show_instant(one.told.at)).set_part("NOTE", one.told.note);
    for (const casework::Choice& purpose : casework::purposes())
      if (purpose.code == one.told.purpose) row.set("PURPOSE", purpose.label);
  }
  return page.answer();
}

}  // namespace vigie::pages
