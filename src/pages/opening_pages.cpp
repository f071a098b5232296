// « Demander la transmission » and « Accès d’urgence » of an absence: two forms of one shape.
#include "casework/ask_transmission.hpp"
#include "casework/open_urgently.hpp"
#include "pages/absence_view.hpp"
#include "pages/handlers.hpp"
#include "pages/own_fields.hpp"
#include "pages/transmission_fields.hpp"

namespace vigie::pages {

namespace {

/// What one of the two pages asks and says.
struct OpeningForm {
  std::string_view title, about, button, done;
  bool warns;
  const std::vector<forms::Field>& questions;
};

const std::vector<forms::Field>& request_questions() {
  static const std::vector<forms::Field> all = {
      choice_field("purpose", "À quoi serviront ces éléments", casework::purposes()),
      own_field(forms::FieldType::narrative, "reason", "Pourquoi vous les demandez", "Lu par les services qui les détiennent.")};
  return all;
}
const std::vector<forms::Field>& urgent_questions() {
  static const std::vector<forms::Field> all = {
      own_field(forms::FieldType::narrative, "motive", "Le danger immédiat", "Lu par les services qui détiennent ces éléments ; il reste avec l’absence.")};
  return all;
}

const OpeningForm request_form{
    "Demander la transmission",
    "D’autres services détiennent des éléments de cette absence. Chacun reçoit une tâche ; une personne y décide de transmettre, et de quoi.",
    "Demander", "demandee", false, request_questions()};
const OpeningForm urgent_form{
    "Accès d’urgence",
    "En cas de danger immédiat pour le mineur, tout ce que les autres services ont déclaré s’ouvre à votre compte pendant quatre heures. L’accès "
    "et son motif sont enregistrés, et chaque service est prévenu.",
    "Ouvrir maintenant", "urgence", true, urgent_questions()};

http::Response show_opening(const Context& context, const http::Request& request, const access::Actor& actor, const AbsenceView& absence,
                            const OpeningForm& form, const Filled& filled, int status) {
  const Moment moment{context.desk.store.clock().now(), absence.record.episode.zone};
  Page page(request, actor, form.title, "motif.html");
  Dict& body = page.body();
  show_child(body, "CHILD", absence, moment.now);
  body.set("ACTION", request.path).set("ABOUT", tied(form.about)).set("BUTTON", form.button).show_if(form.warns, "WARNS");
  draw_fields(body, fields_among(form.questions), filled, moment);
  page.back("/absences/" + absence.record.episode.id.text(), "L’absence");
  return page.errors(shown_errors(fields_among(form.questions), filled)).answer(status);
}

http::Response get_opening(const Context& context, const http::Request& request, const access::Actor& actor, const OpeningForm& form) {
  const auto absence = open_absence(context, actor, request.param("id"), "transmission");
  if (!absence) return refuse(context, request, absence.error());
  return show_opening(context, request, actor, *absence, form, {}, 200);
}

template <class Act>
http::Response post_opening(const Context& context, const http::Request& request, const access::Actor& actor, const OpeningForm& form, const Act& act) {
  const auto absence = open_absence(context, actor, request.param("id"), "transmission");
  if (!absence) return refuse(context, request, absence.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  Filled filled = read_fields(fields_among(form.questions), *body, {context.desk.store.clock().now(), absence->record.episode.zone});
  check_text(filled, form.questions.back(), longest_reason);
  if (filled.errors.empty()) {
    const auto done = act(absence->record.episode.id, filled);
    if (done) return see_other(fmt::format("/absences/{}?{}=1", absence->record.episode.id.text(), form.done));
    if (done.error().kind == base::Kind::not_found) return refuse(context, request, done.error());
    add_refusal(filled, done.error());
  }
  return show_opening(context, request, actor, *absence, form, filled, 422);
}

}  // namespace

http::Response get_transmission_request(const Context& context, const http::Request& request, const access::Actor& actor) {
  return get_opening(context, request, actor, request_form);
}
http::Response post_transmission_request(const Context& context, const http::Request& request, const access::Actor& actor) {
  return post_opening(context, request, actor, request_form, [&](base::EpisodeId id, const Filled& filled) {
    return casework::ask_transmission(context.desk, actor, id, text_of(filled, "purpose"), text_of(filled, "reason"));
  });
}
http::Response get_emergency(const Context& context, const http::Request& request, const access::Actor& actor) {
  return get_opening(context, request, actor, urgent_form);
}
http::Response post_emergency(const Context& context, const http::Request& request, const access::Actor& actor) {
  return post_opening(context, request, actor, urgent_form, [&](base::EpisodeId id, const Filled& filled) {
    return casework::open_urgently(context.desk, actor, id, text_of(filled, "motive"));
  });
}

}  // namespace vigie::pages
