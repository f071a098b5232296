#include "pages/assets.hpp"

#include <map>

#include "base/embedded.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "http/problem.hpp"

namespace vigie::embedded {
extern const std::span<const base::EmbeddedFile> pages_files;
}

namespace vigie::pages {

namespace {

struct Asset {
  std::string address;  // /static/vigie-1a2b3c4d5e6f.css
  std::string_view type;
  std::string_view plain, gzip;
};

constexpr std::pair<std::string_view, std::string_view> types[] = {
    {".css", "text/css; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".svg", "image/svg+xml; charset=utf-8"}, {".png", "image/png"}};

std::string address_of(std::string_view name, std::string_view content) {
  const std::size_t dot = name.rfind('.');
  return fmt::format("/static/{}-{}{}", name.substr(0, dot), base::to_hex(base::sha256(content)).substr(0, 12), name.substr(dot));
}

/// By name: every embedded file of a type above, with its compressed form when there is one.
std::map<std::string, Asset, std::less<>> read_assets() {
  std::map<std::string, Asset, std::less<>> assets;
  for (const auto& file : embedded::pages_files) {
    const std::string name(file.path.substr(file.path.rfind('/') + 1));
    for (const auto& [ending, type] : types)
      if (name.ends_with(ending)) assets[name] = {address_of(name, file.content), type, file.content, {}};
  }
  for (const auto& file : embedded::pages_files) {
    if (!file.path.ends_with(".gz")) continue;
    const std::string_view name = file.path.substr(file.path.rfind('/') + 1);
    const auto found = assets.find(name.substr(0, name.size() - 3));
    if (found != assets.end()) found->second.gzip = file.content;
  }
  return assets;
}

const std::map<std::string, Asset, std::less<>>& assets() {
  static const auto all = read_assets();
  return all;
}

bool takes_gzip(const http::Request& request) {
  for (const std::string& one : base::split(request.header("accept-encoding").value_or(""), ',')) {
    const std::string offer = base::to_lower_ascii(base::trim(one));
    if (offer == "gzip" || (offer.starts_with("gzip;") && !offer.ends_with("q=0") && !offer.ends_with("q=0.0"))) return true;
  }
  return false;
}

}  // namespace

std::string_view asset(std::string_view name) {
  const auto found = assets().find(name);
  base::require(found != assets().end(), "an asset that exists");
  return found->second.address;
}

std::string_view asset_text(std::string_view name) {
  const auto found = assets().find(name);
  base::require(found != assets().end(), "an asset that does not travel with the program");
  return found->second.plain;
}

http::Response get_asset(const http::Request& request, const access::Actor&) {
  for (const auto& [name, one] : assets()) {
    if (one.address != request.path) continue;
    http::Response response;
    response.content_type = one.type;
    const bool packed = !one.gzip.empty() && takes_gzip(request);
    response.body = packed ? one.gzip : one.plain;
    if (packed) response.headers.emplace_back("Content-Encoding", "gzip");
    response.headers.emplace_back("Vary", "Accept-Encoding");
    response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
    return response;
  }
  return http::refusal_page({404, "introuvable", "Ce fichier n’existe pas, ou plus dans cette version."});
}

}  // namespace vigie::pages
