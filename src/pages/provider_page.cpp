#include "pages/provider_page.hpp"

#include "access/browser.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "casework/sealed_ticket.hpp"
#include "casework/sign_in_vouched.hpp"
#include "http/credentials.hpp"
#include "http/fetch.hpp"
#include "pages/french.hpp"
#include "pages/provider_handlers.hpp"

namespace vigie::pages {

namespace {

constexpr std::string_view trip_cookie = "vigie_trajet";
constexpr std::chrono::minutes trip_lasts{10};

base::Error no_provider() { return {base::Kind::not_found, "introuvable", "Aucun fournisseur d’identité n’est configuré."}; }

base::Error unknown_trip() {
  return {base::Kind::forbidden, "trajet_inconnu",
          "Cette connexion n’a pas commencé dans ce navigateur, a déjà servi, ou a commencé il y a plus de dix minutes."};
}

/// Why it failed, whom to turn to, and the code to tell them.
http::Response show_failure(const Context& context, const http::Request& request, const base::Error& error) {
  base::log_info(fmt::format("sign-in through the identity provider refused: {}", error.code));
  Page page(request, {}, "Connexion refusée", "connexion_refusee.html");
  page.body().set("DETAIL", tied(error.text)).set("CODE", error.code).set("CONTACT", context.provider->settings().contact);
  http::Response response = page.answer(http::status_of(error.kind));
  if (response.status == 503) http::set_header(response, "Retry-After", "60");
  return response;
}

/// Nobody is known by what came back.
http::Response refuse_arrival(const Context& context, const http::Request& request, const base::Error& error) {
  casework::note_failed_arrival(context.desk, {"provider", "", error.code, request.remote});
  return show_failure(context, request, error);
}

http::Response show_waiting(const Context& context, const http::Request& request, const casework::Waiting& waiting, const std::string& email) {
  Page page(request, {}, waiting.refused ? "Demande refusée" : "Demande enregistrée", "demande_acces.html");
  page.body().set("REFERENCE", waiting.reference).set("CONTACT", context.provider->settings().contact);
  page.body().show(waiting.refused ? "REFUSED" : "WAITS").set_part("EMAIL", email);
  return page.answer(403);
}

/// Not a redirection: a browser that was sent here by the provider would follow it without its new, strict cookie.
http::Response welcome(const Context& context, const http::Request& request, const casework::SignedIn& signed_in, const oidc::WayOut& way_out,
                       std::string_view way_back) {
  Page page(request, signed_in.actor, "Vous êtes connecté", "connecte.html");
  page.body().set("WAY_BACK", way_back);
  http::Response response = page.answer();
  response.headers.emplace_back("Refresh", fmt::format("0; url={}", way_back));
  const auto lasts = signed_in.expires_at - context.desk.store.clock().now();
  http::set_session_cookie(request, response, signed_in.token, std::chrono::duration_cast<std::chrono::seconds>(lasts));
  keep_way_out(context, request, response, signed_in, way_out);
  return response;
}

constexpr casework::TicketSort left_behind{"provider:left"};

struct Journey {
  oidc::Trip trip;
  std::string way_back;
  std::string session;  // that the browser held when it left; its strict cookie does not come back from another site
};
/// What the cookie of the departure says.
std::optional<Journey> journey_of(const Context& context, const http::Request& request) {
  const auto cookie = http::cookie_of(request, trip_cookie);
  if (!cookie) return std::nullopt;
  const auto parts = base::split(*cookie, '.');
  auto trip = oidc::Trip::resume(parts.front());
  if (!trip || parts.size() < 2) return std::nullopt;
  const auto left = parts.size() > 2 ? casework::open_ticket(context.desk, left_behind, parts[2]) : std::nullopt;
  return Journey{*std::move(trip), local_path(base::from_base64url(parts[1]).value_or("/")), left ? left->content : std::string()};
}

std::string cookie_for(const Context& context, const http::Request& request, const oidc::Trip& trip) {
  const std::string way_back = base::to_base64url(local_path(request.query_value("retour").value_or("/")));
  const std::string session = http::session_of(request);
  if (session.empty()) return fmt::format("{}.{}", trip.secret(), way_back);
  const base::Instant until = context.desk.store.clock().now() + trip_lasts;
  return fmt::format("{}.{}.{}", trip.secret(), way_back, casework::seal_ticket(context.desk, left_behind, {{}, until, session}));
}

http::Response arrive(const Context& context, const http::Request& request) {
  const auto journey = journey_of(context, request);
  if (!journey) return refuse_arrival(context, request, unknown_trip());
  const auto said = [&](std::string_view name) { return std::string(request.query_value(name).value_or("")); };
  const auto identity = context.provider->arrival(journey->trip, {said("state"), said("code"), said("iss"), said("error")});
  if (!identity) return refuse_arrival(context, request, identity.error());
  const std::string held = http::session_of(request), &replaced = held.empty() ? journey->session : held;
  const auto in = casework::sign_in_vouched(context.desk, {identity->issuer, identity->subject, !context.provider->settings().acr.empty()},
                                            {access::browser_of(request.header("user-agent").value_or("")), replaced, request.remote});
  if (!in) return show_failure(context, request, in.error());
  if (const auto* waiting = std::get_if<casework::Waiting>(&*in)) return show_waiting(context, request, *waiting, identity->email);
  return welcome(context, request, std::get<casework::SignedIn>(*in), identity->way_out, journey->way_back);
}

}  // namespace

void show_provider(Dict& body, const Context& context, std::string_view way_back, bool kept) {
  if (!context.provider) return;
  Dict way = body.add("PROVIDER");
  way.set("LABEL", context.provider->settings().label);
  way.set("PATH", fmt::format("/connexion/fournisseur?retour={}", http::escape_percent(kept ? "/" : way_back)));
  way.show_if(kept, "BESIDE").show_if(kept, "AGAIN");
}

http::Response get_departure_to_provider(const Context& context, const http::Request& request, const access::Actor&) {
  if (!context.provider) return refuse(context, request, no_provider());
  const auto trip = oidc::Trip::begin();
  const auto there = context.provider->departure(trip);
  if (!there) return show_failure(context, request, there.error());
  http::Response response;
  response.status = 303;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Location", *there);
  http::set_passing_cookie(request, response, trip_cookie, cookie_for(context, request, trip), trip_lasts);
  return response;
}

http::Response get_return_from_provider(const Context& context, const http::Request& request, const access::Actor&) {
  if (!context.provider) return refuse(context, request, no_provider());
  http::Response response = arrive(context, request);
  http::set_passing_cookie(request, response, trip_cookie, "", std::chrono::seconds{0});
  return response;
}

}  // namespace vigie::pages
