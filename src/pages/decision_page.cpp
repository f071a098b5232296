#include "casework/decide.hpp"
#include "pages/absence_view.hpp"
#include "pages/decisions_view.hpp"
#include "pages/handlers.hpp"
#include "pages/own_fields.hpp"

namespace vigie::pages {

namespace {

using Type = forms::FieldType;

constexpr std::size_t longest_decision = 20'000;  // as the API

const std::vector<forms::Field>& decision_questions() {
  static const std::vector<forms::Field> all = {
      own_field(Type::choice, "qualification", "Qualification"), own_field(Type::choice, "level", "Attention à l’exploitation"),
      own_field(Type::narrative, "reason", "Motif", "Nécessaire si vous décidez moins que la proposition. Il reste dans le dossier, à votre nom.")};
  return all;
}

/// What the page decides about: the absence and its latest assessment, with what it rests on.
struct Matter {
  AbsenceView absence;
  casework::EpisodeView brief;
  std::optional<casework::AssessmentView> assessment;
  std::vector<casework::VoiceView> voices;
  Quotes quotes;
  base::Instant now;
};

base::Result<Matter> open_matter(const Context& context, const http::Request& request, const access::Actor& actor) {
  auto absence = open_absence(context, actor, request.param("id"), "decision");
  if (!absence) return absence.error();
  Matter matter{std::move(*absence), {}, {}, {}, {}, {}};
  const store::EpisodeRecord& record = matter.absence.record;
  context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    matter.now = reading.now;
    matter.brief = casework::brief(reading, record);
    matter.assessment = casework::assessment_of(context.desk, reading, record, record.assessment);
    matter.voices = casework::show_voices(reading, record.minor);
    std::vector<casework::EpisodeView> line;
    for (store::EpisodeRecord& one : store::list_of_minor(reading, store::family_of(reading, record.minor)))
      line.push_back(casework::brief(reading, std::move(one)));
    matter.quotes = quotes_of(context, matter.voices, line, record.episode.zone);
    return true;
  });
  return matter;
}

void show_options(Dict& form, const Filled& filled) {
  const std::string qualification = text_of(filled, "qualification"), level = text_of(filled, "level");
  const auto option = [&](std::string_view part, std::string_view id, std::string_view code, std::string_view label, bool chosen) {
    form.add(part).set("ID", id).set("CODE", code).set("LABEL", label).show_if(chosen, "CHOSEN");
  };
  for (const auto one : {triage::Qualification::classique, triage::Qualification::inquietante}) {
    const std::string_view code = triage::to_text(one);
    option("QUALIFICATION_OPTION", one == triage::Qualification::classique ? "qualification" : "qualification-inquietante", code,
           show_qualification(one).label, qualification == code);
  }
  for (const auto one : {triage::Level::aucun, triage::Level::vigilance, triage::Level::eleve, triage::Level::critique}) {
    const std::string_view code = triage::to_text(one);
    option("LEVEL_OPTION", one == triage::Level::aucun ? std::string("level") : fmt::format("level-{}", code), code, show_decided_level(one).label, level == code);
  }
}

void show_wrong(Dict& form, std::string_view part, const Filled& filled, std::string_view pointer) {
  for (const base::FieldError& error : filled.errors)
    if (error.pointer == pointer) {
      form.set_part(part, tied(error.detail));
      return;
    }
}

http::Response show_form(const Context& context, const http::Request& request, const access::Actor& actor, const Matter& matter,
                         const Filled& filled, int status, bool overtaken = false) {
  Page page(request, actor, "Décider", "decision.html");
  Dict& body = page.body();
  show_child(body, "CHILD", matter.absence, matter.now);
  show_cautions(body, "CAUTIONS", context, matter.voices, matter.quotes.zone);
  show_to_read_again(body, "AGAIN", {}, matter.brief, matter.assessment);
  if (!matter.assessment) body.show("NO_ASSESSMENT");
  else {
    show_assessment(body, "ASSESSMENT", context, *matter.assessment, matter.quotes);
    Dict form = body.add("FORM");
    form.set("ACTION", request.path).set("SEEN", matter.assessment->id ? matter.assessment->id->text() : "");
    form.show_if(overtaken, "OVERTAKEN");
    show_options(form, filled);
    show_wrong(form, "QUALIFICATION_WRONG", filled, "/answers/qualification");
    show_wrong(form, "LEVEL_WRONG", filled, "/answers/level");
    Dict reason = form.add("REASON");
    draw_fields(reason, {&decision_questions()[2]}, filled, {matter.now, matter.quotes.zone});
  }
  page.once().back("/absences/" + matter.absence.record.episode.id.text(), "L’absence");
  std::vector<ShownError> errors;
  if (overtaken) {
    ShownError& newer = errors.emplace_back();
    newer.text = "Une évaluation plus récente existe : relisez-la, puis décidez.";
    newer.at = "evaluation";
  }
  for (ShownError& error : shown_errors(fields_among(decision_questions()), filled)) errors.push_back(std::move(error));
  return page.errors(errors).answer(status);
}

void check_choices(Filled& filled) {
  const auto qualification = triage::parse_qualification(text_of(filled, "qualification"));
  if (!qualification || *qualification == triage::Qualification::a_examiner)
    filled.errors.push_back({"/answers/qualification", "champ_requis", "Choisissez la qualification : classique ou inquiétante."});
  if (!triage::parse_level(text_of(filled, "level")))
    filled.errors.push_back({"/answers/level", "champ_requis", "Choisissez l’attention à l’exploitation."});
  check_text(filled, decision_questions()[2], longest_decision);
}

}  // namespace

http::Response get_decision(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto matter = open_matter(context, request, actor);
  if (!matter) return refuse(context, request, matter.error());
  return show_form(context, request, actor, *matter, {}, 200);
}

http::Response post_decision(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto matter = open_matter(context, request, actor);
  if (!matter) return refuse(context, request, matter.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  Filled filled = read_fields(fields_among(decision_questions()), *body, {matter->now, matter->quotes.zone});
  check_choices(filled);
  const auto seen = base::AssessmentId::parse(body->text("_evaluation"));
  if (!filled.errors.empty()) return show_form(context, request, actor, *matter, filled, 422);
  if (!seen) return show_form(context, request, actor, *matter, filled, 409, true);
  const base::EpisodeId episode = matter->absence.record.episode.id;
  const casework::Deciding deciding{*seen, *triage::parse_qualification(text_of(filled, "qualification")),
                                    *triage::parse_level(text_of(filled, "level")), text_of(filled, "reason")};
  const auto done = casework::decide(context.desk, actor, episode, deciding, std::nullopt, repetition_of(*body, request, context.desk.store.vault()));
  if (done) return see_other(fmt::format("/absences/{}?decision=1", episode.text()));
  if (done.error().code == "evaluation_depassee") {
    const auto fresh = open_matter(context, request, actor);  // as it is now
    if (!fresh) return refuse(context, request, fresh.error());
    return show_form(context, request, actor, *fresh, filled, 409, true);
  }
  if (done.error().kind != base::Kind::invalid) return refuse(context, request, done.error());
  add_refusal(filled, done.error());
  return show_form(context, request, actor, *matter, filled, 422);
}

}  // namespace vigie::pages
