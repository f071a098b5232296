#include "api/handlers.hpp"
#include "base/embedded.hpp"

namespace vigie::embedded {
extern const std::span<const base::EmbeddedFile> api_files;
}

namespace vigie::api {

http::Response get_livez(const Context&, const http::Request&, const access::Actor&) {
  return answer(200, boost::json::object{{"status", "ok"}});
}

http::Response get_readyz(const Context& context, const http::Request&, const access::Actor&) {
  const bool ready = context.desk.store.writable();
  const char* state = ready ? "ok" : "indisponible";
  http::Response response = answer(
      ready ? 200 : 503, boost::json::object{{"status", state}, {"checks", boost::json::object{{"base", state}}}});
  if (!ready) http::set_header(response, "Retry-After", "10");
  return response;
}

http::Response get_description(const Context&, const http::Request&, const access::Actor&) {
  http::Response response;
  response.content_type = "application/yaml; charset=utf-8";
  response.body = embedded::api_files.front().content;
  response.headers.emplace_back("Cache-Control", "public, max-age=3600");
  return response;
}

}  // namespace vigie::api
