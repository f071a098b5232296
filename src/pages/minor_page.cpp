#include "pages/minor_page.hpp"

#include "pages/handlers.hpp"
#include "store/accounts.hpp"

namespace vigie::pages {

namespace {

/// The absence that lasts, else the latest departure.
const casework::EpisodeView* last_of(const std::vector<casework::EpisodeView>& absences) {
  for (const casework::EpisodeView& one : absences)
    if (one.record.episode.open()) return &one;
  return absences.empty() ? nullptr : &absences.back();
}

/// What is shown beside the file itself, in one snapshot.
void read_sheet(const Context& context, const access::Actor& actor, MinorSheet& sheet) {
  sheet.last = last_of(sheet.view.episodes);
  context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    sheet.now = reading.now;
    sheet.voices = casework::show_voices(reading, sheet.view.minor.id);
    sheet.quotes = quotes_of(context, sheet.voices, sheet.view.episodes, sheet.last ? sheet.last->record.episode.zone : base::paris);
    if (sheet.last) sheet.assessment = casework::assessment_of(context.desk, reading, sheet.last->record, sheet.last->record.assessment);
    std::vector<store::Decision> decisions;
    for (const casework::EpisodeView& absence : sheet.view.episodes)
      for (store::Decision& one : store::list_decisions(reading, absence.record.episode.id)) decisions.push_back(std::move(one));
    sheet.decisions = name_decisions(reading, actor, std::move(decisions));
    if (sheet.last) sheet.alerts = casework::list_alerts_of_absence(reading, actor, sheet.last->record.episode.id);
    find_links(context, reading, sheet);
    return true;
  });
}

void show_acts(Dict& body, const MinorSheet& sheet, const access::Actor& actor) {
  if (!sheet.last) return;
  const std::string path = "/absences/" + sheet.last->record.episode.id.text();
  const bool open = sheet.last->record.episode.open();
  body.add("LAST").set("PATH", path).set("LABEL", open ? "Voir l’absence en cours" : "Voir la dernière absence");
  if (open && access::may(actor, access::Act::record_return)) body.add("RETURN").set("PATH", path + "/retour");
  if (access::may(actor, access::Act::decide)) body.add("DECIDE").set("PATH", path + "/decision");
}

/// What the voices of the last absence, and those of the child about who it is, do not tell alike.
std::vector<casework::Contradiction> contradictions_of(const Context& context, const MinorSheet& sheet) {
  std::set<std::size_t> all, last;
  for (std::size_t at = 0; at < sheet.voices.size(); ++at) {
    all.insert(at);
    if (sheet.last && sheet.voices[at].declaration.episode == sheet.last->record.episode.id) last.insert(at);
  }
  auto shown = casework::list_contradictions(context.desk, sheet.voices, all);
  std::erase_if(shown, [&](const auto& one) {
    const forms::Field* field = context.desk.forms.find_field(one.field);
    return !field || field->section != "identite";
  });
  for (auto& one : casework::list_contradictions(context.desk, sheet.voices, last))
    if (std::none_of(shown.begin(), shown.end(), [&](const auto& known) { return known.field == one.field; })) shown.push_back(std::move(one));
  return shown;
}

void show_merges(Dict& body, const MinorSheet& sheet, const access::Actor& actor) {
  if (!access::may(actor, access::Act::merge)) return;
  const std::string path = "/mineurs/" + sheet.view.minor.id.text();
  Dict part = body.add("POLICE");
  part.set("MERGE", path + "/reunion").set("READERS", path + "/lectures");
  for (const store::Merge& merge : sheet.view.merges) {
    Dict one = part.add("MERGED");
    one.set("AT", show_instant(merge.at)).set("REASON", merge.reason).set("ACTION", fmt::format("{}/reunions/{}/defaire", path, merge.id.text()));
  }
}

/// Since when it is the home's, and where the date comes from.
void show_hosted(Dict& body, const MinorSheet& sheet) {
  const auto& hosted = sheet.view.hosted;
  if (!hosted) return;
  Dict part = body.add("HOSTED");
  if (sheet.last)
    part.add("RECORD").set("PATH", fmt::format("/absences/{}/debut-accueil", sheet.last->record.episode.id.text()))
        .set("LABEL", hosted->since ? "Changer cette date" : "Enregistrer le début de l’accueil");
  if (!hosted->since) {
    part.show("UNKNOWN");
    return;
  }
  Dict known = part.add("SINCE");
  known.set("SINCE", base::to_french(base::to_local(*hosted->since, base::paris).date));
  if (hosted->recorded_by.empty()) known.show("DECLARED");
  else known.add("RECORDED").set("BY", hosted->recorded_by);
}

http::Response show_sheet(const Context& context, const http::Request& request, const access::Actor& actor, const MinorSheet& sheet) {
  Page page(request, actor, fmt::format("Dossier {}", sheet.view.minor.reference), "mineur.html");
  Dict& body = page.body();
  const casework::CandidateView& minor = sheet.view.minor;
  body.set("NAME", tied(minor.display)).set("AGE", show_age(minor.age));
  if (sheet.last) {
    const episodes::Episode& episode = sheet.last->record.episode;
    Dict now = body.add("NOW");
    show_tag(now, "STATUS", show_status(episode.status));
    now.set("DEPARTED", show_window(episode.departed, episode.zone)).set("ABSENCE", show_absence(episodes::absence_hours(episode, sheet.now)));
    if (episode.returned) now.add("BACK").set("RETURNED", show_window(*episode.returned, episode.zone));
  }
  show_hosted(body, sheet);
  show_cautions(body, "CAUTIONS", context, sheet.voices, sheet.quotes.zone);
  show_acts(body, sheet, actor);
  if (sheet.last) show_to_read_again(body, "AGAIN", actor, *sheet.last, sheet.assessment);
  if (sheet.assessment) show_assessment(body, "ASSESSMENT", context, *sheet.assessment, sheet.quotes);
  else body.show("NO_ASSESSMENT");
  show_absences(body, sheet);
  show_identity(body, sheet);
  show_contradictions(body, "CONTRADICTIONS", context, sheet.voices, contradictions_of(context, sheet), sheet.quotes.zone);
  show_links(body, context, sheet);
  show_decisions(body, "DECISIONS", actor, sheet.decisions, sheet.quotes.zone);
  show_alerts(body, "ALERTS", sheet.alerts, sheet.now, sheet.quotes.zone);
  for (const casework::VoiceView& voice : sheet.voices) {
    const std::string id = voice.declaration.id.text();
    body.add("VOICE").set("PATH", "/declarations/" + id).set("TEXT", sheet.quotes.declarations.at(id)).show_if(!voice.counts(), "OFF");
  }
  show_merges(body, sheet, actor);
  if (request.query_value("reunis")) page.done("Les deux dossiers sont réunis : la ligne des absences est calculée sur les deux.");
  if (request.query_value("separes")) page.done("Les dossiers sont de nouveau séparés.");
  if (request.query_value("accueil")) page.done("Le début d’accueil est enregistré.");
  return page.back("/recherche", "Recherche").answer();
}

}  // namespace

http::Response get_minor(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = base::MinorId::parse(request.param("id"));
  if (!id) return refuse(context, request, casework::unknown_to_you("Mineur"));
  auto view = casework::open_minor(context.desk, actor, *id, casework::motive_from(request.query_value("motif")));
  if (!view) return refuse(context, request, view.error());
  if (view->minor.id != *id) return see_other("/mineurs/" + view->minor.id.text());  // absorbed by another file
  MinorSheet sheet;
  sheet.view = std::move(*view);
  read_sheet(context, actor, sheet);
  return show_sheet(context, request, actor, sheet);
}

}  // namespace vigie::pages
