#include "api/body.hpp"
#include "api/encode.hpp"
#include "api/handlers.hpp"
#include "store/accounts.hpp"

namespace vigie::api {

namespace {

base::Error wrong(std::string_view key, std::string detail) {
  return base::field_error(base::pointer("", key), "filtre_invalide", std::move(detail));
}

base::Result<std::optional<base::Instant>> since_of(const http::Request& request) {
  const auto since = request.query_value("since");
  if (!since) return std::optional<base::Instant>();
  if (const auto date = base::parse_date(*since))
    return std::optional(base::read_local({*date, 0, 0, 0}, base::paris).first);
  const auto time = base::parse_time(*since);
  if (!time) return wrong("since", "« since » est une date (2026-11-21) ou un instant (2026-11-21T18:05:00+01:00).");
  return std::optional(time->instant ? *time->instant : base::read_local(time->local, base::paris).first);
}

template <class T>
base::Result<std::optional<T>> code_of(const http::Request& request, std::string_view key, std::optional<T> (*parse)(std::string_view)) {
  const auto code = request.query_value(key);
  if (!code) return std::optional<T>();
  auto parsed = parse(*code);
  if (!parsed) return wrong(key, fmt::format("« {} » n’a pas cette valeur.", key));
  return parsed;
}

base::Result<store::EpisodeFilter> filter_of(const http::Request& request, const store::Reading& reading) {
  store::EpisodeFilter filter;
  const auto page = page_of(request);
  if (!page) return page.error();
  const auto status = code_of<episodes::Status>(request, "status", episodes::parse_status);
  if (!status) return status.error();
  const auto level = code_of<triage::Level>(request, "level", triage::parse_level);
  if (!level) return level.error();
  const auto qualification = code_of<triage::Qualification>(request, "qualification", triage::parse_qualification);
  if (!qualification) return qualification.error();
  const auto since = since_of(request);
  if (!since) return since.error();
  filter.status = *status;
  filter.level = *level;
  filter.qualification = *qualification;
  filter.since = *since;
  filter.departement = request.query_value("departement").value_or("");
  if (const auto organisation = request.query_value("organisation")) {
    filter.organisation = base::OrganisationId::parse(*organisation);
    if (const auto named = store::find_organisation(reading.sql, *organisation)) filter.organisation = named->id;
    const bool others = (reading.scope.reach == access::Scope::Reach::own_minors || reading.scope.reach == access::Scope::Reach::departement) &&
                        filter.organisation != reading.scope.organisation;
    // Unknown, or what a reader who does not reach every minor may not know of another organisation: it signed nothing.
    if (!filter.organisation || others) filter.organisation = base::OrganisationId{};
  }
  filter.after = page->after;
  filter.limit = page->limit;
  return filter;
}

}  // namespace

http::Response list_episodes(const Context& context, const http::Request& request, const access::Actor& actor) {
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    auto filter = filter_of(request, reading);
    if (!filter) return http::problem(filter.error());
    ++filter->limit;  // one more tells whether another page follows
    auto records = store::list_episodes(reading, *filter);
    boost::json::value next;
    if (records.size() == static_cast<std::size_t>(filter->limit)) {
      records.pop_back();
      const episodes::Episode& last = records.back().episode;
      next = boost::json::string(cursor(last.departed.latest.ms, last.id.text()));
    }
    boost::json::array items;
    for (auto& record : records) items.push_back(to_json(casework::brief(reading, std::move(record)), actor, reading.now));
    return answer(200, boost::json::object{{"items", std::move(items)}, {"next", std::move(next)}});
  });
}

http::Response get_episode(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::EpisodeId>(request);
  if (!id) return http::problem(id.error());
  auto view = casework::open_episode(context.desk, actor, *id, casework::motive_from(request.header("vigie-motif")));
  if (!view) return http::problem(view.error());
  boost::json::object json = to_json(*view, actor, context.desk.store.clock().now());
  boost::json::array assessments;
  for (casework::AssessmentView& assessment : view->assessments) assessments.push_back(to_json(std::move(assessment)));
  json["assessments"] = std::move(assessments);
  boost::json::array decisions;
  for (const store::Decision& decision : view->decisions) decisions.push_back(to_json(decision, actor));
  json["decisions"] = std::move(decisions);
  json["disagreements"] = array_of(view->disagreements);
  add_openings(json, *view);
  return answer(200, std::move(json), view->record.version);
}

}  // namespace vigie::api
