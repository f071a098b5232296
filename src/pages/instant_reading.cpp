#include "base/json.hpp"
#include "base/text.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/page.hpp"
#include "pages/spoken_time.hpp"

namespace vigie::pages {

http::Response post_instant_reading(const Context& context, const http::Request& request, const access::Actor&) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  const std::string_view zone = base::zone_of_departement(body->text("departement"));
  const base::Instant now = context.desk.store.clock().now();
  const auto read = read_spoken_instant(body->text("texte"), now, zone, body->text("prevu") == "oui");
  http::Response response;
  std::string text = read ? fmt::format("Compris : {} ({})", show_instant_long(*read, zone), show_ago(*read, now))
                          : "Pas encore compris : " + read.error().text;
  response.body = base::to_text(boost::json::object{{"compris", read.ok()}, {"texte", text}});
  return response;
}

}  // namespace vigie::pages
