#include "pages/call_view.hpp"

#include "base/text.hpp"
#include "pages/call_panel.hpp"
#include "pages/french.hpp"
#include "pages/keep_typed.hpp"
#include "pages/typed_piece.hpp"

namespace vigie::pages {

namespace {

/// Whether two such questions fit side by side.
bool is_short(const forms::Field& field) {
  using Type = forms::FieldType;
  if (!field.shown_if.is_null()) return false;  // hidden, it would leave a hole
  return field.type == Type::text || field.type == Type::number || field.type == Type::date || field.type == Type::departement ||
         (field.type == Type::choice && field.choices.size() > 5);
}

/// Each field in an element of its own, by which the page finds it again.
void draw_items(Dict& at, const Fields& fields, const Filled& filled, const Moment& moment) {
  for (const forms::Field* field : fields) {
    Dict item = at.add("ITEM");
    item.set("FIELD_ID", field->id).show_if(is_short(*field), "HALF");
    draw_fields(item, {field}, filled, moment);
  }
}

bool any_of_fields(const Fields& fields, const Filled& filled) {
  const auto concerns = [&](const forms::Field* field) {
    const std::string own = base::pointer("/answers", field->id);
    const bool wrong = std::any_of(filled.errors.begin(), filled.errors.end(), [&](const auto& error) { return error.pointer.starts_with(own); });
    const bool answered = field->id != "heure_debut" && filled.answers.contains(field->id);  // that one the page fills in
    return wrong || answered || filled.more.contains(field->id);
  };
  return std::any_of(fields.begin(), fields.end(), concerns);
}

void draw_groups(Dict& body, const forms::Form& form, const Filled& filled, const Moment& moment) {
  for (const CallGroup& group : call_groups(form)) {
    body.add("JUMP").set("ANCHOR", fmt::format("#{}", group.id)).set("TITLE", group.title);
    Dict part = body.add("GROUP");
    part.set("ID", group.id).set("TITLE", group.title);
    draw_items(part, group.shown, filled, moment);
    if (group.id == "mineur") part.show("CANDIDATES");
    if (group.folded.empty()) continue;
    Dict more = part.add("MORE");
    const auto asked = std::count_if(group.folded.begin(), group.folded.end(), [](const forms::Field* field) { return field->shown_if.is_null(); });
    more.set("COUNT", asked).set("TITLE", group.title);
    more.show_if(any_of_fields(group.folded, filled), "OPEN");
    draw_items(more, group.folded, filled, moment);
  }
}

}  // namespace

const boost::json::object& Call::said() const {
  static const boost::json::object nothing{{"answers", boost::json::object()}};
  return draft ? draft->draft.said : nothing;
}

std::string Call::path() const { return draft ? path_of(draft->draft) : "/appels/nouveau"; }

Call call_of(casework::DraftView view) {
  Call call;
  if (view.draft.said.contains("answers")) call.filled.answers = view.draft.said.at("answers").as_object();
  call.draft = std::move(view);
  return call;
}

Call new_call(const Moment& moment) {
  Call call;
  call.filled.answers["heure_debut"] = base::to_rfc3339(moment.now, moment.zone);
  return call;
}

Page show_call(const Context& context, const http::Request& request, const access::Actor& actor, const Call& call, const Moment& moment) {
  const forms::Form& form = context.desk.forms.get("appel");
  Page page(request, actor, call.draft ? "Appel en cours" : "Nouvel appel", "appel.html");
  Dict& body = page.body();
  body.set("ACTION", call.path());
  body.set("VERSION", call.draft ? call.draft->draft.version : 0);
  body.set("DRAWN", call.draft ? drawn_text(fields_of(form), call.said().at("answers").as_object()) : "{}");
  body.show_if(request.query_value("aussi").has_value(), "BESIDE");
  body.include("CONFLICT", "saisie_conflit.html");
  body.include("SESSION", "saisie_session.html").set("LOGIN", actor.login);
  if (call.draft) {
    const store::Draft& draft = call.draft->draft;
    body.add("SAVED").set("AT", show_time(draft.saved_at, moment.zone)).set("BY", call.draft->saved_by);
    if (draft.saved_by != actor.account) body.add("OTHER").set("BY", call.draft->saved_by).set("AGO", show_ago(draft.saved_at, moment.now));
    body.add("LEAVE").set("LEAVE_PATH", fmt::format("{}/abandon", call.path())).set("VERSION", draft.version);
  }
  draw_items(body, {form.find("recit")}, call.filled, moment);
  draw_groups(body, form, call.filled, moment);
  draw_call_panel(body, read_call_panel(context, actor, call.said(), moment), moment);
  page.once().module("fields.js").module("appel.js").back("/appels", "Appels");
  return page;
}

Moment moment_of(const Context& context, const Body& body) { return {context.desk.store.clock().now(), zone_in(body)}; }
Moment moment_of(const Context& context, const boost::json::object& answers) { return {context.desk.store.clock().now(), zone_in(answers)}; }

namespace {

void choose_minor(casework::DraftPatch& patch, const std::string& choice) {
  const auto minor = base::MinorId::parse(choice);
  patch["minor"] = minor ? boost::json::value(boost::json::string(minor->text())) : boost::json::value();
  patch["new_minor"] = choice == "nouveau" ? boost::json::value(true) : boost::json::value();
}

}  // namespace

casework::DraftPatch call_patch(const forms::Form& form, const Body& body, const Moment& moment) {
  const Fields all = fields_of(form);
  casework::DraftPatch patch;
  patch["answers"] = body.has("_champs") ? piece_answers(form, body, moment) : changes_in(all, drawn_in(body), read_fields(all, body, moment).answers);
  if (const std::string choice = body.text("_mineur"); !choice.empty()) choose_minor(patch, choice);
  return patch;
}

}  // namespace vigie::pages
