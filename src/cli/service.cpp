#include "cli/service.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <thread>

#include "api/handlers.hpp"
#include "base/log.hpp"
#include "casework/note_refusal.hpp"
#include "casework/second_factor.hpp"
#include "cli/routes.hpp"
#include "cli/ticking.hpp"
#include "http/server.hpp"
#include "pages/page.hpp"

namespace vigie::cli {

namespace {

sigset_t held_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int one : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, one);
  return signals;
}

/// A certificate that cannot serve leaves the one that does in its place.
void renew_certificate(const Config& config, http::Server& server) {
  auto tls = http::Tls::load(config.tls_certificate, config.tls_key);
  if (!tls) {
    base::log_error(fmt::format("the certificate in use stays: {}", tls.error().text));
    return;
  }
  base::log_info(fmt::format("certificate read again, it ends on {}", base::to_rfc3339((*tls)->ends_at())));
  server.encrypt(*std::move(tls));
}

void warn_of_passwords_alone(const casework::Desk& desk) {
  std::string roles;
  for (const access::Role role : casework::list_unprotected_roles(desk)) roles.append(" ").append(access::to_text(role));
  if (!roles.empty()) base::log_warning(fmt::format("a password alone opens the accounts of these roles (second_factor requires a code of them):{}", roles));
}

/// Until the service is to stop.
void obey_signals(const Config& config, http::Server& server) {
  const sigset_t signals = held_signals();
  int caught = 0;
  while (sigwait(&signals, &caught) == 0 && caught == SIGHUP && config.encrypts()) renew_certificate(config, server);
  base::log_info("stopping");
  server.stop();
}

/// Login costs a hash of 50 ms: it has a lane of its own, so that a flood of them leaves the workers to the calls. So has
/// the live feed: a thousand listeners that come back at once wait their turn.
http::Lane lane_of(const http::Request& request) {
  constexpr std::string_view hashing[] = {"/api/v1/session", "/api/v1/accounts",  "/api/v1/account/password",
                                          "/connexion",      "/admin/comptes",    "/compte/mot-de-passe",
                                          "/compte/second-facteur", "/compte/second-facteur/codes", "/compte/second-facteur/retirer"};
  const bool resets = (request.path.starts_with("/api/v1/accounts/") && request.path.ends_with("/password")) ||
                      (request.path.starts_with("/admin/comptes/") && request.path.ends_with("/mot-de-passe"));
  const bool makes_account = request.path.starts_with("/admin/rattachements/") && request.path.ends_with("/creer");
  if (request.method == "POST" && (resets || makes_account || std::ranges::find(hashing, request.path) != std::end(hashing))) return http::Lane::slow;
  if (request.path == "/connexion/fournisseur" || request.path == "/connexion/retour") return http::Lane::outward;
  return request.path == "/api/v1/live" ? http::Lane::stream : http::Lane::quick;
}

}  // namespace

base::Result<std::unique_ptr<Opened>> open_directory(const Config& config, bool with_people) {
  store::Store::Options options;
  options.with_people = with_people;
  return open_directory(config, std::move(options));
}

base::Result<std::unique_ptr<Opened>> open_directory(const Config& config, store::Store::Options options) {
  if (config.data.empty())
    return base::Error{base::Kind::invalid, "donnees_absentes", "Indiquez le répertoire des données : --data DIR (ou VIGIE_DATA)."};
  auto opened = std::make_unique<Opened>();
  opened->forms = forms::Catalogue::embedded();
  opened->rules = casework::embedded_rules(opened->forms);
  auto store = store::Store::open(config.data, config.key(), opened->forms, opened->clock, std::move(options));
  if (!store) return store.error();
  opened->store = std::move(*store);
  opened->desk = std::make_unique<casework::Desk>(casework::Desk{*opened->store, opened->forms, opened->rules});
  opened->desk->coded = config.coded;
  opened->desk->draft_kept = config.draft_kept;
  opened->desk->readings = std::make_shared<casework::ReadingCount>(casework::ReadingCount::Limits{config.files_an_hour, config.searches_an_hour});
  opened->desk->presence = std::make_shared<casework::Presence>(config.session_idle);
  return opened;
}

void hold_signals() {
  const sigset_t signals = held_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

int serve(const Opened& opened, const Door& door, const Config& config, const std::function<void(const std::string& url)>& ready) {
  std::signal(SIGPIPE, SIG_IGN);
  casework::Throttle throttle;
  casework::Live live(*opened.store, api::event_of, {}, opened.desk->presence);
  const api::Context context{*opened.desk, throttle, live};
  std::optional<oidc::Provider> provider;
  if (config.provider) provider.emplace(*config.provider, opened.clock);
  const pages::Context pages{*opened.desk, throttle, live, provider ? &*provider : nullptr};
  const http::Router router(routes(context, pages), authenticate(context), [&pages](const http::Request& request, const http::Refusal& refusal) {
    return pages::show_refusal(pages, request, refusal);
  }, [&opened](const http::Route& route, const http::Request& request, const access::Actor& actor, int status) {
    casework::note_refusal(*opened.desk, actor, fmt::format("{} {}", route.method, route.pattern), request.params.empty() ? std::string_view() : request.params.front().second, status);
  });
  http::Limits limits;
  limits.heartbeat = config.heartbeat;
  http::Server server(limits, [&router](http::Request& request) { return router.answer(request); }, lane_of,
                      pages::show_bare_refusal);
  server.trust(config.proxies);
  if (door.tls) server.encrypt(door.tls);
  const std::uint16_t port = server.listen(door.host, door.port);
  std::thread waiter([&config, &server] { obey_signals(config, server); });
  live.on_news([&server] { server.wake(); });
  const Ticking ticking(*opened.desk);
  warn_of_passwords_alone(*opened.desk);
  ready(door.url(port));
  server.run();
  live.on_news({});
  pthread_kill(waiter.native_handle(), SIGTERM);
  waiter.join();
  return 0;
}

int refused(const base::Error& error) {
  std::cerr << "vigie : " << error.text << " [" << error.code << "]\n";
  for (const base::FieldError& field : error.fields)
    if (field.detail != error.text) std::cerr << "  " << field.detail << '\n';
  return 1;
}

}  // namespace vigie::cli
