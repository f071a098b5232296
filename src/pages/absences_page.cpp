#include "pages/absence_view.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"

namespace vigie::pages {

namespace {

constexpr int most_rows = 100;

/// Absences that last, the latest departures first; those of one's own organisation unless all were asked for.
struct Asked {
  bool everywhere = false;
  std::optional<std::pair<std::int64_t, std::string>> after;
};

std::optional<std::pair<std::int64_t, std::string>> cursor_of(const http::Request& request) {
  const std::string told(request.query_value("apres").value_or(""));
  const std::size_t dot = told.find('.');
  const bool digits = dot != std::string::npos && dot > 0 && dot <= 15 && told.find_first_not_of("0123456789") == dot;
  if (!digits || !base::EpisodeId::parse(told.substr(dot + 1))) return std::nullopt;
  return std::pair<std::int64_t, std::string>(std::stoll(told.substr(0, dot)), told.substr(dot + 1));
}

struct Listed {
  std::vector<AbsenceView> rows;
  std::string next;  // cursor, empty at the end
};

/// Both states of an absence that lasts, as one list; each is asked for one row more than a page holds.
Listed list_open(const Context& context, const store::Reading& reading, const access::Actor& actor, const Asked& asked) {
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
    const auto [ms, id] = place(records.back());
    listed.next = fmt::format("{}.{}", ms, id);
  }
  for (store::EpisodeRecord& record : records)
    if (const auto minor = store::find_minor(reading, record.minor))
      listed.rows.push_back({std::move(record), casework::show_minor(context.desk, reading, *minor)});
  return listed;
}

void show_tag(Dict& row, std::string_view part, const ShownState& state) { row.add(part).set("LABEL", state.label).set("TAG", state.tag); }

void show_row(Dict table, const AbsenceView& absence, base::Instant now) {
  const episodes::Episode& episode = absence.record.episode;
  Dict row = table.add("ROW");
  row.set("NAME", tied(absence.minor.display)).set("AGE", show_age(absence.minor.age)).set("REFERENCE", absence.minor.reference);
  row.set("DEPARTED", show_window(episode.departed, episode.zone)).set("ABSENCE", show_absence(episodes::absence_hours(episode, now)));
  row.set("PATH", fmt::format("/absences/{}/retour", episode.id.text()));
  show_tag(row, "STATUS", show_status(episode.status));
  show_tag(row, "QUALIFICATION", show_qualification(absence.record.stands.qualification));
  show_tag(row, "LEVEL", show_level(absence.record.stands.level));
}

}  // namespace

http::Response get_absences(const Context& context, const http::Request& request, const access::Actor& actor) {
  Asked asked;
  const bool police = actor.role == access::Role::police;
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
    table.set("CAPTION", listed.rows.size() == 1 ? "1 absence" : fmt::format("{} absences, le départ le plus récent d’abord", listed.rows.size()));
    for (const AbsenceView& row : listed.rows) show_row(table, row, context.desk.store.clock().now());
  }
  if (!listed.next.empty()) body.add("NEXT").set("PATH", fmt::format("/absences?apres={}{}", listed.next, police && asked.everywhere ? "&qui=toutes" : ""));
  return page.answer();
}

}  // namespace vigie::pages
