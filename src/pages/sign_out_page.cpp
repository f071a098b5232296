#include "access/password.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "casework/sealed_ticket.hpp"
#include "casework/sign_in.hpp"
#include "http/credentials.hpp"
#include "pages/handlers.hpp"
#include "pages/provider_handlers.hpp"
#include "pages/provider_page.hpp"

namespace vigie::pages {

namespace {

constexpr std::string_view way_out_cookie = "vigie_fournisseur";
constexpr std::size_t longest_kept = 3'800;  // a browser keeps 4 096 bytes of a cookie, its name and attributes included
constexpr std::string_view signing_out_cookie = "vigie_sortie";
constexpr std::chrono::minutes signing_out_lasts{10};
constexpr casework::TicketSort kept_way_out{"provider:out"};

/// Of which session it is: in a browser where somebody entered by a password since, the provider has nothing to end.
std::string mark_of(std::string_view session) { return base::to_base64url(access::digest_token(session)); }

struct Left {
  bool by_provider = false;  // or perhaps: what was kept of the session can no longer be read
  oidc::WayOut way;
};
Left left_by(const Context& context, const http::Request& request) {
  const auto kept = context.provider ? http::cookie_of(request, way_out_cookie) : std::nullopt;
  if (!kept || kept->empty()) return {};
  const auto ticket = casework::open_ticket(context.desk, kept_way_out, *kept);
  if (!ticket) return {true, {}};
  const auto parts = base::split(ticket->content, ' ');
  base::require(parts.size() == 3, "a way out is whole");
  if (parts[0] != mark_of(http::session_of(request))) return {};
  return {true, {parts[1], parts[2]}};
}

/// Not a redirection: the browser has already forgotten the session when it leaves, and this says so should the way be closed.
http::Response show_left(const Context& context, const http::Request& request, const oidc::WayOut& way) {
  Page page(request, {}, "Vous êtes déconnecté", "deconnecte.html");
  Dict& body = page.body();
  body.set("LABEL", context.provider->settings().label);
  const auto trip = oidc::Trip::begin();
  const std::string there = way.address.empty() ? std::string() : context.provider->departure_out(way, trip);
  if (there.empty()) body.show("STAYS");
  else body.add("GOES").set("ADDRESS", there).set("LABEL", context.provider->settings().label);
  http::Response response = page.answer();
  if (there.empty()) return response;
  response.headers.emplace_back("Refresh", fmt::format("0; url={}", there));
  http::set_passing_cookie(request, response, signing_out_cookie, trip.secret(), signing_out_lasts);
  return response;
}

}  // namespace

void keep_way_out(const Context& context, const http::Request& request, http::Response& response, const casework::SignedIn& in, const oidc::WayOut& way) {
  const auto sealed = [&](std::string_view id_token) {
    const std::string content = fmt::format("{} {} {}", mark_of(in.token), way.address, id_token);
    return casework::seal_ticket(context.desk, kept_way_out, {in.actor.account, in.expires_at, content});
  };
  std::string kept = sealed(way.address.empty() ? std::string_view() : way.id_token);
  if (kept.size() > longest_kept) kept = sealed("");
  const auto lasts = in.expires_at - context.desk.store.clock().now();
  http::set_passing_cookie(request, response, way_out_cookie, kept, std::chrono::duration_cast<std::chrono::seconds>(lasts));
}

http::Response post_sign_out(const Context& context, const http::Request& request, const access::Actor&) {
  const access::Actor actor = visitor(context, request);
  if (!actor.login.empty())
    if (const auto ended = casework::sign_out(context.desk, actor, http::token_of(request).value_or("")); !ended)
      return refuse(context, request, ended.error());
  const Left left = left_by(context, request);
  http::Response response = left.by_provider ? show_left(context, request, left.way) : see_other("/connexion?sortie=1");
  http::end_session_cookie(request, response);
  http::set_passing_cookie(request, response, way_out_cookie, "", std::chrono::seconds{0});
  return response;
}

http::Response get_signed_out(const Context& context, const http::Request& request, const access::Actor&) {
  const auto secret = http::cookie_of(request, signing_out_cookie);
  const auto trip = secret ? oidc::Trip::resume(*secret) : std::nullopt;
  const auto state = request.query_value("state");
  if (!context.provider || !trip || !state || !base::equal_in_constant_time(*state, trip->state())) return see_other("/connexion");
  Page page(request, {}, "Vous êtes déconnecté", "deconnecte.html");
  page.body().set("LABEL", context.provider->settings().label).show("BACK");
  http::Response response = page.answer();
  http::set_passing_cookie(request, response, signing_out_cookie, "", std::chrono::seconds{0});
  return response;
}

}  // namespace vigie::pages
