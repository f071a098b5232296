#include "casework/draft.hpp"
#include "pages/draft_view.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

namespace {

constexpr int most_calls = 100;

base::Instant start_of_day(base::Instant now) { return base::read_local({base::to_local(now, base::paris).date, 0, 0, 0}, base::paris).first; }

void show_waiting(Dict& body, const Context& context, const access::Actor& actor, base::Instant now) {
  auto views = casework::list_drafts(context.desk, actor, std::nullopt, most_calls + 1);
  const bool cut = views.size() > most_calls;
  if (cut) views.resize(most_calls);
  std::erase_if(views, [](const casework::DraftView& view) { return view.draft.form != "appel"; });
  body.show_if(cut, "CUT");
  if (views.empty()) {
    body.show("NONE");
    return;
  }
  Dict table = body.add("TABLE");
  table.set("CAPTION", views.size() == 1 ? "1 appel non clôturé" : fmt::format("{} appels non clôturés, le dernier ouvert d’abord", views.size()));
  for (const casework::DraftView& view : views) {
    Dict row = table.add("ROW");
    row.set("OPENED", show_instant(view.draft.opened_at)).set("OPENED_BY", view.opened_by);
    row.set("SAVED", show_ago(view.draft.saved_at, now)).set("SAVED_BY", view.saved_by);
    row.set("PATH", path_of(view.draft));
    row.show_if(view.draft.opened_by == actor.account, "MINE");
  }
}

/// « E-4K7Q-9F2X », of the absence that a call opened or completed; empty when it spoke of none.
std::string absence_of(const Context& context, const access::Actor& actor, const store::Draft& signed_call) {
  const auto episode = casework::receipt_from(*signed_call.receipt).episode;
  if (!episode) return {};
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    const auto record = store::find_episode(reading, *episode);
    return record ? record->episode.reference : std::string();
  });
}

void show_closed(Dict& body, const Context& context, const access::Actor& actor, base::Instant now) {
  auto views = casework::list_signed_drafts(context.desk, actor, "appel", start_of_day(now), most_calls + 1);
  const bool cut = views.size() > most_calls;
  if (cut) views.resize(most_calls);
  body.show_if(cut, "CLOSED_CUT");
  if (views.empty()) {
    body.show("NONE_CLOSED");
    return;
  }
  Dict table = body.add("CLOSED");
  table.set("CAPTION", views.size() == 1 ? "1 appel clôturé" : fmt::format("{} appels clôturés, le dernier d’abord", views.size()));
  for (const casework::DraftView& view : views) {
    Dict row = table.add("ROW");
    const std::string absence = absence_of(context, actor, view.draft);
    row.set("AT", show_time(view.draft.saved_at)).set("BY", view.saved_by).set("PATH", path_of(view.draft, "cloture"));
    row.set("ABSENCE", absence.empty() ? "Aucune" : absence).show_if(view.draft.saved_by == actor.account, "MINE");
  }
}

}  // namespace

http::Response get_calls(const Context& context, const http::Request& request, const access::Actor& actor) {
  const base::Instant now = context.desk.store.clock().now();
  Page page(request, actor, "Appels", "appels.html");
  show_waiting(page.body(), context, actor, now);
  show_closed(page.body(), context, actor, now);
  if (request.query_value("abandonne")) page.done("La fiche d’appel est abandonnée\u00a0: rien n’en reste.");
  return page.answer();
}

}  // namespace vigie::pages
