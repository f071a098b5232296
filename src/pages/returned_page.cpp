#include "pages/absence_view.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/alert_view.hpp"

namespace vigie::pages {

namespace {

/// What is left to do, as the tasks of the absence say it, the first due first.
void show_tasks(Dict& body, const AbsenceView& absence, const std::vector<casework::AlertView>& tasks, base::Instant now) {
  for (const casework::AlertView& task : tasks) {
    Dict one = body.add("TASK");
    one.set("LABEL", alerts::kind(task.alert.kind).label);
    one.set("DUE", show_instant(task.alert.due_at, absence.record.episode.zone)).set("DUE_IN", show_ago(task.alert.due_at, now));
    one.show_if(task.overdue, "OVERDUE");
    one.set("WHO", addressee_of(task));
    if (task.alert.kind == "entretien_retour")
      one.add("INTERVIEW").set("PATH", fmt::format("/absences/{}/entretien", absence.record.episode.id.text()));
  }
}

/// What follows a child who is back, or who is found and not back yet.
void show_found(Dict& body, const AbsenceView& absence, const access::Actor& actor) {
  const episodes::Episode& episode = absence.record.episode;
  const std::string path = "/absences/" + episode.id.text();
  const bool back = episode.returned.has_value(), records = access::may(actor, access::Act::record_return), police = access::may(actor, access::Act::record_fpr);
  if (back) body.show(episode.verified ? "VERIFIED" : "TOLD");
  if (records)
    body.add("UNDO").set("ACTION", path + "/retour/annuler").set("LABEL", back ? "Annuler ce retour" : "Annuler cette localisation")
        .set("WHEN", tied(back ? "Mauvais enfant, ou il n’est pas là ?" : "Mauvais enfant, ou il n’a pas été retrouvé ?"));
  Dict steps = body.add("STEPS");
  if (!police && records) steps.add("TELL_POLICE").set("WHY", back ? "Arrêt de la recherche" : "L’enfant est localisé");
  // The search of police and the entry in the FPR are ended by people, not by this page.
  if (!back || !episode.fpr.standing()) return;
  if (police) steps.add("FPR_MINE").set("PATH", path + "/fpr");
  else steps.show("FPR_POLICE");
}

std::string_view title_of(const episodes::Episode& episode) {
  switch (episode.status) {
    case episodes::Status::rentre: return "Retour enregistré";
    case episodes::Status::localise: return "Mineur localisé, pas encore rentré";
    case episodes::Status::clos: return "Absence close";
    case episodes::Status::en_cours:
    case episodes::Status::retour_presume: return "Aucun retour enregistré";
  }
  throw base::Bug("a status without a title");
}

}  // namespace

http::Response get_returned(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto absence = open_absence(context, actor, request.param("id"), "retour");
  if (!absence) return refuse(context, request, absence.error());
  const base::Instant now = context.desk.store.clock().now();
  const auto tasks = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return casework::list_tasks(reading, actor, absence->record.episode.id);
  });
  Page page(request, actor, title_of(absence->record.episode), "retour_fait.html");
  show_child(page.body(), "CHILD", *absence, now);
  if (request.query_value("deja")) page.body().show("ALREADY");
  if (absence->record.episode.returned || absence->record.episode.status == episodes::Status::localise) show_found(page.body(), *absence, actor);
  const bool records = access::may(actor, access::Act::record_return);
  if (records && absence->record.episode.open()) page.body().add("STILL_AWAY").set("PATH", fmt::format("/absences/{}/retour", absence->record.episode.id.text()));
  if (!tasks.empty()) {
    Dict list = page.body().add("TASKS");
    show_tasks(list, *absence, tasks, now);
  }
  if (request.query_value("entretien")) page.done("L’entretien est enregistré.");
  if (records) page.back("/absences", "Absences en cours");
  return page.answer();
}

}  // namespace vigie::pages
