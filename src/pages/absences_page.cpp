#include "pages/absence_sheet.hpp"
#include "pages/absence_view.hpp"
#include "pages/assessment_view.hpp"
#include "pages/cursor.hpp"
#include "pages/decisions_view.hpp"
#include "pages/handlers.hpp"

namespace vigie::pages {

namespace {

constexpr int most_rows = 100;

/// Absences that last, the latest departures first; those of one's own organisation unless all were asked for.
struct AskedAbsences {
  bool everywhere = false;
  std::optional<std::pair<std::int64_t, std::string>> after;
};

struct Listed {
  std::vector<AbsenceView> rows;
  std::set<base::EpisodeId> again;  // whose decision another assessment has followed
  std::string next;  // cursor, empty at the end
};

/// Both states of an absence that lasts, as one list; each is asked for one row more than a page holds.
Listed list_open(const Context& context, const store::Reading& reading, const access::Actor& actor, const AskedAbsences& asked) {
  std::vector<store::EpisodeRecord> records;
  for (const auto status : {episodes::Status::en_cours, episodes::Status::localise}) {
    store::EpisodeFilter filter;
    filter.status = status;
    if (!asked.everywhere) filter.organisation = actor.organisation;
    filter.after = asked.after;
    filter.limit = most_rows + 1;
    for (auto& record : store::list_episodes(reading, filter)) records.push_back(std::move(record));
  }
  const auto place = [](const store::EpisodeRecord& record) { return std::pair(record.episode.departed.latest.ms, record.episode.id.text()); };
  std::sort(records.begin(), records.end(), [&](const auto& a, const auto& b) { return place(a) > place(b); });
  Listed listed;
  if (records.size() > most_rows) {
    records.resize(most_rows);
    listed.next = cursor_at(records.back().episode);
  }
  for (store::EpisodeRecord& record : records)
    if (const auto minor = store::find_minor(reading, record.minor)) {
      if (record.decision && is_to_read_again(casework::brief(reading, record))) listed.again.insert(record.episode.id);
      listed.rows.push_back({std::move(record), casework::show_minor(context.desk, reading, *minor)});
    }
  return listed;
}

void show_row(Dict table, const AbsenceView& absence, const access::Actor& actor, base::Instant now, bool again) {
  const episodes::Episode& episode = absence.record.episode;
  Dict row = table.add("ROW");
  row.set("NAME", tied(absence.minor.display)).set("AGE", show_age(absence.minor.age)).set("REFERENCE", absence.minor.reference);
  row.set("DEPARTED", show_window(episode.departed, episode.zone)).set("ABSENCE", show_absence(episodes::absence_hours(episode, now)));
  row.set("PATH", "/absences/" + episode.id.text());
  if (access::may(actor, access::Act::record_return)) row.add("RETURN").set("PATH", fmt::format("/absences/{}/retour", episode.id.text()));
  row.show_if(again, "AGAIN");
  show_tag(row, "STATUS", show_status(episode.status));
  show_verdict(row, absence.record.stands, absence.record.decision.has_value());
}

}  // namespace

http::Response get_absences(const Context& context, const http::Request& request, const access::Actor& actor) {
  if (access::scope_of(actor).reach == access::Scope::Reach::pseudonymous) return show_pseudonymous_absences(context, request, actor);
  AskedAbsences asked;
  const bool police = access::may(actor, access::Act::decide);
  asked.everywhere = !police || request.query_value("qui") == "toutes";  // a home reaches its own minors only, whoever declared
  asked.after = cursor_of(request);
  Page page(request, actor, "Absences en cours", "absences.html");
  const Listed listed = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return list_open(context, reading, actor, asked);
  });
  Dict& body = page.body();
  if (police) body.show(asked.everywhere ? "ALL" : "OWN");
  if (listed.rows.empty()) body.show("NONE");
  else {
    Dict table = body.add("TABLE");
    table.set("CAPTION", title_of(listed.rows.size(), "absence", "absences", "le départ le plus récent d’abord", asked.after || !listed.next.empty()));
    const base::Instant now = context.desk.store.clock().now();
    for (const AbsenceView& row : listed.rows) show_row(table, row, actor, now, listed.again.contains(row.record.episode.id));
  }
  if (!listed.next.empty()) body.add("NEXT").set("PATH", fmt::format("/absences?apres={}{}", listed.next, police && asked.everywhere ? "&qui=toutes" : ""));
  if (request.query_value("fin_accueil")) page.done("La fin d’accueil est enregistrée.");
  return page.answer();
}

}  // namespace vigie::pages
