#include <doctest/doctest.h>

#include "base/text.hpp"
#include "http/credentials.hpp"
#include "http/head.hpp"
#include "http/proxies.hpp"
#include "http/target.hpp"
#include "tests/fuzz/mutate.hpp"

using namespace vigie;
using namespace vigie::tests;
using State = http::HeadScan::State;

namespace {

constexpr std::size_t longest_head = 8192;

const std::vector<std::string> heads{
    "GET /api/v1/minors/M-4K7Q-9F2X?limit=5 HTTP/1.1\r\nHost: vigie.test:8443\r\nAuthorization: Bearer abc\r\n\r\n",
    "POST /api/v1/declarations HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 12\r\nExpect: 100-continue\r\nCookie: vigie_session=x; a=b\r\n\r\n{}",
    "\r\nPATCH /x HTTP/1.0\r\nhost:   b  \r\nConnection: close\r\nIf-Match: \"3\"\r\nX-Forwarded-For: 192.0.2.1, ::1\r\nForwarded: for=\"[2001:db8::1]:4711\";proto=https\r\n\r\n"};
const std::vector<std::string> trips{"\r\n", "\n", "\r", ":", " ", "\t", "Content-Length: 5\r\n", "Content-Length: 18446744073709551616\r\n", "Transfer-Encoding: chunked\r\n",
                                     "Host: c\r\n", "HTTP/2.0", "http://e/", "\xff", std::string(1, '\0'), "%00", "%2e%2e", "/../", ",", "\x7f", "for=unknown"};

struct Scanned {
  State state;
  std::size_t start = 0, end = 0;
};
Scanned scan_whole(std::string_view bytes) {
  http::HeadScan scan;
  const State state = scan.look(bytes, longest_head);
  return {state, scan.start(), scan.end()};
}
Scanned scan_in_pieces(std::string_view bytes) {
  http::HeadScan scan;
  State state = State::partial;
  for (std::size_t size = 1; size <= bytes.size() && state == State::partial; ++size) state = scan.look(bytes.substr(0, size), longest_head);
  return {state, scan.start(), scan.end()};
}

}  // namespace

TEST_CASE("the bytes of a head mean the same however they come, and what is understood of them holds no control character") {
  const auto proxies = http::Proxies::parse({"192.0.2.0/24", "::1"}, http::Proxies::Words::forwarded).value();
  const auto others = http::Proxies::parse({"192.0.2.0/24", "::1"}, http::Proxies::Words::x_forwarded).value();
  fuzz(heads, trips, [&](std::string_view bytes) {
    const Scanned whole = scan_whole(bytes), pieces = scan_in_pieces(bytes);
    if (whole.state == State::whole) {
      CHECK(pieces.state == State::whole);
      CHECK(pieces.end == whole.end);
    }
    if (pieces.state != State::whole) return;
    REQUIRE(pieces.end <= bytes.size());
    auto parsed = http::parse_head(bytes.substr(pieces.start, pieces.end - pieces.start), 1 << 20);
    if (const auto* refusal = std::get_if<http::Refusal>(&parsed)) return (void)CHECK((refusal->status >= 400 && refusal->status < 500));
    http::Request& request = std::get<http::Head>(parsed).request;
    CHECK(request.path.starts_with('/'));
    CHECK_FALSE(base::has_control_characters(request.path, false));
    for (const auto& [name, value] : request.headers) {
      CHECK(name == base::to_lower_ascii(name));
      CHECK(value.find_first_of(std::string_view("\r\n\0", 3)) == value.npos);
    }
    request.remote = "192.0.2.7";
    http::Request same = request;
    proxies.correct(request);
    others.correct(same);
    (void)http::token_of(request);
    (void)http::cookie_of(request, "vigie_session");
  });
}

TEST_CASE("an address or a form that is understood is UTF-8, and its path does not climb") {
  const std::vector<std::string> targets{"/api/v1/minors/search", "/absences/0199a0a0-0000-7000-8000-000000000000/retour?fait=1&avant=%C3%A9", "/recherche?q=a+b&q=%26"};
  fuzz(targets, {"%", "%00", "%2F", "%2e%2e", "/./", "/../", "\\", "&", "=", "+", "#", "?", "\xc3", "%ff"}, [](std::string_view text) {
    if (const auto target = http::parse_target(text)) {
      CHECK(base::is_utf8(target->path));
      for (const std::string& part : base::split(target->path, '/')) CHECK((part != ".." && part != "."));
    }
    if (const auto form = http::parse_form(text))
      for (const auto& [name, value] : *form) CHECK((name.empty() || base::is_utf8(name)));
  });
}
