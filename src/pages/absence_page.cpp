#include "casework/open_file.hpp"
#include "pages/absence_sheet.hpp"
#include "pages/absence_view.hpp"
#include "pages/decisions_view.hpp"
#include "pages/handlers.hpp"

namespace vigie::pages {

namespace {

using base::Instant;

/// All that the page shows of one absence.
struct Sheet {
  casework::EpisodeView view;
  AbsenceView absence;
  std::vector<casework::VoiceView> voices;  // of the whole file
  std::set<std::size_t> own;                // those of this absence
  std::vector<NamedDecision> decisions;
  std::vector<casework::AlertView> alerts;
  Quotes quotes;
  Instant now;
};

base::Result<Sheet> open_sheet(const Context& context, const http::Request& request, const access::Actor& actor) {
  const std::string motive = casework::motive_from(request.query_value("motif"));
  auto absence = open_absence(context, actor, request.param("id"), motive);
  if (!absence) return absence.error();
  const base::EpisodeId id = absence->record.episode.id;
  auto view = casework::open_episode(context.desk, actor, id, motive);
  if (!view) return view.error();
  Sheet sheet{std::move(*view), std::move(*absence), {}, {}, {}, {}, {}, {}};
  context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    sheet.now = reading.now;
    sheet.voices = casework::show_voices(reading, sheet.view.record.minor);
    std::vector<casework::EpisodeView> line;
    for (store::EpisodeRecord& record : store::list_of_minor(reading, store::family_of(reading, sheet.view.record.minor)))
      line.push_back(casework::brief(reading, std::move(record)));
    sheet.quotes = quotes_of(context, sheet.voices, line, sheet.view.record.episode.zone);
    sheet.decisions = name_decisions(reading, actor, sheet.view.decisions);
    sheet.alerts = casework::list_alerts_of_absence(reading, actor, id);
    return true;
  });
  for (std::size_t at = 0; at < sheet.voices.size(); ++at)
    if (sheet.voices[at].declaration.episode == id) sheet.own.insert(at);
  return sheet;
}

/// What may be done next, by profession; the acts themselves check again.
void show_acts(Dict& body, const Sheet& sheet, const access::Actor& actor) {
  const episodes::Episode& episode = sheet.view.record.episode;
  const std::string path = "/absences/" + episode.id.text();
  const bool records = access::may(actor, access::Act::record_return);
  bool main = true;
  const auto act = [&](std::string_view end, std::string_view label) {
    body.add("ACT").set("PATH", path + std::string(end)).set("LABEL", label).set("KIND", main ? "" : "govuk-button--secondary");
    main = false;
  };
  if (records && episode.open()) act("/retour", "Enregistrer un retour");
  if (access::may(actor, access::Act::decide)) act("/decision", "Décider");
  if (access::may(actor, access::Act::record_fpr)) act("/fpr", "FPR");
  if (access::may(actor, access::Act::interview)) act("/entretien", "Entretien de retour");
  if (access::may(actor, access::Act::disagree)) act("/desaccord", "Désaccord du déclarant");
  if (records && episode.returned) act("/rouvrir", "Rouvrir l’absence");
  if (episode.returned && access::may(actor, access::Act::disclose_address)) act("/adresse", "Donner l’adresse");
  if (access::scope_of(actor).reach == access::Scope::Reach::own_minors) {
    act("/debut-accueil", "Début d’accueil");
    act("/fin-accueil", "Fin d’accueil");
  }
  if (sheet.view.held.empty()) return;
  if (access::may(actor, access::Act::request)) act("/demande", "Demander la transmission");
  if (access::may(actor, access::Act::open_urgently) && !sheet.view.urgently_until) act("/urgence", "Accès d’urgence");
}

void show_disagreements(Dict& body, const Sheet& sheet) {
  for (const casework::DisagreementView& one : sheet.view.disagreements) {
    Dict shown = body.add("DISAGREEMENT");
    shown.set("AT", show_instant(one.told.at, sheet.quotes.zone)).set("ORGANISATION", one.organisation);
    shown.set("DECLARANT", one.told.declarant).set("REASON", one.told.reason);
    shown.set("DISPUTED", show_qualification(one.told.qualification).label);
    shown.set("PATH", fmt::format("/absences/{}/desaccord/{}", sheet.view.record.episode.id.text(), one.told.id.text()));
  }
}

/// What other organisations hold of the absence, what was asked of them and what was opened in an emergency.
void show_openings(Dict& body, const Context& context, const Sheet& sheet) {
  for (const casework::HeldView& one : sheet.view.held) {
    const forms::Form* form = context.desk.forms.find(one.form);
    Dict held = body.add("HELD");
    held.set("FORM", tied(form ? form->title : one.form)).set("BY", one.by).set("AT", show_instant(one.signed_at, sheet.quotes.zone));
    held.show(one.whole ? "WHOLE" : "PART");
  }
  if (sheet.view.urgently_until) body.add("URGENT").set("UNTIL", show_instant(*sheet.view.urgently_until, sheet.quotes.zone));
  for (const casework::RequestView& one : sheet.view.requests)
    body.add("REQUEST").set("WHO", one.organisation).set("AT", show_instant(one.told.at, sheet.quotes.zone)).set("REASON", one.told.reason);
  for (const casework::UrgentView& one : sheet.view.urgent)
    body.add("EMERGENCY").set("WHO", fmt::format("{} ({})", one.organisation, one.by)).set("AT", show_instant(one.told.at, sheet.quotes.zone))
        .set("MOTIVE", one.told.motive);
}

std::string_view said_after(const http::Request& request) {
  if (request.query_value("demandee")) return "La demande est envoyée aux services qui détiennent ces éléments.";
  if (request.query_value("urgence")) return "L’accès d’urgence est ouvert pour quatre heures, et les services détenteurs sont prévenus.";
  if (request.query_value("decision")) return "La décision est enregistrée.";
  if (request.query_value("fpr")) return "L’état de l’inscription au FPR est enregistré.";
  if (request.query_value("rouverte")) return "L’absence est rouverte : les alertes sont revenues, rien n’est effacé.";
  if (request.query_value("retiree")) return "La déclaration est retirée : elle reste lisible et ne compte plus.";
  if (request.query_value("retablie")) return "La déclaration compte de nouveau.";
  return {};
}

http::Response show_sheet(const Context& context, const http::Request& request, const access::Actor& actor, const Sheet& sheet) {
  const store::EpisodeRecord& record = sheet.view.record;
  Page page(request, actor, fmt::format("Absence {}", record.episode.reference), "absence.html");
  Dict& body = page.body();
  show_child(body, "CHILD", sheet.absence, sheet.now);
  body.set("FILE", "/mineurs/" + record.minor.text()).set("NUMBER", record.episode.number);
  show_cautions(body, "CAUTIONS", context, sheet.voices, sheet.quotes.zone);
  show_acts(body, sheet, actor);
  const auto& assessments = sheet.view.assessments;
  const auto latest = assessments.empty() ? std::nullopt : std::optional(assessments.back());
  show_to_read_again(body, "AGAIN", actor, sheet.view, latest);
  show_state(body, "STATE", context, sheet.view, actor, sheet.quotes, sheet.now);
  show_contradictions(body, "CONTRADICTIONS", context, sheet.voices, casework::list_contradictions(context.desk, sheet.voices, sheet.own), sheet.quotes.zone);
  show_voices(body, "VOICES", context, actor, sheet.voices, sheet.own, "/absences/" + record.episode.id.text());
  body.show_if(sheet.own.empty(), "NO_VOICE");
  show_openings(body, context, sheet);
  show_decisions(body, "DECISIONS", actor, sheet.decisions, sheet.quotes.zone);
  show_disagreements(body, sheet);
  show_alerts(body, "ALERTS", sheet.alerts, sheet.now, sheet.quotes.zone);
  if (const auto said = said_after(request); !said.empty()) page.done(tied(said));
  return page.back("/mineurs/" + record.minor.text(), "Le dossier").answer();
}

}  // namespace

http::Response get_absence(const Context& context, const http::Request& request, const access::Actor& actor) {
  if (access::scope_of(actor).reach == access::Scope::Reach::pseudonymous) return show_pseudonymous_absence(context, request, actor);
  const auto sheet = open_sheet(context, request, actor);
  if (!sheet) return refuse(context, request, sheet.error());
  return show_sheet(context, request, actor, *sheet);
}

}  // namespace vigie::pages
