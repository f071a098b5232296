#include "base/text.hpp"
#include "casework/handle_alert.hpp"
#include "pages/absence_view.hpp"
#include "pages/alert_view.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"

namespace vigie::pages {

namespace {

constexpr std::size_t longest_note = 4000;
constexpr std::pair<std::string_view, std::string_view> outcomes[] = {
    {"confirme", "Confirmé"}, {"infirme", "Infirmé"}, {"indetermine", "Indéterminé : rien ne permet de le dire"}, {"transmis", "Transmis à un autre service"}};

/// What a person wrote, shown again beside its errors.
struct WrittenAct {
  std::string to, outcome, note;
  std::optional<base::Error> refusal = std::nullopt;
};

struct ShownAlert {
  casework::AlertView view;
  std::optional<AbsenceView> absence;
};

/// An alert of the actor's audience; the absence that it is about is opened, with its audit line.
base::Result<ShownAlert> open_alert(const Context& context, const http::Request& request, const access::Actor& actor) {
  const base::Error unknown = casework::unknown_to_you("Alerte");
  const auto id = base::AlertId::parse(request.param("id"));
  if (!id) return unknown;
  const auto find = [&](const store::Reading& reading) -> std::optional<casework::AlertView> {
    auto alert = store::find_alert(reading, actor, *id);
    if (!alert) return std::nullopt;
    return casework::show_alert(reading, std::move(*alert));
  };
  auto view = context.desk.store.read(access::scope_of(actor), find);
  if (!view) return unknown;
  ShownAlert shown{std::move(*view), {}};
  if (!shown.view.alert.episode) return shown;
  auto absence = open_absence(context, actor, shown.view.alert.episode->text(), "alerte");
  if (absence) shown.absence = std::move(*absence);
  else if (absence.error().kind != base::Kind::not_found) return absence.error();  // out of reach: the alert alone
  return shown;
}

void show_acts(Dict& body, const alerts::Alert& alert, const WrittenAct& written) {
  const std::string path = "/alertes/" + alert.id.text();
  if (alert.state == alerts::State::ouverte) body.add("TAKE").set("ACTION", path + "/prendre").set("BACK", path);
  Dict give = body.add("GIVE");
  give.set("ACTION", path + "/confier").set("TO", written.to);
  const auto wrong = [&](std::string_view pointer) {
    if (written.refusal)
      for (const base::FieldError& field : written.refusal->fields)
        if (field.pointer == pointer) return tied(field.detail);
    return std::string();
  };
  give.set_part("WRONG", wrong("/to"));
  if (!alerts::kind(alert.kind).by_hand) return (void)body.show("FPR_ONLY");
  Dict resolve = body.add("RESOLVE");
  resolve.set("ACTION", path + "/resoudre").set("NOTE", written.note);
  resolve.set_part("WRONG", wrong("/outcome"));
  resolve.set_part("WRONG_NOTE", wrong("/note"));
  for (const auto& [code, label] : outcomes) {
    Dict choice = resolve.add("OUTCOME");
    choice.set("CODE", code).set("ID", code == outcomes[0].first ? "issue" : fmt::format("issue-{}", code)).set("LABEL", label);
    choice.show_if(written.outcome == code, "CHOSEN");
  }
}

http::Response show_page(const Context& context, const http::Request& request, const access::Actor& actor, const ShownAlert& shown, const WrittenAct& written) {
  const base::Instant now = context.desk.store.clock().now();
  const alerts::Alert& alert = shown.view.alert;
  const std::string_view zone = shown.absence ? std::string_view(shown.absence->record.episode.zone) : base::paris;
  Page page(request, actor, tied(alerts::kind(alert.kind).label), "alerte.html");
  Dict& body = page.body();
  if (shown.absence) {
    Dict about = body.add("ABOUT");
    show_child(about, "CHILD", *shown.absence, now);
    about.set("PATH", fmt::format("/absences/{}", shown.absence->record.episode.id.text()));
  }
  show_held(body, {alert, shown.view.assigned_to, shown.view.acknowledged_by, shown.view.resolved_by}, zone, now);
  body.set("RAISED", show_instant(alert.raised_at, zone));
  body.set_part("ORGANISATION", shown.view.organisation);
  if (alert.acknowledged_at) body.add("TAKEN").set("AT", show_instant(*alert.acknowledged_at, zone)).set("WHO", shown.view.acknowledged_by);
  if (alert.state == alerts::State::resolue) {
    Dict done = body.add("RESOLVED");
    done.set("OUTCOME", show_outcome(alert.outcome)).set_part("BY", shown.view.resolved_by).set_part("NOTE", alert.note);
    if (alert.resolved_at) done.set("AT", show_instant(*alert.resolved_at, zone));
  } else {
    show_acts(body, alert, written);
  }
  page.back("/veille", "Veille");
  if (request.query_value("prise")) page.done("Cette alerte est à vous.");
  if (request.query_value("confiee")) page.done("Cette alerte est confiée.");
  if (request.query_value("resolue")) page.done("Cette alerte est résolue.");
  if (!written.refusal) return page.answer();
  std::vector<ShownError> errors;
  for (const base::FieldError& field : written.refusal->fields)
    errors.push_back({field.detail, field.pointer == "/to" ? "a" : field.pointer == "/note" ? "note" : "issue"});
  return page.errors(errors).answer(422);
}

/// After an act: the page that asked for it, or the alert with what is to mend.
http::Response after(const Context& context, const http::Request& request, const access::Actor& actor, const base::Result<alerts::Alert>& changed,
                     std::string_view said, WrittenAct written) {
  if (changed) return see_other(fmt::format("/alertes/{}?{}=1", changed->id.text(), said));
  if (changed.error().kind != base::Kind::invalid || changed.error().fields.empty()) return refuse(context, request, changed.error());
  const auto shown = open_alert(context, request, actor);
  if (!shown) return refuse(context, request, shown.error());
  written.refusal = changed.error();
  return show_page(context, request, actor, *shown, written);
}

base::Result<base::AlertId> id_of(const http::Request& request) {
  const auto id = base::AlertId::parse(request.param("id"));
  if (!id) return casework::unknown_to_you("Alerte");
  return *id;
}

}  // namespace

http::Response get_alert(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto shown = open_alert(context, request, actor);
  if (!shown) return refuse(context, request, shown.error());
  return show_page(context, request, actor, *shown, {});
}

http::Response post_alert_taken(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const auto id = id_of(request);
  if (!id) return refuse(context, request, id.error());
  const auto taken = casework::acknowledge_alert(context.desk, actor, *id, {});
  if (!taken) return refuse(context, request, taken.error());
  const std::string back = back_from(*body);
  return see_other(back == "/alertes/" + id->text() ? back + "?prise=1" : back);
}

http::Response post_alert_given(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const auto id = id_of(request);
  if (!id) return refuse(context, request, id.error());
  WrittenAct written;
  written.to = body->text("a");
  return after(context, request, actor, casework::assign_alert(context.desk, actor, *id, written.to, {}), "confiee", written);
}

http::Response post_alert_resolved(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const auto id = id_of(request);
  if (!id) return refuse(context, request, id.error());
  WrittenAct written;
  written.outcome = body->text("issue");
  written.note = body->text("note");
  if (written.outcome.empty())
    return after(context, request, actor, base::field_error("/outcome", "issue_manquante", "Choisissez l’issue de cette alerte."), "resolue", written);
  if (base::length_of(written.note) > longest_note)
    return after(context, request, actor, base::field_error("/note", "texte_trop_long", "La note compte 4 000 caractères au plus."), "resolue", written);
  return after(context, request, actor, casework::resolve_alert(context.desk, actor, *id, written.outcome, written.note, {}), "resolue", written);
}

}  // namespace vigie::pages
