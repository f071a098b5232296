#include "base/text.hpp"
#include "pages/alert_view.hpp"
#include "pages/assessment_view.hpp"
#include "pages/assets.hpp"
#include "pages/board_filter.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"

namespace vigie::pages {

namespace {

constexpr std::size_t most_on_board = 500;

void show_alerts(Dict& row, const casework::Watched& absence, std::string_view zone, std::string_view back, base::Instant now) {
  const std::string id = absence.absence.id.text();
  for (const store::HeldAlert& held : absence.alerts) {
    Dict alert = row.add("ALERT");
    show_held(alert, held, zone, now);
    alert.set("PATH", fmt::format("/alertes/{}", held.alert.id.text())).set("NAME", tied(absence.display));
    if (held.alert.state != alerts::State::ouverte) continue;
    Dict take = alert.add("TAKE");
    take.set("ACTION", fmt::format("/alertes/{}/prendre", held.alert.id.text()));
    take.set("BACK", fmt::format("{}#a-{}", back, id));
  }
  const std::size_t tasks = absence.tasks.size();
  if (tasks > 0) {
    Dict shown = row.add("TASKS");
    shown.set("PATH", fmt::format("/alertes?absence={}", id)).set("COUNT", tasks == 1 ? "1 tâche" : fmt::format("{} tâches", tasks));
    if (absence.overdue_tasks > 0) shown.add("LATE").set("LATE_COUNT", fmt::format("{} en retard", absence.overdue_tasks));
  }
  row.show_if(absence.alerts.empty() && tasks == 0, "NOTHING");
}

void show_row(Dict& table, const casework::Watched& absence, std::string_view back, base::Instant now) {
  const store::Glimpse& one = absence.absence;
  const std::string_view zone = base::zone_of_departement(one.departement);
  const std::string id = one.id.text();
  const bool seen_leaving = one.departed.earliest == one.departed.latest;
  Dict row = table.add("ROW");
  row.set("ID", "a-" + id).set("NAME", tied(absence.display)).set("AGE", show_age(absence.age)).set("REFERENCE", one.reference);
  row.set("PATH", "/absences/" + id);
  row.set("PLACE", show_departement(one.departement)).set("DEPARTED", show_window(one.departed, zone));
  row.set("SINCE", (seen_leaving ? "" : "au moins ") + show_duration(now - one.departed.latest)).set("PHASE", show_phase(absence.phase));
  if (!absence.declarants.empty()) row.add("DECLARED").set("WHO", fmt::format("{}", fmt::join(absence.declarants, ", ")));
  if (one.status == episodes::Status::localise) show_tag(row, "STATUS", show_status(one.status));
  show_verdict(row, one.stands, one.decided);
  row.show_if(absence.overdue, "OVERDUE_ROW");
  show_alerts(row, absence, zone, back, now);
}

std::string count_of(std::size_t shown, std::size_t all) {
  const auto absences = [](std::size_t count) { return count == 1 ? std::string("1 absence") : fmt::format("{} absences", count); };
  return shown == all ? fmt::format("{} en cours", absences(all)) : fmt::format("{} sur {} en cours", absences(shown), all);
}

/// The part of the board that the live module asks for again: `veille_lignes.html`.
void show_rows(Dict rows, const casework::Board& board, const AskedBoard& asked, base::Instant now) {
  rows.set("TIME", show_time(now));
  if (board.rows.empty()) return (void)rows.show(board.all == 0 ? "NOBODY_AWAY" : "NONE_FITS");
  const std::string back = address_of("/veille", asked);
  const std::size_t from = std::min(most_on_board * (asked.page - 1), board.rows.size());
  const std::size_t until = std::min(from + most_on_board, board.rows.size());
  Dict table = rows.add("TABLE");
  table.set("CAPTION", count_of(board.rows.size(), board.all));
  for (std::size_t i = from; i < until; ++i) show_row(table, board.rows[i], back, now);
  if (until < board.rows.size()) {
    AskedBoard next = asked;
    ++next.page;
    rows.add("MORE").set("PATH", address_of("/veille", next)).set("COUNT", fmt::to_string(board.rows.size() - until));
  }
}

http::Response show_board(const Context& context, const http::Request& request, const access::Actor& actor, const AskedBoard& asked,
                          const casework::Board& board) {
  const base::Instant now = context.desk.store.clock().now();
  Page page(request, actor, "Veille", "veille.html");
  Dict& body = page.body();
  body.set("REFRESH", address_of("/veille", asked)).set("WORDS", asked.filter.words);
  draw_filter(body, asked.filter, board);
  body.show_if(narrows(asked.filter) || !asked.filter.words.empty(), "NARROWED");
  if (asked.filter.words.empty()) {
    Dict live = body.add("LIVE");
    live.set("ROWS_ADDRESS", address_of("/veille/lignes", asked)).set("WORKER", asset("liveworker.js")).set("WHO", actor.login);
    page.module("live.js");
  } else {
    body.add("SEARCHED").set("FOUND", board.rows.size() == 1 ? "1 absence trouvée" : fmt::format("{} absences trouvées", board.rows.size()));
  }
  show_rows(body.include("ROWS", "veille_lignes.html"), board, asked, now);
  return page.answer();
}

}  // namespace

http::Response get_board(const Context& context, const http::Request& request, const access::Actor& actor) {
  const AskedBoard asked = read_asked_board(request);
  const auto board = casework::watch(context.desk, actor, asked.filter);
  if (!board) return refuse(context, request, board.error());
  return show_board(context, request, actor, asked, *board);
}

http::Response get_board_rows(const Context& context, const http::Request& request, const access::Actor& actor) {
  const AskedBoard asked = read_asked_board(request);
  const auto board = casework::watch(context.desk, actor, asked.filter);
  if (!board) return refuse(context, request, board.error());
  Dict rows;
  show_rows(rows, *board, asked, context.desk.store.clock().now());
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Content-Language", "fr");
  response.body = render("veille_lignes.html", rows);
  return response;
}

/// A search on the board: a POST that changes nothing, names never travel in a URL.
http::Response post_board(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  AskedBoard asked = read_asked_board(request);
  asked.filter.words = body->text("q");
  auto board = casework::watch(context.desk, actor, asked.filter);
  if (board) return show_board(context, request, actor, asked, *board);
  if (board.error().kind != base::Kind::invalid) return refuse(context, request, board.error());
  Page page(request, actor, "Veille", "veille_recherche.html");
  page.body().set("WORDS", asked.filter.words).set_part("WRONG", tied(board.error().text));
  return page.errors({{board.error().text, "q-veille"}}).answer(422);
}

}  // namespace vigie::pages
