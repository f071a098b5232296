#include "pages/answers_view.hpp"
#include "pages/draft_conflict.hpp"
#include "pages/handlers.hpp"
#include "pages/keep_typed.hpp"

namespace vigie::pages {

namespace {

namespace json = boost::json;
constexpr std::string_view answers_at = "/answers/";

/// The field that a pointer of a patch names; nothing when it is a choice of the page (form, minor, episode).
const forms::Field* field_at(const Context& context, const std::string& pointer) {
  return pointer.starts_with(answers_at) ? context.desk.forms.find_field(pointer.substr(answers_at.size())) : nullptr;
}

std::string show_choice(const Context& context, const access::Actor& actor, const std::string& pointer, const std::string& text) {
  if (pointer == "/form") return context.desk.forms.find(text) ? context.desk.forms.get(text).title : text;
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) -> std::string {
    if (const auto chosen = pointer == "/minor" ? base::MinorId::parse(text) : std::nullopt) {
      const auto minor = store::find_minor(reading, *chosen);  // what was sent may name a child out of reach
      return minor ? minor->reference : text;
    }
    const auto id = base::EpisodeId::parse(text);
    const auto episode = id ? store::find_episode(reading, *id) : std::nullopt;
    return episode ? episode->episode.reference : text;
  });
}

void show_value(const Context& context, const access::Actor& actor, Dict at, const std::string& pointer, const json::value& value, std::string_view zone) {
  if (value.is_null()) {
    at.add("LINE").set("TEXT", "Sans réponse");
    return;
  }
  if (value.is_bool()) at.add("LINE").set("TEXT", "Oui");
  else if (const forms::Field* field = field_at(context, pointer))
    for (const std::string& line : show_answer(*field, value, zone)) at.add("LINE").set("TEXT", line);
  else if (value.is_string()) at.add("LINE").set("TEXT", show_choice(context, actor, pointer, std::string(value.get_string())));
}

/// What a patch says at a pointer; null: that nothing is left there.
json::value said_at(const json::object& patch, const std::string& pointer) {
  const json::value* all = pointer.starts_with(answers_at) ? base::find(patch, "answers") : nullptr;
  const json::value* said = all && all->is_object() ? base::find(all->get_object(), pointer.substr(answers_at.size())) : base::find(patch, pointer.substr(1));
  return said ? *said : json::value();
}

/// Of what the form sent, what a draft takes; the acts check the rest.
casework::DraftPatch patch_in(const Body& body) {
  casework::DraftPatch patch;
  auto told = base::parse_json(body.raw("_mien"));
  if (!told || !told->is_object()) return patch;
  for (const auto& [key, value] : told->get_object()) {
    const std::string text = value.is_string() ? std::string(value.get_string()) : "";
    const bool id = value.is_null() || (key == "minor" && base::MinorId::parse(text)) || (key == "episode" && base::EpisodeId::parse(text));
    const bool truth = value.is_null() || (value.is_bool() && value.get_bool());
    if (((key == "answers" || key == "sections") && value.is_object()) || (key == "form" && value.is_string()) || ((key == "minor" || key == "episode") && id) ||
        ((key == "new_minor" || key == "new_episode") && truth))
      patch[key] = value;
  }
  return patch;
}

void leave(casework::DraftPatch& patch, const std::string& pointer) {
  if (!pointer.starts_with(answers_at)) patch.erase(pointer.substr(1));
  else if (patch.contains("answers")) patch.at("answers").get_object().erase(pointer.substr(answers_at.size()));
}

}  // namespace

std::string label_at(const Context& context, const std::string& pointer) {
  if (pointer == "/form") return "Le formulaire";
  if (pointer == "/minor" || pointer == "/new_minor") return "Le mineur concerné";
  if (pointer == "/episode" || pointer == "/new_episode") return "L’absence concernée";
  const forms::Field* field = field_at(context, pointer);
  return field ? field->label : pointer;
}

http::Response show_conflict(const Context& context, const http::Request& request, const access::Actor& actor, const store::Draft& stands,
                             const Conflict& conflict) {
  Page page(request, actor, "Deux personnes ont saisi en même temps", "brouillon_conflit.html");
  const std::string_view zone = zone_in(stands.said.at("answers").get_object());
  Dict& body = page.body();
  body.set("ACTION", path_of(stands, "choisir")).set("VERSION", stands.version).set("MINE", base::to_text(conflict.mine)).set("NEXT", conflict.next);
  for (std::size_t i = 0; i < conflict.disputed.size(); ++i) {
    const std::string& pointer = conflict.disputed[i];
    Dict field = body.add("FIELD");
    field.set("LABEL", tied(label_at(context, pointer))).set("POINTER", pointer).set("ID", fmt::format("choix-{}", i + 1));
    show_value(context, actor, field.add("OWN"), pointer, said_at(conflict.mine, pointer), zone);
    show_value(context, actor, field.add("OTHER"), pointer, value_at(stands, pointer), zone);
  }
  page.back(path_of(stands), stands.form == "appel" ? "L’appel" : "Le brouillon");
  return page.errors(conflict.errors).answer(conflict.errors.empty() ? 412 : 422);
}

http::Response settle_conflict(const Context& context, const http::Request& request, const access::Actor& actor, const store::Draft& draft,
                               const Body& body) {
  Conflict conflict{patch_in(body), body.all("_dispute"), local_path(body.text("_suite")), {}};
  if (!conflict.next.starts_with(path_of(draft))) conflict.next = path_of(draft);
  casework::DraftPatch patch = conflict.mine;
  for (std::size_t i = 0; i < conflict.disputed.size(); ++i) {
    const std::string chosen = body.text("choix" + conflict.disputed[i]);
    if (chosen == "autre") leave(patch, conflict.disputed[i]);
    else if (chosen != "mienne")
      conflict.errors.push_back({fmt::format("{}\u00a0: choisissez la valeur à garder.", label_at(context, conflict.disputed[i])), fmt::format("choix-{}", i + 1)});
  }
  if (!conflict.errors.empty()) return show_conflict(context, request, actor, draft, conflict);
  return save_and_go(context, request, actor, draft, patch, version_in(body), conflict.next);
}

http::Response post_draft_choice(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_draft(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  return settle_conflict(context, request, actor, view->draft, *body);
}

}  // namespace vigie::pages
