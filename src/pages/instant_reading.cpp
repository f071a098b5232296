#include "base/json.hpp"
#include "base/text.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/spoken_time.hpp"

namespace vigie::pages {

http::Response get_instant_reading(const Context& context, const http::Request& request, const access::Actor&) {
  const std::string_view zone = base::zone_of_departement(request.query_value("departement").value_or(""));
  const base::Instant now = context.desk.store.clock().now();
  const auto read = read_spoken_instant(request.query_value("texte").value_or(""), now, zone, request.query_value("prevu") == "oui");
  http::Response response;
  std::string text = read ? fmt::format("Compris : {} ({})", show_instant_long(*read, zone), show_ago(*read, now))
                          : "Pas encore compris : " + read.error().text;
  response.body = base::to_text(boost::json::object{{"compris", read.ok()}, {"texte", text}});
  return response;
}

}  // namespace vigie::pages
