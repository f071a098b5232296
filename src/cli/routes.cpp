#include "cli/routes.hpp"

#include "access/policy.hpp"
#include "api/handlers.hpp"
#include "http/credentials.hpp"
#include "cli/page_routes.hpp"

namespace vigie::cli {

namespace {

using enum access::Role;
using access::any_of;

using ApiHandler = http::Response (*)(const api::Context&, const http::Request&, const access::Actor&);

}  // namespace

namespace {
std::vector<http::Route> api_routes(const api::Context& context) {
  const auto call = [&context](ApiHandler handler) {
    return [&context, handler](const http::Request& request, const access::Actor& actor) { return handler(context, request, actor); };
  };
  constexpr auto everybody = access::public_();
  constexpr auto signed_in = access::signed_in();
  constexpr auto forms = any_of({ecoutant, suivi, police, foyer, analyste});
  constexpr auto declares = any_of({ecoutant, suivi, police, foyer});
  constexpr auto reads_files = any_of({ecoutant, suivi, police, foyer});
  constexpr auto reads_episodes = any_of({ecoutant, suivi, police, foyer, analyste});
  constexpr auto records_returns = any_of({police, foyer});
  constexpr auto interviews = any_of({suivi, police, foyer});
  constexpr auto decides = any_of({police});
  constexpr auto manages = any_of({admin});
  return {
      {"GET", "/livez", everybody, call(api::get_livez)},
      {"GET", "/readyz", everybody, call(api::get_readyz)},
      {"GET", "/api/openapi.yaml", everybody, call(api::get_description)},
      {"POST", "/api/v1/session", everybody, call(api::post_session)},
      {"DELETE", "/api/v1/session", signed_in, call(api::delete_session)},
      {"POST", "/api/v1/account/password", signed_in, call(api::post_own_password)},
      {"GET", "/api/v1/account/sessions", signed_in, call(api::list_own_sessions)},
      {"DELETE", "/api/v1/account/sessions", signed_in, call(api::delete_own_sessions)},
      {"DELETE", "/api/v1/account/sessions/{id}", signed_in, call(api::delete_own_session)},
      {"GET", "/api/v1/forms", forms, call(api::list_forms)},
      {"GET", "/api/v1/forms/{id}", forms, call(api::get_form)},
      {"POST", "/api/v1/declarations", declares, call(api::post_declaration)},
      {"GET", "/api/v1/declarations/{id}", reads_files, call(api::get_declaration)},
      {"POST", "/api/v1/declarations/{id}/withdraw", declares, call(api::post_withdraw)},
      {"POST", "/api/v1/declarations/{id}/restore", declares, call(api::post_restore)},
      {"POST", "/api/v1/declarations/{id}/transmit", access::roles_of(access::Act::transmit), call(api::post_transmission)},
      {"GET", "/api/v1/declarations/{id}/transmissions", reads_files, call(api::list_transmissions_of)},
      {"GET", "/api/v1/transmissions", reads_files, call(api::list_transmissions)},
      {"POST", "/api/v1/drafts", declares, call(api::post_draft)},
      {"GET", "/api/v1/drafts", declares, call(api::list_drafts)},
      {"GET", "/api/v1/drafts/{id}", declares, call(api::get_draft)},
      {"PATCH", "/api/v1/drafts/{id}", declares, call(api::patch_draft)},
      {"DELETE", "/api/v1/drafts/{id}", declares, call(api::delete_draft)},
      {"POST", "/api/v1/drafts/{id}/sign", declares, call(api::post_draft_sign)},
      {"POST", "/api/v1/triage/preview", declares, call(api::post_preview), true},
      {"GET", "/api/v1/episodes", reads_episodes, call(api::list_episodes)},
      {"GET", "/api/v1/episodes/{id}", reads_episodes, call(api::get_episode)},
      {"POST", "/api/v1/episodes/{id}/return", records_returns, call(api::post_return)},
      {"POST", "/api/v1/episodes/{id}/fpr", decides, call(api::post_fpr)},
      {"POST", "/api/v1/episodes/{id}/decision", decides, call(api::post_decision)},
      {"POST", "/api/v1/episodes/{id}/reopen", records_returns, call(api::post_reopen)},
      {"POST", "/api/v1/episodes/{id}/interview", interviews, call(api::post_interview)},
      {"POST", "/api/v1/episodes/{id}/disagreement", declares, call(api::post_disagreement)},
      {"POST", "/api/v1/episodes/{id}/request-transmission", access::roles_of(access::Act::request), call(api::post_transmission_request)},
      {"POST", "/api/v1/episodes/{id}/emergency", access::roles_of(access::Act::open_urgently), call(api::post_emergency)},
      {"POST", "/api/v1/episodes/{id}/address", access::roles_of(access::Act::disclose_address), call(api::post_address_disclosure)},
      {"POST", "/api/v1/minors/{id}/placement-start", access::roles_of(access::Act::start_placement), call(api::post_placement_start)},
      {"POST", "/api/v1/minors/{id}/placement-end", access::roles_of(access::Act::end_placement), call(api::post_placement_end)},
      {"POST", "/api/v1/minors/search", reads_files, call(api::post_search), true},
      {"GET", "/api/v1/minors/{id}", reads_files, call(api::get_minor)},
      {"GET", "/api/v1/minors/{id}/readers", access::roles_of(access::Act::list_readers), call(api::list_readers_of)},
      {"POST", "/api/v1/minors/{id}/merge", decides, call(api::post_merge)},
      {"DELETE", "/api/v1/merges/{id}", decides, call(api::delete_merge)},
      {"GET", "/api/v1/alerts", reads_files, call(api::list_alerts)},
      {"POST", "/api/v1/alerts/{id}/acknowledge", reads_files, call(api::post_acknowledge)},
      {"POST", "/api/v1/alerts/{id}/assign", reads_files, call(api::post_assign)},
      {"POST", "/api/v1/alerts/{id}/resolve", reads_files, call(api::post_resolve)},
      {"GET", "/api/v1/live", signed_in, call(api::get_live)},
      {"GET", "/api/v1/accounts", manages, call(api::list_accounts)},
      {"POST", "/api/v1/accounts", manages, call(api::post_account)},
      {"POST", "/api/v1/accounts/{id}/close", manages, call(api::post_account_close)},
      {"POST", "/api/v1/accounts/{id}/reopen", manages, call(api::post_account_reopen)},
      {"POST", "/api/v1/accounts/{id}/password", manages, call(api::post_account_password)},
      {"DELETE", "/api/v1/accounts/{id}/second-factor", manages, call(api::delete_second_factor)},
      {"GET", "/api/v1/accounts/{id}/tokens", manages, call(api::list_account_tokens)},
      {"DELETE", "/api/v1/accounts/{id}/tokens/{token}", manages, call(api::delete_account_token)},
      {"GET", "/api/v1/organisations", manages, call(api::list_organisations)},
      {"POST", "/api/v1/organisations/{id}/departement", manages, call(api::post_organisation_place)},
      {"GET", "/api/v1/audit", manages, call(api::list_audit)},
  };
}

}  // namespace

std::vector<http::Route> routes(const api::Context& api, const pages::Context& pages) {
  std::vector<http::Route> all = api_routes(api);
  for (http::Route& route : page_routes(pages)) all.push_back(std::move(route));
  return all;
}

http::Authenticate authenticate(const api::Context& context) {
  return [&context](const http::Request& request) -> base::Result<std::optional<access::Actor>> {
    const auto token = http::token_of(request);
    if (!token) return std::optional<access::Actor>();
    // What an open page asks for without anybody there.
    const bool by_itself = request.path == "/api/v1/live" || request.path == "/veille/lignes";
    auto actor = casework::find_actor(context.desk, *token, by_itself ? casework::Sender::page : casework::Sender::somebody);
    if (!actor) return actor.error();
    return std::optional(std::move(*actor));
  };
}

}  // namespace vigie::cli
