#include "pages/call_conflict.hpp"
#include "pages/call_panel.hpp"
#include "pages/call_view.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"

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

/// Opens the draft of a call: what its page showed as the beginning of the call is kept too.
base::Result<casework::DraftView> begin_call(const Context& context, const http::Request& request, const access::Actor& actor, const Body& body,
                                             casework::DraftPatch patch) {
  if (!says_something(patch)) return base::Error{base::Kind::invalid, "rien_de_saisi", "Rien n’est encore saisi.", {}};
  patch["form"] = "appel";
  auto& answers = patch.at("answers").as_object();
  if (body.has("_champs") && !answers.contains("heure_debut")) answers["heure_debut"] = base::to_rfc3339(context.desk.store.clock().now());
  return casework::begin_draft(context.desk, actor, patch, repetition_of(body, request, context.desk.store.vault()));
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

http::Response close_call(const Context& context, const http::Request& request, const access::Actor& actor, const casework::DraftView& view) {
  const auto receipt = casework::sign_draft(context.desk, actor, view.draft.id, {true, view.draft.version});
  const std::string path = fmt::format("/appels/{}", view.draft.id.text());
  if (receipt) return see_other(path + "/cloture");
  if (receipt.error().kind == base::Kind::stale) return see_other(path + "?change=1");
  if (receipt.error().kind == base::Kind::not_found || receipt.error().kind == base::Kind::forbidden) return refuse(context, request, receipt.error());
  return show_unfinished(context, request, actor, call_of(view), receipt.error());
}

/// What comes after a save, by the button that sent it.
http::Response go_on(const Context& context, const http::Request& request, const access::Actor& actor, const Body& body, const casework::DraftView& view) {
  const std::string path = fmt::format("/appels/{}", view.draft.id.text());
  if (body.text("_geste") == "cloturer") return close_call(context, request, actor, view);
  if (body.text("_geste") == "chercher" || body.has("_mineur")) return see_other(path + "#mineur");
  const std::string more = body.text("_ajouter");
  if (!more.empty() && context.desk.forms.get("appel").find(more)) return see_other(fmt::format("{0}?plus={1}#{1}", path, more));
  return see_other(path + "?enregistre=1");
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
  const auto view = begin_call(context, request, actor, *body, patch);
  if (view) return go_on(context, request, actor, *body, *view);
  if (view.error().kind != base::Kind::invalid) return refuse(context, request, view.error());
  return show_unfinished(context, request, actor, typed_over(new_call(moment), patch), view.error());
}

http::Response post_call(const Context& context, const http::Request& request, const access::Actor& actor) {
  auto before = open_call(context, request, actor);
  if (!before) return refuse(context, request, before.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const Moment moment = moment_of(context, *body);
  const auto patch = call_patch(context.desk.forms.get("appel"), *body, moment);
  const auto view = casework::save_draft(context.desk, actor, before->draft.id, patch, seen_in(*body));
  if (view) return go_on(context, request, actor, *body, *view);
  if (view.error().code == "deja_signe") return see_other(fmt::format("/appels/{}/cloture", before->draft.id.text()));
  if (view.error().kind == base::Kind::stale) return show_call_conflict(context, request, actor, {*before, patch, view.error(), moment}, *body);
  if (view.error().kind != base::Kind::invalid) return refuse(context, request, view.error());
  return show_unfinished(context, request, actor, typed_over(call_of(std::move(*before)), patch), view.error());
}

namespace {

http::Response told(int status, boost::json::object json) {
  http::Response response;
  response.status = status;
  response.body = base::to_text(json);
  return response;
}

http::Response told(const base::Error& error) { return told(http::status_of(error.kind), {{"code", error.code}, {"texte", tied(error.text)}}); }

http::Response told(const Context& context, const access::Actor& actor, int status, const casework::DraftView& view) {
  const Moment moment = moment_of(context, view.draft.said.at("answers").as_object());
  boost::json::object json = call_panel_json(read_call_panel(context, actor, view.draft.said, moment), moment);
  json["adresse"] = fmt::format("/appels/{}", view.draft.id.text());
  json["version"] = view.draft.version;
  json["enregistre"] = show_time(view.draft.saved_at, moment.zone);
  return told(status, std::move(json));
}

}  // namespace

http::Response post_new_call_typed(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return told(body.error());
  const Moment moment = moment_of(context, *body);
  const auto view = begin_call(context, request, actor, *body, call_patch(context.desk.forms.get("appel"), *body, moment));
  return view ? told(context, actor, 200, *view) : told(view.error());
}

http::Response post_call_typed(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_in(request);
  if (!id) return told(casework::unknown_to_you("Appel"));
  const auto body = read_body(request);
  if (!body) return told(body.error());
  const Moment moment = moment_of(context, *body);
  const auto patch = call_patch(context.desk.forms.get("appel"), *body, moment);
  const auto view = casework::save_draft(context.desk, actor, *id, patch, seen_in(*body));
  if (view) return told(context, actor, 200, *view);
  if (view.error().kind != base::Kind::stale) return told(view.error());
  const auto stands = open_call(context, request, actor);
  if (!stands) return told(stands.error());
  boost::json::object json = call_conflict_json(context, {*stands, patch, view.error(), moment});
  for (const auto& member : call_panel_json(read_call_panel(context, actor, stands->draft.said, moment), moment)) json[member.key()] = member.value();
  return told(412, std::move(json));
}

http::Response post_call_left(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_in(request);
  if (!id) return refuse(context, request, casework::unknown_to_you("Appel"));
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const auto left = casework::abandon_draft(context.desk, actor, *id, seen_in(*body));
  if (left) return see_other("/appels?abandonne=1");
  if (left.error().kind == base::Kind::stale) return see_other(fmt::format("/appels/{}?change=1", id->text()));
  return refuse(context, request, left.error());
}

}  // namespace vigie::pages
