#include "http/router.hpp"

#include <doctest/doctest.h>

#include <regex>

#include "base/json.hpp"
#include "http/target.hpp"

using namespace vigie;
using access::Role;

namespace {

http::Response say(std::string body) { return {200, "text/plain", std::move(body), {}}; }

http::Response say_id(const http::Request& request, const access::Actor& actor) {
  return say(actor.login + ":" + std::string(request.param("id")));
}
http::Response say_search(const http::Request&, const access::Actor&) { return say("search"); }
http::Response fail(const http::Request&, const access::Actor&) {
  throw base::Fault("disk /dev/sda1 is full\nof secrets");
}

/// "Bearer police" is a police officer; "Bearer" alone is a bad token.
base::Result<std::optional<access::Actor>> by_name(const http::Request& request) {
  const auto text = request.header("authorization");
  if (!text) return std::optional<access::Actor>{};
  const auto role = access::parse_role(text->substr(std::min<std::size_t>(7, text->size())));
  if (!role) return base::Error{base::Kind::unauthenticated, "jeton_inconnu", "Ce jeton n’est pas connu."};
  access::Actor actor;
  actor.login = std::string(access::to_text(*role));
  actor.role = *role;
  return std::optional(actor);
}

http::Router make_router() {
  return http::Router({{"GET", "/api/v1/episodes/{id}", access::signed_in(), say_id},
                       {"GET", "/api/v1/episodes/search", access::signed_in(), say_search},
                       {"POST", "/api/v1/episodes/{id}/decision", access::any_of({Role::police}), say_id},
                       {"DELETE", "/api/v1/episodes/{id}", access::any_of({Role::police}), say_id},
                       {"GET", "/api/v1/public/{id}", access::public_(), say_id},
                       {"POST", "/api/v1/fail", access::public_(), fail},
                       {"GET", "/fail", access::public_(), fail},
                       {"GET", "/", access::signed_in(), say_search}},
                      by_name);
}

http::Response ask(std::string method, std::string path, std::string role = "", http::Pairs headers = {}) {
  const http::Router router = make_router();
  http::Request request;
  request.method = std::move(method);
  request.path = std::move(path);
  request.headers = std::move(headers);
  if (!role.empty()) request.headers.emplace_back("authorization", "Bearer " + role);
  return router.answer(request);
}

std::string header_of(const http::Response& response, std::string_view name) {
  for (const auto& header : response.headers)
    if (header.first == name) return header.second;
  return "";
}
std::string code_of(const http::Response& response) {
  return std::string(base::parse_json(response.body).value().as_object().at("code").as_string());
}

}  // namespace

TEST_CASE("a route gets its actor and its decoded part") {
  CHECK(ask("GET", "/api/v1/episodes/E é%2", "foyer").body == "foyer:E é%2");
  CHECK(ask("POST", "/api/v1/episodes/7/decision", "police").body == "police:7");
}

TEST_CASE("a public route needs nobody and gets a default actor") {
  CHECK(ask("GET", "/api/v1/public/7").body == ":7");
}

TEST_CASE("a literal wins over a part") {
  CHECK(ask("GET", "/api/v1/episodes/search", "foyer").body == "search");
}

TEST_CASE("a path that no route has is 404, signed in or not") {
  for (const char* path :
       {"/api/v1/nothing", "/api/v1/episodes", "/api/v1/episodes/", "/api/v1/episodes/7/",
        "/api/v1/episodes//decision", "/api", "/api/v1/episodes/7/decision/8", "//api/v1/fail"}) {
    CAPTURE(path);
    CHECK(ask("GET", path).status == 404);
    CHECK(ask("GET", path, "police").status == 404);
  }
  CHECK(code_of(ask("GET", "/api/v1/nothing")) == "introuvable");
}

TEST_CASE("outside the API a refusal is a page, or what the router was given to show") {
  CHECK(ask("GET", "/nothing").content_type == "text/html; charset=utf-8");
  const http::Router router({}, by_name, [](const http::Request&, const http::Refusal& refusal) {
    return say("shown " + std::to_string(refusal.status));
  });
  http::Request request;
  request.method = "GET";
  request.path = "/nothing";
  CHECK(router.answer(request).body == "shown 404");
  request.path = "/api/nothing";
  CHECK(code_of(router.answer(request)) == "introuvable");
}

TEST_CASE("a known path with another method is 405 and says which are allowed") {
  const auto response = ask("PUT", "/api/v1/episodes/7");
  CHECK(response.status == 405);
  CHECK(code_of(response) == "methode_non_permise");
  CHECK(header_of(response, "Allow") == "DELETE, GET, HEAD");
  CHECK(ask("OPTIONS", "/api/v1/episodes/7").status == 405);
  CHECK(ask("TRACE", "/api/v1/episodes/7").status == 405);
  CHECK(ask("get", "/api/v1/episodes/7").status == 405);
  CHECK(ask("HEAD", "/api/v1/episodes/7/decision").status == 405);
}

TEST_CASE("HEAD is answered by the handler of GET") {
  const auto response = ask("HEAD", "/api/v1/episodes/7", "foyer");
  CHECK(response.status == 200);
  CHECK(response.body == "foyer:7");
}

TEST_CASE("no credentials and bad credentials are 401, with the scheme") {
  const auto nobody = ask("GET", "/api/v1/episodes/7");
  CHECK(nobody.status == 401);
  CHECK(code_of(nobody) == "non_connecte");
  CHECK(header_of(nobody, "WWW-Authenticate") == "Bearer");
  const auto bad = ask("GET", "/api/v1/episodes/7", "wrong");
  CHECK(bad.status == 401);
  CHECK(code_of(bad) == "jeton_inconnu");
}

TEST_CASE("a role that the route does not name is 403") {
  for (const char* role : {"ecoutant", "suivi", "foyer", "analyste", "admin"}) {
    CAPTURE(role);
    const auto response = ask("POST", "/api/v1/episodes/7/decision", role);
    CHECK(response.status == 403);
    CHECK(code_of(response) == "role_non_autorise");
  }
}

TEST_CASE("what somebody who is signed in is refused is told, with its route; nothing else is") {
  std::vector<std::string> told;
  const http::Router router({{"GET", "/api/v1/minors/{id}", access::any_of({Role::police}), [](const http::Request& request, const access::Actor&) {
                                return http::Response{request.param("id") == "x" ? 404 : 200, "text/plain", {}, {}};
                              }},
                             {"GET", "/api/v1/public/{id}", access::public_(), [](const http::Request&, const access::Actor&) { return http::Response{404, "text/plain", {}, {}}; }}},
                            by_name, {},
                            [&](const http::Route& route, const http::Request&, const access::Actor& actor, int status) {
                              told.push_back(fmt::format("{} {} {}", actor.login, route.pattern, status));
                            });
  for (const auto& [path, role] : std::vector<std::pair<std::string, std::string>>{
           {"/api/v1/minors/x", "police"}, {"/api/v1/minors/y", "police"}, {"/api/v1/minors/y", "foyer"}, {"/api/v1/public/x", "foyer"}, {"/nowhere", "foyer"}, {"/api/v1/minors/x", ""}}) {
    http::Request request;
    request.method = "GET";
    request.path = path;
    if (!role.empty()) request.headers.emplace_back("authorization", "Bearer " + role);
    router.answer(request);
  }
  CHECK(told == std::vector<std::string>{"police /api/v1/minors/{id} 404", "foyer /api/v1/minors/{id} 403"});
}

TEST_CASE("a forged request is refused before its cookie is looked at") {
  const auto response =
      ask("POST", "/api/v1/episodes/7/decision", "",
          {{"cookie", "session=x"}, {"sec-fetch-site", "cross-site"}, {"host", "vigie.test"}});
  CHECK(response.status == 403);
  CHECK(code_of(response) == "origine_refusee");
}

TEST_CASE("a fault gives a number and nothing else") {
  const auto response = ask("POST", "/api/v1/fail");
  CHECK(response.status == 500);
  const auto body = base::parse_json(response.body).value().as_object();
  const std::string detail(body.at("detail").as_string());
  CHECK(std::regex_search(detail, std::regex("[0-9a-f]{8}")));
  CHECK(response.body.find("disk") == response.body.npos);
  CHECK(ask("GET", "/fail").body.find("disk") == std::string::npos);
  CHECK(ask("GET", "/fail").content_type == "text/html; charset=utf-8");
  CHECK(ask("POST", "/api/v1/fail").body != response.body);
}

TEST_CASE("every answer carries the standard headers") {
  for (const auto& response :
       {ask("GET", "/api/v1/public/7"), ask("GET", "/nothing"), ask("POST", "/api/v1/fail")}) {
    CHECK(header_of(response, "X-Content-Type-Options") == "nosniff");
    CHECK(header_of(response, "Cache-Control") == "no-store");
    CHECK(header_of(response, "Referrer-Policy") == "same-origin");
    CHECK(header_of(response, "Cross-Origin-Opener-Policy") == "same-origin");
    CHECK(header_of(response, "Content-Security-Policy")
              .starts_with("default-src 'none'; frame-ancestors 'none'"));
  }
}

TEST_CASE("a route table that contradicts itself does not start") {
  const auto build = [](std::vector<http::Route> routes) { return http::Router(std::move(routes), by_name); };
  const auto open = access::public_();
  CHECK_THROWS_AS(build({{"GET", "/a/{id}", open, say_id}, {"GET", "/a/{name}", open, say_id}}), base::Bug);
  CHECK_THROWS_AS(build({{"GET", "/a", open, say_id}, {"GET", "/a", open, say_id}}), base::Bug);
  for (const char* pattern : {"", "a", "/{}", "/{id", "/id}", "/a{id}", "/{id}b", "/{id}/{id}", "/{a}{b}"}) {
    CAPTURE(pattern);
    CHECK_THROWS_AS(build({{"GET", pattern, open, say_id}}), base::Bug);
  }
  for (const char* method : {"", "get", "HEAD", "OPTIONS", "TRACE"}) {
    CAPTURE(method);
    CHECK_THROWS_AS(build({{method, "/a", open, say_id}}), base::Bug);
  }
  CHECK_THROWS_AS(build({{"GET", "/a", open, {}}}), base::Bug);
  CHECK_NOTHROW(build(
      {{"GET", "/a/{id}", open, say_id}, {"POST", "/a/{id}", open, say_id}, {"GET", "/a/b", open, say_id}}));
}

TEST_CASE("asking for a part that the route lacks is a bug") {
  http::Request request;
  CHECK_THROWS_AS(request.param("id"), base::Bug);
}
