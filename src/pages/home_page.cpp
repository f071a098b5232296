#include "pages/home_page.hpp"

#include "base/embedded.hpp"
#include "base/error.hpp"
#include "pages/static_file.hpp"

namespace vigie::embedded {
extern const std::span<const base::EmbeddedFile> pages_files;
}

namespace vigie::pages {

namespace {
std::string_view embedded_file(std::string_view name) {
  for (const auto& file : embedded::pages_files)
    if (file.path.ends_with(name)) return file.content;
  throw base::Bug("a page's file travels inside the program");
}
}  // namespace

http::Response home_page(const http::Request&, const access::Actor&) {
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = embedded_file("/accueil.html");
  return response;
}

http::Response home_style(const http::Request&, const access::Actor&) {
  http::Response response;
  response.content_type = "text/css; charset=utf-8";
  response.body = embedded_file("/accueil.css");
  response.headers.emplace_back("Cache-Control", "public, max-age=3600");
  return response;
}

}  // namespace vigie::pages
