#include "casework/match_minor.hpp"
#include "casework/open_file.hpp"
#include "casework/sheet.hpp"
#include "pages/answers_view.hpp"
#include "pages/carry_over.hpp"
#include "pages/draft_steps.hpp"
#include "pages/handlers.hpp"
#include "pages/keep_typed.hpp"

namespace vigie::pages {

namespace {

namespace json = boost::json;

/// What was looked for, and found.
struct Sought {
  std::string query, wrong;
  std::optional<std::vector<casework::CandidateView>> found;
};

void show_candidates(Dict& body, const std::vector<casework::CandidateView>& candidates, std::string_view title) {
  Dict list = body.add("CANDIDATES");
  list.set("HEADING", title);
  if (candidates.empty()) list.show("NONE");
  for (const casework::CandidateView& one : candidates) {
    Dict row = list.add("CANDIDATE");
    row.set("ID", one.id.text()).set("NAME", tied(one.display)).set("AGE", show_age(one.age)).set("REFERENCE", one.reference);
    row.set_part("WHY", tied(show_likeness(one)));
  }
}

/// The absences that last of the chosen child, and their preventive sheet, when there is something to choose.
base::Status show_file(Dict& body, const Context& context, const access::Actor& actor, const DraftView& view, base::MinorId minor) {
  const auto file = casework::open_minor(context.desk, actor, minor, "declaration");
  if (!file) return file.error();
  Dict chosen = body.add("CHOSEN");
  for (const casework::EpisodeView& one : file->episodes) {
    const episodes::Episode& episode = one.record.episode;
    if (!view.declares() || !episode.open()) continue;
    Dict absence = chosen.add("ABSENCE");
    absence.set("ID", episode.id.text()).set("REFERENCE", episode.reference).set("DEPARTED", show_window(episode.departed, episode.zone));
    absence.set("STATUS", show_status(episode.status).label);
    absence.show_if(base::find_text(view.draft.said, "episode") == episode.id.text(), "PICKED");
  }
  chosen.show_if(base::find(view.draft.said, "new_episode") != nullptr, "NEW_PICKED");
  const auto sheet = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) { return casework::find_sheet(reading, minor); });
  if (sheet && view.declares() && !base::find(view.draft.said, "sheet"))
    chosen.add("SHEET").set("ID", sheet->id.text()).set("AGE", show_age_of(sheet->signed_at, view.moment.now));
  return base::Done{};
}

http::Response show_minor_page(const Context& context, const http::Request& request, const access::Actor& actor, const DraftView& view, const Sought& sought) {
  Page page(request, actor, "Mineur concerné", "brouillon_mineur.html");
  Dict& body = page.body();
  const MinorChoice choice = minor_choice_of(context, actor, view);
  body.set("ACTION", view.path("mineur")).set("VERSION", view.draft.version).set("CHOICE", choice.minor_text).set("QUERY", sought.query);
  body.show_if(request.query_value("aussi").has_value(), "BESIDE");
  if (choice.made()) body.add("ON").set("PATH", view.path("sections/" + view.form->sections[std::min<std::size_t>(1, view.form->sections.size() - 1)].id));
  if (choice.minor) {
    if (const auto shown = show_file(body, context, actor, view, *choice.minor); !shown) return refuse(context, request, shown.error());
    if (view.declares()) body.set_part("WHICH", choice.absence_text);
  }
  if (sought.found) show_candidates(body, *sought.found, "Mineurs trouvés");
  else {
    const auto person = identity::person_from(view.answers(), view.moment.now);
    const auto likely = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
      return casework::candidates_for(context.desk, reading, person, choice.minor);
    });
    if (!person.nothing()) show_candidates(body, likely, choice.minor ? "Autres mineurs connus qui ressemblent aux réponses" : "Mineurs connus qui ressemblent aux réponses");
  }
  body.set_part("WRONG", tied(sought.wrong));
  if (!sought.wrong.empty()) page.errors({{sought.wrong, "q"}});
  return page.back(view.path(), "Les étapes").answer(sought.wrong.empty() ? 200 : 422);
}

/// What a button of the page says: a child, nobody known, an absence.
std::optional<casework::DraftPatch> identity_patch_in(const Body& body) {
  if (const auto minor = base::MinorId::parse(body.text("mineur")))
    return casework::DraftPatch{{"minor", minor->text()}, {"new_minor", nullptr}, {"episode", nullptr}, {"new_episode", nullptr}};
  if (body.has("inconnu")) return casework::DraftPatch{{"new_minor", true}, {"minor", nullptr}, {"episode", nullptr}, {"new_episode", nullptr}};
  if (body.text("absence") == "nouvelle") return casework::DraftPatch{{"new_episode", true}, {"episode", nullptr}};
  if (const auto episode = base::EpisodeId::parse(body.text("absence"))) return casework::DraftPatch{{"episode", episode->text()}, {"new_episode", nullptr}};
  return std::nullopt;
}

/// The sheet's answers where the draft has none yet.
base::Result<casework::DraftPatch> patch_from_sheet(const Context& context, const access::Actor& actor, const DraftView& view, std::string_view id) {
  const auto sheet = open_sheet(context, actor, id);
  if (!sheet) return sheet.error();
  json::object answers = carried_over(*view.form, *sheet);
  for (const auto& [field, answer] : view.answers()) answers.erase(field);
  return casework::DraftPatch{{"answers", std::move(answers)}, {"sheet", sheet->id.text()}};
}

/// After a child is chosen the page asks which absence, when one lasts; else on to the next section.
std::string path_after(const Context& context, const access::Actor& actor, const DraftView& view, const casework::DraftPatch& patch) {
  const std::string on = view.path("sections/" + view.form->sections[std::min<std::size_t>(1, view.form->sections.size() - 1)].id);
  const auto told = base::find_text(patch, "minor");
  const auto minor = told ? base::MinorId::parse(*told) : std::nullopt;
  if (!minor) return on;
  const bool asks = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return casework::find_sheet(reading, *minor) || casework::find_lasting(reading, *minor);
  });
  return asks ? view.path("mineur") : on;
}

}  // namespace

http::Response get_draft_minor(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_draft(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  if (view->draft.declaration) return see_other(view->path("signee"));
  return show_minor_page(context, request, actor, *view, {});
}

http::Response post_draft_minor(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto view = open_draft(context, actor, request.param("id"));
  if (!view) return refuse(context, request, view.error());
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  if (body->has("fiche")) {
    const auto patch = patch_from_sheet(context, actor, *view, body->text("fiche"));
    if (!patch) return refuse(context, request, patch.error());
    return save_and_go(context, request, actor, view->draft, *patch, version_in(*body), view->path("changements"));
  }
  if (const auto patch = identity_patch_in(*body)) {
    const auto told = base::find_text(*patch, "minor");
    const auto minor = told ? base::MinorId::parse(*told) : std::nullopt;
    if (minor)  // out of reach is as good as unknown, now and not at the signature
      if (const auto file = casework::open_minor(context.desk, actor, *minor, "declaration"); !file) return refuse(context, request, file.error());
    return save_and_go(context, request, actor, view->draft, *patch, version_in(*body), path_after(context, actor, *view, *patch));
  }
  Sought sought;
  sought.query = body->text("q");
  auto found = casework::search_minors(context.desk, actor, sought.query, 10);
  if (found) sought.found = std::move(*found);
  else if (found.error().kind == base::Kind::invalid) sought.wrong = found.error().text;
  else return refuse(context, request, found.error());
  return show_minor_page(context, request, actor, *view, sought);
}

}  // namespace vigie::pages
