#include "api/body.hpp"
#include "api/encode.hpp"
#include "api/handlers.hpp"
#include "casework/show_readers.hpp"

namespace vigie::api {

http::Response post_search(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  const std::string query = members.required_text("q", 200);
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto found = casework::search_minors(context.desk, actor, query, 50);
  if (!found) return http::problem(found.error());
  return answer(200, boost::json::object{{"items", array_of(*found)}, {"next", nullptr}});
}

http::Response get_minor(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::MinorId>(request);
  if (!id) return http::problem(id.error());
  const auto view = casework::open_minor(context.desk, actor, *id, casework::motive_from(request.header("vigie-motif")));
  if (!view) return http::problem(view.error());
  boost::json::array episodes;
  const base::Instant now = context.desk.store.clock().now();
  for (const auto& episode : view->episodes) episodes.push_back(to_json(episode, actor, now));
  boost::json::object json{{"id", view->minor.id.text()},
                           {"reference", view->minor.reference},
                           {"identity", identity_json(*view)},
                           {"history", to_json(view->history)},
                           {"links", to_json(view->links)},
                           {"episodes", std::move(episodes)}};
  if (access::reads(actor, access::Data::merges, access::Hold::stranger)) json["merges"] = array_of(view->merges);
  return answer(200, std::move(json), view->version);
}

http::Response list_readers_of(const Context& context, const http::Request& request, const access::Actor& actor) {
  constexpr int most = 200;
  const auto id = id_of<base::MinorId>(request);
  if (!id) return http::problem(id.error());
  const auto view = casework::open_minor(context.desk, actor, *id, casework::motive_from(request.header("vigie-motif")));
  if (!view) return http::problem(view.error());
  boost::json::array items;
  context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    for (const casework::ReaderView& one : casework::list_readers(reading, view->minor.id, most))
      items.push_back(boost::json::object{{"at", base::to_rfc3339(one.at)}, {"account", one.login}, {"organisation", one.organisation}, {"motive", one.motive}});
  });
  return answer(200, boost::json::object{{"items", std::move(items)}, {"next", nullptr}});
}

}  // namespace vigie::api
