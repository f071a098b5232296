#include "casework/retract.hpp"
#include "casework/show_voices.hpp"
#include "pages/absence_view.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/own_fields.hpp"
#include "pages/voices_view.hpp"

namespace vigie::pages {

namespace {

/// An act that takes something back or counts it again, with a reason: what its page says.
struct Taking {
  std::string_view title, about, button, done;
  bool warns = true;
};
constexpr Taking reopening{"Rouvrir l’absence", "Le retour a été enregistré par erreur : toutes les voix qui le disent sont retirées, l’absence reprend et les alertes reviennent. Rien n’est effacé.",
                           "Rouvrir l’absence", "rouverte"};
constexpr Taking withdrawal{"Retirer une déclaration", "Elle reste lisible, avec qui l’a retirée et pourquoi, et ne compte plus. Ce qu’elle corrigeait compte de nouveau.",
                            "Retirer la déclaration", "retiree"};
constexpr Taking restoring{"Rétablir une déclaration", "Elle compte de nouveau : les faits et l’évaluation sont recalculés.", "Rétablir la déclaration", "retablie", false};

const forms::Field& taking_back_question() {
  static const forms::Field one = own_field(forms::FieldType::narrative, "reason", "Motif", "Qui et pourquoi : il reste dans le dossier, à votre nom.");
  return one;
}

http::Response show_form(const Context& context, const http::Request& request, const access::Actor& actor, const AbsenceView& absence,
                         const Taking& taking, const std::string& what, const Filled& filled, int status) {
  const Moment moment{context.desk.store.clock().now(), absence.record.episode.zone};
  Page page(request, actor, taking.title, "motif.html");
  Dict& body = page.body();
  show_child(body, "CHILD", absence, moment.now);
  body.set("ACTION", request.path).set("ABOUT", tied(taking.about)).set("BUTTON", taking.button).set_part("WHAT", what);
  body.show_if(taking.warns, "WARNS");
  draw_fields(body, {&taking_back_question()}, filled, moment);
  page.back("/absences/" + absence.record.episode.id.text(), "L’absence");
  return page.errors(shown_errors({&taking_back_question()}, filled)).answer(status);
}

/// The declaration in the path, when it is one of this absence that the actor may read.
std::optional<casework::VoiceView> find_voice(const Context& context, const http::Request& request, const access::Actor& actor, const AbsenceView& absence) {
  const auto voices = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return casework::show_voices(reading, absence.record.minor);
  });
  for (const casework::VoiceView& one : voices)
    if (one.declaration.id.text() == request.param("declaration") && one.declaration.episode == absence.record.episode.id) return one;
  return std::nullopt;
}

std::string words_of_voice(const Context& context, const casework::VoiceView& voice, std::string_view zone) {
  const std::vector<casework::VoiceView> only{voice};
  return quotes_of(context, only, {}, zone).declarations.begin()->second;
}

/// What the page is about: the absence, and for a declaration the words that name it.
struct Subject {
  AbsenceView absence;
  Taking taking = reopening;
  std::string what = {};
  std::optional<base::DeclarationId> declaration = {};
};

base::Result<Subject> open_subject(const Context& context, const http::Request& request, const access::Actor& actor, bool of_declaration) {
  auto absence = open_absence(context, actor, request.param("id"), of_declaration ? "retrait" : "reouverture");
  if (!absence) return absence.error();
  Subject subject{std::move(*absence)};
  if (!of_declaration) return subject;
  const auto voice = find_voice(context, request, actor, subject.absence);
  if (!voice) return casework::unknown_to_you("Déclaration");
  subject.taking = voice->declaration.withdrawn_at ? restoring : withdrawal;
  subject.what = words_of_voice(context, *voice, subject.absence.record.episode.zone);
  subject.declaration = voice->declaration.id;
  return subject;
}

http::Response get(const Context& context, const http::Request& request, const access::Actor& actor, bool of_declaration) {
  const auto subject = open_subject(context, request, actor, of_declaration);
  if (!subject) return refuse(context, request, subject.error());
  return show_form(context, request, actor, subject->absence, subject->taking, subject->what, {}, 200);
}

base::Result<casework::Undone> take(const Context& context, const access::Actor& actor, const Subject& subject, const std::string& reason) {
  if (!subject.declaration) return casework::reopen_episode(context.desk, actor, subject.absence.record.episode.id, reason, std::nullopt);
  const bool back = subject.taking.done == restoring.done;
  return back ? casework::restore_declaration(context.desk, actor, *subject.declaration, reason)
              : casework::withdraw_declaration(context.desk, actor, *subject.declaration, reason);
}

http::Response post(const Context& context, const http::Request& request, const access::Actor& actor, bool of_declaration) {
  const auto subject = open_subject(context, request, actor, of_declaration);
  if (!subject) return refuse(context, request, subject.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  Filled filled = read_fields({&taking_back_question()}, *body, {context.desk.store.clock().now(), subject->absence.record.episode.zone});
  check_text(filled, taking_back_question(), longest_reason, "Indiquez le motif.");
  if (!filled.errors.empty()) return show_form(context, request, actor, subject->absence, subject->taking, subject->what, filled, 422);
  const auto done = take(context, actor, *subject, text_of(filled, "reason"));
  if (done) return see_other(fmt::format("/absences/{}?{}=1", subject->absence.record.episode.id.text(), subject->taking.done));
  if (done.error().kind != base::Kind::invalid) return refuse(context, request, done.error());
  add_refusal(filled, done.error());
  return show_form(context, request, actor, subject->absence, subject->taking, subject->what, filled, 422);
}

}  // namespace

http::Response get_reopening(const Context& context, const http::Request& request, const access::Actor& actor) { return get(context, request, actor, false); }
http::Response post_reopening(const Context& context, const http::Request& request, const access::Actor& actor) { return post(context, request, actor, false); }
http::Response get_taking_back(const Context& context, const http::Request& request, const access::Actor& actor) { return get(context, request, actor, true); }
http::Response post_taking_back(const Context& context, const http::Request& request, const access::Actor& actor) { return post(context, request, actor, true); }

}  // namespace vigie::pages
