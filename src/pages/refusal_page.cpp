#include "base/text.hpp"
#include "http/credentials.hpp"
#include "http/problem.hpp"
#include "pages/french.hpp"
#include "pages/page.hpp"
#include "pages/sign_in_steps.hpp"

namespace vigie::pages {

namespace {

std::string_view advice_of(int status) {
  switch (status) {
    case 403: return "Si vous pensez devoir y accéder, parlez-en à l’administration de votre organisation.";
    case 404: return "L’adresse est peut-être mal recopiée, ou ce dossier n’est pas de ceux que vous suivez.";
    case 405: return "Revenez en arrière et reprenez depuis la page qui a le bouton voulu.";
    case 413: return "Raccourcissez le texte le plus long, puis envoyez à nouveau.";
    case 500: return "Rien de ce que vous avez envoyé n’est enregistré à coup sûr : vérifiez avant de recommencer. Donnez ce numéro à votre administration.";
    case 503: return "Attendez quelques secondes, puis rechargez la page.";
    default: return {};
  }
}

http::Response show(const http::Request& request, const access::Actor& actor, int status, std::string_view detail) {
  Page page(request, actor, http::title_of(status), "refus.html");
  page.body().set("DETAIL", tied(detail)).set_part("ADVICE", advice_of(status));
  http::Response response = page.answer(status);
  if (status == 503) http::set_header(response, "Retry-After", "1");
  return response;
}

std::string escape_query(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("/-_.~").find(c) != std::string_view::npos;
    if (plain) escaped += c;
    else escaped += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return escaped;
}

/// The address asked for, to come back to; what a POST asked for is only gone back to with what it sent.
std::string asked_for(const http::Request& request) {
  std::string address = escape_query(request.path);
  for (std::size_t i = 0; i < request.query.size(); ++i)
    address += fmt::format("{}{}={}", i == 0 ? '?' : '&', escape_query(request.query[i].first), escape_query(request.query[i].second));
  return local_path(address);
}

/// Nothing that was typed is lost with the session: a form that comes too late is kept in the page that asks to sign in.
http::Response ask_to_sign_in(const http::Request& request) {
  const bool had_session = http::token_of(request).has_value();
  if (request.method == "GET" || request.method == "HEAD")
    return see_other(fmt::format("/connexion?retour={}{}", escape_query(asked_for(request)), had_session ? "&expiree=1" : ""));
  Page page(request, {}, "Connexion", "connexion.html");
  page.body().set("WAY_BACK", asked_for(request));
  draw_sign_in_password(page.body(), {});
  if (const auto body = read_body(request); body && !request.body.empty()) page.body().add("KEPT").set("TYPED", request.body);
  http::Response response = page.answer(401);
  http::set_header(response, "WWW-Authenticate", "Bearer");
  return response;
}

}  // namespace

http::Response refuse(const Context& context, const http::Request& request, const base::Error& error) {
  const int status = http::status_of(error.kind);
  if (status == 401) return ask_to_sign_in(request);
  return show(request, visitor(context, request), status, error.text);
}

http::Response show_refusal(const Context& context, const http::Request& request, const http::Refusal& refusal) {
  if (refusal.status == 401) return ask_to_sign_in(request);
  const bool asks_who = refusal.status == 403 || refusal.status == 404 || refusal.status == 405;
  return show(request, asks_who ? visitor(context, request) : access::Actor{}, refusal.status, refusal.detail);
}

http::Response show_bare_refusal(const http::Refusal& refusal) { return show({}, {}, refusal.status, refusal.detail); }

}  // namespace vigie::pages
