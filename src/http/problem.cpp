#include "http/problem.hpp"

#include <utility>

#include "base/json.hpp"

namespace vigie::http {

namespace {

namespace json = base::json;

struct Title {
  int status;
  std::string_view text;
};
constexpr Title titles[] = {
    {400, "Requête mal formée"},
    {401, "Connexion nécessaire"},
    {403, "Accès refusé"},
    {404, "Introuvable"},
    {405, "Méthode non permise"},
    {408, "Délai dépassé"},
    {409, "Conflit avec l’état actuel"},
    {411, "Longueur nécessaire"},
    {412, "Modifié entre-temps"},
    {413, "Contenu trop volumineux"},
    {415, "Format non pris en charge"},
    {422, "Contenu à corriger"},
    {428, "Condition nécessaire"},
    {429, "Trop de demandes"},
    {431, "En-têtes trop volumineux"},
    {500, "Incident du service"},
    {503, "Service occupé"},
};

std::string escape_html(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

/// The headers that go with a status, whatever the body.
void add_headers_of(int status, Response& response) {
  response.headers.emplace_back("Content-Language", "fr");
  if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (status == 429) response.headers.emplace_back("Retry-After", "60");
  if (status == 503) response.headers.emplace_back("Retry-After", "1");
}

Response make_problem(int status, std::string_view code, std::string_view detail, json::array errors) {
  json::object body;
  body["type"] = "/aide/erreurs#" + std::string(code);
  body["title"] = title_of(status);
  body["status"] = status;
  body["detail"] = detail;
  body["code"] = code;
  body["errors"] = std::move(errors);
  Response response;
  response.status = status;
  response.content_type = "application/problem+json; charset=utf-8";
  response.body = base::to_text(body);
  add_headers_of(status, response);
  return response;
}

}  // namespace

std::string_view title_of(int status) {
  for (const auto& title : titles)
    if (title.status == status) return title.text;
  return "Demande refusée";
}

int status_of(base::Kind kind) {
  switch (kind) {
    case base::Kind::malformed:
      return 400;
    case base::Kind::unauthenticated:
      return 401;
    case base::Kind::forbidden:
      return 403;
    case base::Kind::not_found:
      return 404;
    case base::Kind::conflict:
      return 409;
    case base::Kind::stale:
      return 412;
    case base::Kind::unsupported:
      return 415;
    case base::Kind::invalid:
      return 422;
    case base::Kind::precondition_required:
      return 428;
    case base::Kind::too_many:
      return 429;
    case base::Kind::unavailable:
      return 503;
  }
  throw base::Bug("a kind of refusal without a status");
}

Response problem(const base::Error& error) {
  json::array errors;
  for (const auto& field : error.fields)
    errors.push_back(
        json::object{{"pointer", field.pointer}, {"code", field.code}, {"detail", field.detail}});
  Response response = make_problem(status_of(error.kind), error.code, error.text, std::move(errors));
  set_retry_after(response, error);
  return response;
}

void set_retry_after(Response& response, const base::Error& error) {
  if (error.retry_after > 0) set_header(response, "Retry-After", std::to_string(error.retry_after));
}

Response problem(int status, std::string_view code, std::string_view detail) {
  return make_problem(status, code, detail, {});
}

bool is_api(std::string_view path) { return path == "/api" || path.starts_with("/api/"); }

Response problem(const Refusal& refusal) { return problem(refusal.status, refusal.code, refusal.detail); }

Response refusal_page(const Refusal& refusal) {
  const std::string title = escape_html(title_of(refusal.status));
  Response response;
  response.status = refusal.status;
  response.content_type = "text/html; charset=utf-8";
  response.body = "<!doctype html>\n<html lang=\"fr\"><meta charset=\"utf-8\"><title>" + title +
                  " – Vigie</title>\n<h1>" + title + "</h1>\n<p>" + escape_html(refusal.detail) +
                  "</p>\n<p><a href=\"/\">Retour à l’accueil</a></p>\n</html>\n";
  add_headers_of(refusal.status, response);
  return response;
}

void add_standard_headers(Response& response) {
  bool has_cache_control = false;
  for (const auto& header : response.headers) has_cache_control |= header.first == "Cache-Control";
  if (!has_cache_control) response.headers.emplace_back("Cache-Control", "no-store");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
                                "form-action 'self'; style-src 'self'; script-src 'self'; "
                                "connect-src 'self'; img-src 'self' data:");
}

}  // namespace vigie::http
