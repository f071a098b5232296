#include "http/problem.hpp"

#include <doctest/doctest.h>

#include "base/json.hpp"

using namespace vigie;

namespace {

base::json::object body_of(const http::Response& response) {
  return base::parse_json(response.body).value().as_object();
}

bool has_header(const http::Response& response, std::string_view name, std::string_view value) {
  for (const auto& header : response.headers)
    if (header.first == name) return header.second == value;
  return false;
}

}  // namespace

TEST_CASE("a refusal becomes a problem with every member of the contract") {
  const auto response =
      http::problem(base::field_error("/answers/nom", "trop_long", "Le nom est trop long."));
  const auto body = body_of(response);
  CHECK(response.status == 422);
  CHECK(response.content_type == "application/problem+json; charset=utf-8");
  CHECK(has_header(response, "Content-Language", "fr"));
  CHECK(body.at("type").as_string() == "/aide/erreurs#champ_invalide");
  CHECK(body.at("title").as_string() == "Contenu à corriger");
  CHECK(body.at("status").as_int64() == 422);
  CHECK(body.at("detail").as_string() == "Le nom est trop long.");
  CHECK(body.at("code").as_string() == "champ_invalide");
  const auto& field = body.at("errors").as_array().at(0).as_object();
  CHECK(field.at("pointer").as_string() == "/answers/nom");
  CHECK(field.at("code").as_string() == "trop_long");
  CHECK(field.at("detail").as_string() == "Le nom est trop long.");
}

TEST_CASE("every status that the service uses has its own French title") {
  for (const int status :
       {400, 401, 403, 404, 405, 408, 409, 411, 412, 413, 415, 422, 428, 429, 431, 500, 503}) {
    CAPTURE(status);
    CHECK(http::title_of(status) != http::title_of(418));
    CHECK(body_of(http::problem(status, "code", "Détail.")).at("status").as_int64() == status);
  }
}

TEST_CASE("each kind of refusal has its status") {
  using base::Kind;
  CHECK(http::status_of(Kind::malformed) == 400);
  CHECK(http::status_of(Kind::unauthenticated) == 401);
  CHECK(http::status_of(Kind::forbidden) == 403);
  CHECK(http::status_of(Kind::not_found) == 404);
  CHECK(http::status_of(Kind::conflict) == 409);
  CHECK(http::status_of(Kind::stale) == 412);
  CHECK(http::status_of(Kind::unsupported) == 415);
  CHECK(http::status_of(Kind::invalid) == 422);
  CHECK(http::status_of(Kind::precondition_required) == 428);
  CHECK(http::status_of(Kind::too_many) == 429);
  CHECK(http::status_of(Kind::unavailable) == 503);
}

TEST_CASE("401 names its scheme, 429 and 503 say when to come back") {
  CHECK(has_header(http::problem(401, "c", "d"), "WWW-Authenticate", "Bearer"));
  CHECK(has_header(http::problem(503, "c", "d"), "Retry-After", "1"));
  CHECK(has_header(http::problem(429, "c", "d"), "Retry-After", "60"));
}

TEST_CASE("a header that is set again is there once") {
  auto response = http::problem(429, "c", "d");
  http::set_header(response, "Retry-After", "900");
  CHECK(has_header(response, "Retry-After", "900"));
  CHECK(response.headers.size() == 2);
}

TEST_CASE("a refusal page shows no markup from its text") {
  const auto page = http::refusal_page({404, "introuvable", "<script>alert(1)</script> & \"co\""});
  CHECK(page.status == 404);
  CHECK(page.content_type == "text/html; charset=utf-8");
  CHECK(page.body.find("<script>") == page.body.npos);
  CHECK(page.body.find("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;co&quot;") != page.body.npos);
}

TEST_CASE("the standard headers leave a cache rule that the handler set") {
  http::Response own;
  own.headers.emplace_back("Cache-Control", "public, max-age=60");
  http::add_standard_headers(own);
  CHECK(has_header(own, "Cache-Control", "public, max-age=60"));
  CHECK(has_header(own, "X-Content-Type-Options", "nosniff"));
  http::Response plain;
  http::add_standard_headers(plain);
  CHECK(has_header(plain, "Cache-Control", "no-store"));
}
