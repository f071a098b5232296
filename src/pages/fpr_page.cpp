#include "casework/record_fpr.hpp"
#include "pages/absence_sheet.hpp"
#include "pages/absence_view.hpp"
#include "pages/handlers.hpp"
#include "pages/keep_typed.hpp"
#include "pages/own_fields.hpp"

namespace vigie::pages {

namespace {

using Type = forms::FieldType;
using Questions = std::vector<forms::Field>;

/// Lengths are those of the API.
const Questions& entry_questions() {
  static const Questions all = [] {
    Questions made = {own_field(Type::instant, "inscrit_le", "Inscrit le", "Par exemple « maintenant », « hier 23h », « 21/11 18h05 »."),
                      own_field(Type::choice, "categorie", "Catégorie"),
                      own_field(Type::text, "numero", "Numéro de l’inscription", "Effacé à la désinscription."),
                      own_field(Type::text, "service", "Service qui a inscrit")};
    made[1].choices = {{"M", "M, mineurs fugueurs"}, {"X", "X, personnes disparues"}};
    return made;
  }();
  return all;
}
const Questions& end_questions() {
  static const Questions all = {own_field(Type::instant, "desinscrit_le", "Désinscrit le", "Les dates restent, le numéro est effacé.")};
  return all;
}
const Questions& why_not_questions() {
  static const Questions all = {own_field(Type::narrative, "motif_de_non_inscription", "Motif de non-inscription",
                                          "L’inscription est immédiate, sauf si les circonstances s’y opposent (loi n° 95-73, art. 26).")};
  return all;
}

/// One of the three acts of the page, each with its form and its button.
struct Act {
  std::string_view code, part;
  const Questions& questions;
};
const Act acts[] = {{"inscrire", "ENTRY_FORM", entry_questions()}, {"desinscrire", "END_FORM", end_questions()}, {"motif", "WHY_NOT_FORM", why_not_questions()}};

void draw_act(Dict& body, const Act& act, const Filled& filled, const Moment& moment, std::string_view path, std::int64_t version) {
  Dict form = body.add(act.part);
  form.set("ACTION", path).set("VERSION", version);
  draw_fields(form, fields_among(act.questions), filled, moment);
}

/// What stands, to be mended.
Filled standing_entry(const store::EpisodeRecord& record) {
  Filled filled;
  const episodes::Fpr& fpr = record.episode.fpr;
  if (!fpr.standing()) return filled;
  filled.answers["inscrit_le"] = base::to_rfc3339(*fpr.inscrit_le, record.episode.zone);
  for (const auto& [id, text] : {std::pair<std::string_view, std::string>("categorie", fpr.categorie), {"numero", record.fpr_numero}, {"service", record.fpr_service}})
    if (!text.empty()) filled.answers[id] = text;
  return filled;
}

http::Response show_forms(const Context& context, const http::Request& request, const access::Actor& actor, const AbsenceView& absence,
                          std::string_view tried, const Filled& filled, int status) {
  const store::EpisodeRecord& record = absence.record;
  const Moment moment{context.desk.store.clock().now(), record.episode.zone};
  Page page(request, actor, "Inscription au FPR", "fpr.html");
  Dict& body = page.body();
  show_child(body, "CHILD", absence, moment.now);
  const casework::EpisodeView view = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return casework::brief(reading, record);
  });
  show_clocks(body, "CLOCKS", view, actor, moment.now);
  const bool standing = record.episode.fpr.standing();
  body.show_if(standing && record.episode.returned.has_value(), "GHOST");
  Fields all;
  for (const Act& act : acts) {
    const bool fits = act.code == "desinscrire" ? standing : act.code == "motif" ? !record.episode.fpr.inscrit_le : true;
    if (!fits && act.code != tried) continue;
    draw_act(body, act, act.code == tried ? filled : act.code == "inscrire" ? standing_entry(record) : Filled{}, moment, request.path, record.version);
    for (const forms::Field& field : act.questions) all.push_back(&field);
  }
  body.show(standing ? "MENDS" : "OPENS");
  page.once().module("fields.js").back("/absences/" + record.episode.id.text(), "L’absence");
  std::vector<ShownError> shown = shown_errors(all, filled);
  std::stable_partition(shown.begin(), shown.end(), [](const ShownError& one) { return one.at.empty(); });  // why, then where
  return page.errors(shown).answer(status);
}

std::optional<std::string> told(const Filled& filled, std::string_view id) {
  const std::string text = text_of(filled, id);
  return text.empty() ? std::nullopt : std::optional(text);
}

void check_act(const Act& act, Filled& filled) {
  const auto need = [&](std::string_view id, std::string_view missing) {
    if (!filled.answers.contains(id)) filled.errors.push_back({fmt::format("/answers/{}", id), "champ_requis", std::string(missing)});
  };
  if (act.code == "inscrire") {
    need("inscrit_le", "Indiquez quand l’inscription a été faite.");
    check_text(filled, act.questions[2], 60);
    check_text(filled, act.questions[3], 200);
  } else if (act.code == "desinscrire") {
    need("desinscrit_le", "Indiquez quand la désinscription a été faite.");
  } else {
    check_text(filled, act.questions[0], 2000, "Indiquez pourquoi l’inscription n’est pas faite.");
  }
}

/// What changed since the page was read, each beside its box when the act has one.
void add_changes(Filled& filled, const Act& act, const base::Error& stale) {
  constexpr std::string_view entry = "/fpr/";
  filled.errors.push_back({"", stale.code, "L’absence a changé pendant que vous écriviez : rien n’est enregistré. Relisez ce qui vaut maintenant, puis enregistrez de nouveau."});
  for (const base::FieldError& error : stale.fields) {
    const std::string id = error.pointer.starts_with(entry) ? error.pointer.substr(entry.size()) : std::string();
    const bool asked = std::any_of(act.questions.begin(), act.questions.end(), [&](const forms::Field& field) { return field.id == id; });
    filled.errors.push_back({asked ? base::pointer("/answers", id) : std::string(), error.code, error.detail});
  }
}

}  // namespace

http::Response get_fpr(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto absence = open_absence(context, actor, request.param("id"), "fpr");
  if (!absence) return refuse(context, request, absence.error());
  return show_forms(context, request, actor, *absence, "", {}, 200);
}

http::Response post_fpr(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto absence = open_absence(context, actor, request.param("id"), "fpr");
  if (!absence) return refuse(context, request, absence.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const std::string code = body->text("_acte");
  const auto act = std::find_if(std::begin(acts), std::end(acts), [&](const Act& one) { return one.code == code; });
  if (act == std::end(acts)) {
    const Filled nothing{{}, {{"", "acte_inconnu", "Choisissez ce que vous enregistrez : inscription, désinscription ou motif de non-inscription."}}, {}};
    return show_forms(context, request, actor, *absence, "", nothing, 422);
  }
  Filled filled = read_fields(fields_among(act->questions), *body, {context.desk.store.clock().now(), absence->record.episode.zone});
  if (filled.errors.empty()) check_act(*act, filled);
  if (!filled.errors.empty()) return show_forms(context, request, actor, *absence, code, filled, 422);
  casework::FprEntry entry{instant_of(filled, "inscrit_le"), instant_of(filled, "desinscrit_le"), told(filled, "numero"),
                           told(filled, "categorie"), told(filled, "service"), told(filled, "motif_de_non_inscription")};
  const auto done = casework::record_fpr(context.desk, actor, absence->record.episode.id, entry, version_in(*body));
  if (done) return see_other(fmt::format("/absences/{}?fpr=1", absence->record.episode.id.text()));
  if (done.error().kind == base::Kind::stale) {
    const auto stands = open_absence(context, actor, request.param("id"), "fpr");
    if (!stands) return refuse(context, request, stands.error());
    add_changes(filled, *act, done.error());
    return show_forms(context, request, actor, *stands, code, filled, 412);
  }
  if (done.error().kind != base::Kind::invalid) return refuse(context, request, done.error());
  add_refusal(filled, done.error());
  return show_forms(context, request, actor, *absence, code, filled, 422);
}

}  // namespace vigie::pages
