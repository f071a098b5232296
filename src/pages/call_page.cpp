#include "base/hash.hpp"
#include "pages/call_panel.hpp"
#include "pages/call_view.hpp"
#include "pages/draft_conflict.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/keep_typed.hpp"
#include "pages/typed_piece.hpp"

namespace vigie::pages {

namespace {

std::optional<base::DraftId> id_in(const http::Request& request) { return base::DraftId::parse(request.param("id")); }

base::Result<casework::DraftView> open_call(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_in(request);
  if (!id) return casework::unknown_to_you("Appel");
  auto view = casework::open_draft(context.desk, actor, *id, "appel");
  if (view && view->draft.form != "appel") return casework::unknown_to_you("Appel");
  return view;
}

bool says_something(const casework::DraftPatch& patch) {
  const auto& answers = patch.at("answers").as_object();
  const bool chosen = patch.contains("minor") && (!patch.at("minor").is_null() || !patch.at("new_minor").is_null());
  return chosen || std::any_of(answers.begin(), answers.end(), [](const auto& answer) { return !answer.value().is_null() && answer.key() != "heure_debut"; });
}

/// One key, one draft, whatever is sent with it and from wherever: text typed since then is saved into it.
std::optional<store::Repetition> opening_in(const Context& context, const Body& body) {
  const std::string key = body.text("_cle");
  if (key.empty() || key.size() > 200) return std::nullopt;
  return store::Repetition{"POST /appels/nouveau", base::sha256(key), context.desk.store.vault().digest("body", key)};
}

/// Opens the draft of a call, or finds the one that the same page opened before: what its page showed as the beginning of
/// the call is kept too.
base::Result<casework::DraftView> begin_call(const Context& context, const access::Actor& actor, const Body& body, casework::DraftPatch patch) {
  if (!says_something(patch)) return base::Error{base::Kind::invalid, "rien_de_saisi", "Rien n’est encore saisi.", {}};
  patch["form"] = "appel";
  auto& answers = patch.at("answers").as_object();
  if (body.has("_champs") && !answers.contains("heure_debut")) answers["heure_debut"] = base::to_rfc3339(context.desk.store.clock().now());
  return casework::begin_draft(context.desk, actor, patch, opening_in(context, body));
}

/// A call as it stands, with what was just typed over it: a refusal loses nothing of it.
Call typed_over(Call call, const casework::DraftPatch& patch) {
  for (const auto& [field, answer] : patch.at("answers").as_object()) {
    if (answer.is_null()) call.filled.answers.erase(field);
    else call.filled.answers[field] = answer;
  }
  return call;
}

/// The page with what is to be mended before the call can be closed.
http::Response show_unfinished(const Context& context, const http::Request& request, const access::Actor& actor, Call call, const base::Error& refusal) {
  const Moment moment = moment_of(context, call.filled.answers);
  add_errors(call.filled, refusal);
  if (call.filled.errors.empty()) call.filled.errors.push_back({"", refusal.code, refusal.text});
  Page page = show_call(context, request, actor, call, moment);
  return page.errors(shown_errors(fields_of(context.desk.forms.get("appel")), call.filled)).answer(422);
}

http::Response close_call(const Context& context, const http::Request& request, const access::Actor& actor, const store::Draft& draft) {
  const auto receipt = casework::sign_draft(context.desk, actor, draft.id, {true, draft.version});
  if (receipt) return see_other(path_of(draft, "cloture"));
  if (receipt.error().kind == base::Kind::stale) return see_other(path_of(draft) + "?change=1");
  if (receipt.error().kind == base::Kind::not_found || receipt.error().kind == base::Kind::forbidden) return refuse(context, request, receipt.error());
  auto stands = open_call(context, request, actor);
  if (!stands) return refuse(context, request, stands.error());
  return show_unfinished(context, request, actor, call_of(std::move(*stands)), receipt.error());
}

/// Where the button that sent the form leads once it is saved.
std::string after_save(const Context& context, const Body& body, const store::Draft& draft) {
  if (body.text("_geste") == "chercher" || body.has("_mineur")) return path_of(draft) + "#mineur";
  const std::string more = body.text("_ajouter");
  if (!more.empty() && context.desk.forms.get("appel").find(more)) return fmt::format("{0}?plus={1}#{1}", path_of(draft), more);
  return path_of(draft) + "?enregistre=1";
}

/// Saves the form of a call sent whole into its draft, and goes on.
http::Response save_call(const Context& context, const http::Request& request, const access::Actor& actor, casework::DraftView before, const Body& body,
                         const Moment& moment) {
  const auto patch = call_patch(context.desk.forms.get("appel"), body, moment);
  const std::string next = after_save(context, body, before.draft);
  const auto kept = keep_typed(context, actor, before.draft, patch, version_in(body));
  if (!kept && kept.error().code == "deja_signe") return see_other(path_of(before.draft, "cloture"));
  if (!kept && kept.error().kind == base::Kind::invalid)
    return show_unfinished(context, request, actor, typed_over(call_of(std::move(before)), patch), kept.error());
  if (!kept) return refuse(context, request, kept.error());
  if (!kept->disputed.empty()) return show_conflict(context, request, actor, kept->draft, {patch, kept->disputed, next, {}});
  if (body.text("_geste") != "cloturer") return see_other(next);
  return kept->beside ? see_other(path_of(kept->draft) + "?change=1") : close_call(context, request, actor, kept->draft);
}

}  // namespace

http::Response get_new_call(const Context& context, const http::Request& request, const access::Actor& actor) {
  const Moment moment{context.desk.store.clock().now()};
  return show_call(context, request, actor, new_call(moment), moment).answer();
}

http::Response get_call(const Context& context, const http::Request& request, const access::Actor& actor) {
  auto view = open_call(context, request, actor);
  if (!view) return refuse(context, request, view.error());
  Call call = call_of(std::move(*view));
  if (call.draft->draft.declaration) return see_other(call.path() + "/cloture");
  if (const auto more = request.query_value("plus")) call.filled.more.insert(std::string(*more));
  const Moment moment = moment_of(context, call.filled.answers);
  Page page = show_call(context, request, actor, call, moment);
  if (request.query_value("enregistre")) page.done(fmt::format("Enregistré à {}.", show_time(call.draft->draft.saved_at, moment.zone)));
  if (request.query_value("change")) page.errors({{"Cet appel a changé entre-temps : relisez-le, puis clôturez.", ""}});
  return page.answer();
}

http::Response post_new_call(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const Moment moment = moment_of(context, *body);
  const auto patch = call_patch(context.desk.forms.get("appel"), *body, moment);
  auto opened = begin_call(context, actor, *body, patch);
  if (!opened && opened.error().kind == base::Kind::invalid)
    return show_unfinished(context, request, actor, typed_over(new_call(moment), patch), opened.error());
  if (!opened) return refuse(context, request, opened.error());
  if (!holds(opened->draft, patch)) return save_call(context, request, actor, std::move(*opened), *body, moment);
  if (body->text("_geste") == "cloturer") return close_call(context, request, actor, opened->draft);
  return see_other(after_save(context, *body, opened->draft));
}

http::Response post_call(const Context& context, const http::Request& request, const access::Actor& actor) {
  auto before = open_call(context, request, actor);
  if (!before) return refuse(context, request, before.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  return save_call(context, request, actor, std::move(*before), *body, moment_of(context, *body));
}

http::Response post_call_choice(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_call(context, request, actor);
  if (!view) return refuse(context, request, view.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  return settle_conflict(context, request, actor, view->draft, *body);
}

namespace {

/// What the page is told beside: where the call is, who the minor may be, what the rules say.
void add_panel(boost::json::object& json, const Context& context, const access::Actor& actor, const store::Draft& draft) {
  const Moment moment = moment_of(context, draft.said.at("answers").as_object());
  json["adresse"] = path_of(draft);
  for (const auto& member : call_panel_json(read_call_panel(context, actor, draft.said, moment), moment)) json[member.key()] = member.value();
}

http::Response tell_saved(const Context& context, const access::Actor& actor, const store::Draft& draft) {
  boost::json::object json = saved_json(draft, moment_of(context, draft.said.at("answers").as_object()));
  add_panel(json, context, actor, draft);
  return told(200, json);
}

/// The piece that opens a draft is sent again as it was when its answer was lost: a time told as « il y a 15 min » is then
/// read a little later, and says nothing new.
casework::DraftPatch without_times(const forms::Form& form, casework::DraftPatch patch) {
  auto& answers = patch.at("answers").as_object();
  for (const forms::Field& field : form.fields)
    if (field.type == forms::FieldType::instant) answers.erase(field.id);
  return patch;
}

/// A piece, into the draft that the page has or has opened.
http::Response type_piece(const Context& context, const access::Actor& actor, const store::Draft& draft, const casework::DraftPatch& patch,
                          const Body& body, const Moment& moment) {
  const auto saved = save_piece(context, actor, draft, patch, body, moment);
  if (saved) return tell_saved(context, actor, saved->draft);
  if (saved.error().kind != base::Kind::stale) return told(saved.error(), path_of(draft, "cloture"));
  const auto stands = casework::open_draft(context.desk, actor, draft.id, motive_of(draft));
  if (!stands) return told(stands.error(), "");
  boost::json::object json = conflict_json(context, *stands, patch, version_in(body), moment);
  add_panel(json, context, actor, stands->draft);
  return told(412, json);
}

}  // namespace

http::Response post_new_call_typed(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return told(body.error(), "");
  const Moment moment = moment_of(context, *body);
  const auto patch = call_patch(context.desk.forms.get("appel"), *body, moment);
  const auto opened = begin_call(context, actor, *body, patch);
  if (!opened) return told(opened.error(), "");
  const bool last = body->has("_quitte");
  return holds(opened->draft, last ? patch : without_times(context.desk.forms.get("appel"), patch)) ? tell_saved(context, actor, opened->draft) : type_piece(context, actor, opened->draft, patch, *body, moment);
}

http::Response post_call_typed(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_call(context, request, actor);
  if (!view) return told(view.error(), "");
  const auto body = read_body(request);
  if (!body) return told(body.error(), "");
  const Moment moment = moment_of(context, *body);
  return type_piece(context, actor, view->draft, call_patch(context.desk.forms.get("appel"), *body, moment), *body, moment);
}

http::Response post_call_left(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_in(request);
  if (!id) return refuse(context, request, casework::unknown_to_you("Appel"));
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const auto left = casework::abandon_draft(context.desk, actor, *id, {body->has("_version"), version_in(*body)});
  if (left) return see_other("/appels?abandonne=1");
  if (left.error().kind == base::Kind::stale) return see_other(fmt::format("/appels/{}?change=1", id->text()));
  return refuse(context, request, left.error());
}

}  // namespace vigie::pages
