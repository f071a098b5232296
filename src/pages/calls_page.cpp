#include "casework/draft.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

namespace {

constexpr int most_calls = 100;

}  // namespace

http::Response get_calls(const Context& context, const http::Request& request, const access::Actor& actor) {
  const base::Instant now = context.desk.store.clock().now();
  auto views = casework::list_drafts(context.desk, actor, std::nullopt, most_calls + 1);
  const bool cut = views.size() > most_calls;
  if (cut) views.resize(most_calls);
  std::erase_if(views, [](const casework::DraftView& view) { return view.draft.form != "appel"; });
  Page page(request, actor, "Appels", "appels.html");
  Dict& body = page.body();
  if (views.empty()) body.show("NONE");
  else {
    Dict table = body.add("TABLE");
    table.set("CAPTION", views.size() == 1 ? "1 appel non clôturé" : fmt::format("{} appels non clôturés, le dernier ouvert d’abord", views.size()));
    for (const casework::DraftView& view : views) {
      Dict row = table.add("ROW");
      row.set("OPENED", show_instant(view.draft.opened_at)).set("OPENED_BY", view.opened_by);
      row.set("SAVED", show_ago(view.draft.saved_at, now)).set("SAVED_BY", view.saved_by);
      row.set("PATH", fmt::format("/appels/{}", view.draft.id.text()));
      row.show_if(view.draft.opened_by == actor.account, "MINE");
    }
  }
  body.show_if(cut, "CUT");
  if (request.query_value("abandonne")) page.done("La fiche d’appel est abandonnée : rien n’en reste.");
  return page.answer();
}

}  // namespace vigie::pages
