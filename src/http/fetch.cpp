#include "http/fetch.hpp"

#include <curl/curl.h>

#include "base/log.hpp"
#include "base/text.hpp"

namespace vigie::http {

namespace {

constexpr long connect_ms = 4'000;
constexpr long whole_ms = 8'000;
constexpr std::size_t most_bytes = 256 * 1024;

struct EndCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::size_t keep_piece(char* bytes, std::size_t, std::size_t size, void* into) {
  auto& body = *static_cast<std::string*>(into);
  if (body.size() + size > most_bytes) return 0;  // curl ends the transfer
  body.append(bytes, size);
  return size;
}

bool begins_at(std::string_view url, std::string_view host) {
  if (!url.starts_with(host)) return false;
  return url.size() == host.size() || std::string_view(":/?").find(url[host.size()]) != std::string_view::npos;
}

base::Error unreachable() { return {base::Kind::unavailable, "injoignable", "Le service demandé ne répond pas."}; }

void set_limits(CURL* curl, const Errand& errand) {
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");  // is_fetchable says where http may go
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, whole_ms);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);  // several threads fetch
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!errand.authorities.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, errand.authorities.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
  }
}

}  // namespace

bool is_fetchable(std::string_view url) {
  if (base::has_control_characters(url, false) || url.find('@') != url.npos || url.find(' ') != url.npos) return false;
  if (url.starts_with("https://")) return url.size() > 8 && url[8] != '/';
  if (!url.starts_with("http://")) return false;
  const std::string_view rest = url.substr(7);
  return begins_at(rest, "127.0.0.1") || begins_at(rest, "[::1]") || begins_at(rest, "localhost");
}

std::string escape_percent(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-_.~").find(c) != std::string_view::npos;
    if (plain) escaped += c;
    else escaped += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return escaped;
}

std::string encode_form(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::string text;
  for (const auto& [name, value] : pairs) {
    if (!text.empty()) text += '&';
    text.append(escape_percent(name)).append("=").append(escape_percent(value));
  }
  return text;
}

base::Result<Fetched> fetch(const Errand& errand) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  base::require(started == CURLE_OK, "libcurl starts");
  if (!is_fetchable(errand.url)) return unreachable();
  const std::unique_ptr<CURL, EndCurl> curl(curl_easy_init());
  base::require(curl != nullptr, "libcurl has memory");
  set_limits(curl.get(), errand);
  Fetched fetched;
  const std::string form = encode_form(errand.form);
  std::unique_ptr<curl_slist, EndCurl> headers;
  for (const std::string& header : errand.headers) headers.reset(curl_slist_append(headers.release(), header.c_str()));
  curl_easy_setopt(curl.get(), CURLOPT_URL, errand.url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  if (!form.empty()) curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, form.c_str());
  if (!errand.login.empty()) {
    curl_easy_setopt(curl.get(), CURLOPT_USERNAME, errand.login.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, errand.password.c_str());
  }
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, keep_piece);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &fetched.body);
  if (const CURLcode code = curl_easy_perform(curl.get()); code != CURLE_OK) {
    base::log_error(fmt::format("{}: {}", errand.url.substr(0, errand.url.find('?')), curl_easy_strerror(code)));
    return unreachable();
  }
  long status = 0;
  const char* type = nullptr;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl.get(), CURLINFO_CONTENT_TYPE, &type);
  const std::string_view whole_type = type ? type : "";
  fetched.status = static_cast<int>(status);
  fetched.media_type = base::to_lower_ascii(base::trim(whole_type.substr(0, whole_type.find(';'))));
  return fetched;
}

}  // namespace vigie::http
