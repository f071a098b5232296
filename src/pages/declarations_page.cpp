#include "casework/draft.hpp"
#include "casework/sheet.hpp"
#include "pages/answers_view.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/home_minors.hpp"

namespace vigie::pages {

namespace {

constexpr int most_drafts = 50;

void show_drafts(Dict& body, const Context& context, const access::Actor& actor, base::Instant now, bool& more) {
  auto drafts = casework::list_drafts(context.desk, actor, std::nullopt, most_drafts + 1);
  more = drafts.size() > most_drafts;
  if (more) drafts.resize(most_drafts);
  if (drafts.empty()) {
    body.show("NO_DRAFT");
    return;
  }
  Dict table = body.add("DRAFTS");
  table.set("DAYS", context.desk.draft_kept / std::chrono::hours(24));
  for (const casework::DraftView& view : drafts) {
    Dict row = table.add("ROW");
    row.set("FORM", tied(context.desk.forms.get(view.draft.form).title)).set("PATH", fmt::format("/declarations/brouillons/{}", view.draft.id.text()));
    row.set("OPENED", show_instant(view.draft.opened_at)).set("OPENED_BY", view.opened_by);
    row.set("SAVED", show_ago(view.draft.saved_at, now)).set("SAVED_BY", view.saved_by);
  }
}

}  // namespace

void show_home_minors(Dict& body, const Context& context, const access::Actor& actor, base::Instant now) {
  const auto minors = casework::list_home_minors(context.desk, actor);
  Dict home = body.add("HOME");
  if (minors.empty()) {
    home.show("NONE");
    return;
  }
  Dict table = home.add("MINORS");
  for (const casework::HomeMinor& one : minors) {
    Dict row = table.add("MINOR");
    row.set("NAME", tied(one.minor.display)).set("AGE", show_age(one.minor.age)).set("REFERENCE", one.minor.reference);
    const std::string id = one.minor.id.text();
    const bool of_age = one.minor.age && *one.minor.age >= 18;  // nothing new is declared of an adult
    if (one.away) row.add("AWAY").set("PATH", fmt::format("/absences/{}/retour", one.away->text()));
    if (one.sheet) {
      Dict sheet = row.add("SHEET");
      sheet.set("AGO", show_age_of(one.sheet->signed_at, now));
      if (!of_age) sheet.add("UPDATE").set("ID", one.sheet->id.text());
    }
    if (of_age) row.show("OF_AGE");
    else if (one.sheet) row.add("FROM_SHEET").set("ID", one.sheet->id.text());
    else row.add("NO_SHEET").set("ID", id), row.add("FROM_MINOR").set("ID", id);
  }
}

http::Response get_declarations(const Context& context, const http::Request& request, const access::Actor& actor) {
  Page page(request, actor, "Déclarations", "declarations.html");
  const base::Instant now = context.desk.store.clock().now();
  bool more = false;
  show_drafts(page.body(), context, actor, now, more);
  page.body().show_if(more, "MORE");
  if (access::scope_of(actor).reach == access::Scope::Reach::own_minors) show_home_minors(page.body(), context, actor, now);
  if (request.query_value("efface")) page.done("Le brouillon est effacé.");
  return page.once().answer();
}

}  // namespace vigie::pages
