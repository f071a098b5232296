// « Demander la transmission », « Accès d’urgence », « Début d’accueil », « Fin d’accueil » and the address of a found child: forms of one shape.
#include "casework/ask_transmission.hpp"
#include "casework/disclose_address.hpp"
#include "casework/bound_placement.hpp"
#include "casework/open_urgently.hpp"
#include "pages/absence_view.hpp"
#include "pages/french.hpp"
#include "pages/opening_handlers.hpp"
#include "pages/own_fields.hpp"
#include "pages/transmission_fields.hpp"

namespace vigie::pages {

namespace {

/// What one of the pages asks and says.
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

const std::vector<forms::Field>& address_questions() {
  static const std::vector<forms::Field> all = {
      own_field(forms::FieldType::text, "to", "Le représentant légal qui la demande", "Nom et qualité. Gardés avec la date et votre nom.")};
  return all;
}
const std::vector<forms::Field>& no_questions() {
  static const std::vector<forms::Field> none;
  return none;
}

const OpeningForm request_form{
    "Demander la transmission",
    "D’autres services détiennent des éléments de cette absence. Chacun reçoit une tâche ; une personne y décide de transmettre, et de quoi.",
    "Demander", "demandee", false, request_questions()};
const OpeningForm urgent_form{
    "Accès d’urgence",
    "En cas de danger immédiat pour le mineur, ce que les autres services ont déclaré de sa santé, ce que détient un autre département, et à la "
    "police l’identité de qui appelle le 116 000, s’ouvre à votre compte pendant quatre heures. L’accès et son motif sont enregistrés, et chaque service est prévenu.",
    "Ouvrir maintenant", "urgence", true, urgent_questions()};

const OpeningForm address_form{
    "Donner l’adresse au représentant légal",
    "L’adresse d’un mineur retrouvé n’est donnée à son représentant légal qu’avec l’autorisation du juge des enfants (loi n° 95-73 du 21 janvier "
    "1995, art. 26), enregistrée dans le retour. Ce que vous donnez reste au journal.",
    "Voir l’adresse à donner", "", false, address_questions()};
const OpeningForm ending_form{
    "Fin d’accueil",
    "Votre établissement n’accueille plus ce jeune. Il garde les déclarations qu’il a signées et ne voit plus le reste : le dossier, les absences, "
    "les alertes. Une nouvelle déclaration de votre part rouvre le dossier.",
    "Enregistrer la fin d’accueil", "", true, no_questions()};

const std::vector<forms::Field>& starting_questions() {
  static const std::vector<forms::Field> all = {
      own_field(forms::FieldType::date, "since", "Accueilli depuis le", "Le jour de son arrivée dans l’établissement.")};
  return all;
}
const OpeningForm starting_form{
    "Début d’accueil",
    "De ce que d’autres services ont dit avant ce jour, votre établissement ne lit plus rien : ni l’identité qu’ils ont donnée, ni les absences "
    "dont plus rien n’a été dit depuis. Il garde les déclarations qu’il a signées. Une nouvelle date remplace la précédente.",
    "Enregistrer le début d’accueil", "", false, starting_questions()};

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

/// Back to the absence, with a word.
constexpr auto to_absence = [](const AbsenceView& absence, const OpeningForm& form, const auto&) {
  return see_other(fmt::format("/absences/{}?{}=1", absence.record.episode.id.text(), form.done));
};

template <class Act, class Then>
http::Response post_opening(const Context& context, const http::Request& request, const access::Actor& actor, const OpeningForm& form, const Act& act,
                            const Then& then) {
  const auto absence = open_absence(context, actor, request.param("id"), "transmission");
  if (!absence) return refuse(context, request, absence.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  Filled filled = read_fields(fields_among(form.questions), *body, {context.desk.store.clock().now(), absence->record.episode.zone});
  if (!form.questions.empty()) check_text(filled, form.questions.back(), longest_reason);
  if (filled.errors.empty()) {
    const auto done = act(*absence, filled);
    if (done) return then(*absence, form, *done);
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
  return post_opening(context, request, actor, request_form, [&](const AbsenceView& absence, const Filled& filled) {
    return casework::ask_transmission(context.desk, actor, absence.record.episode.id, text_of(filled, "purpose"), text_of(filled, "reason"));
  }, to_absence);
}
http::Response get_emergency(const Context& context, const http::Request& request, const access::Actor& actor) {
  return get_opening(context, request, actor, urgent_form);
}
http::Response post_emergency(const Context& context, const http::Request& request, const access::Actor& actor) {
  return post_opening(context, request, actor, urgent_form, [&](const AbsenceView& absence, const Filled& filled) {
    return casework::open_urgently(context.desk, actor, absence.record.episode.id, text_of(filled, "motive"));
  }, to_absence);
}

http::Response get_address(const Context& context, const http::Request& request, const access::Actor& actor) {
  return get_opening(context, request, actor, address_form);
}
http::Response post_address(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto act = [&](const AbsenceView& absence, const Filled& filled) {
    return casework::disclose_address(context.desk, actor, absence.record.episode.id, text_of(filled, "to"));
  };
  return post_opening(context, request, actor, address_form, act, [&](const AbsenceView& absence, const OpeningForm&, const casework::DisclosedAddress& told) {
    Page page(request, actor, address_form.title, "adresse_donnee.html");
    show_child(page.body(), "CHILD", absence, context.desk.store.clock().now());
    page.body().set("ADDRESS", told.address).set("AT", show_instant(told.authorised_at, absence.record.episode.zone));
    return page.back("/absences/" + absence.record.episode.id.text(), "L’absence").answer();
  });
}

http::Response get_placement_end(const Context& context, const http::Request& request, const access::Actor& actor) {
  return get_opening(context, request, actor, ending_form);
}
http::Response post_placement_end(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto act = [&](const AbsenceView& absence, const Filled&) { return casework::end_placement(context.desk, actor, absence.record.minor, ""); };
  return post_opening(context, request, actor, ending_form, act,
                      [](const AbsenceView&, const OpeningForm&, const base::Done&) { return see_other("/absences?fin_accueil=1"); });
}

http::Response get_placement_start(const Context& context, const http::Request& request, const access::Actor& actor) {
  return get_opening(context, request, actor, starting_form);
}
http::Response post_placement_start(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto act = [&](const AbsenceView& absence, const Filled& filled) -> base::Status {
    const auto day = base::parse_date(text_of(filled, "since"));
    if (!day) return base::field_error("/since", "date_requise", "Indiquez le jour de l’arrivée.");
    return casework::start_placement(context.desk, actor, absence.record.minor, "", base::read_local({*day, 0, 0, 0}, base::paris).first);
  };
  return post_opening(context, request, actor, starting_form, act, [](const AbsenceView& absence, const OpeningForm&, const base::Done&) {
    return see_other(fmt::format("/mineurs/{}?accueil=1", absence.record.minor.text()));
  });
}

}  // namespace vigie::pages
