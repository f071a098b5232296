#include "cli/service.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <thread>

#include "api/handlers.hpp"
#include "base/log.hpp"
#include "casework/note_refusal.hpp"
#include "cli/routes.hpp"
#include "cli/ticking.hpp"
#include "http/server.hpp"
#include "pages/page.hpp"

namespace vigie::cli {

namespace {

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

/// Login costs a hash of 50 ms: it has a lane of its own, so that a flood of them leaves the workers to the calls. So has
/// the live feed: a thousand listeners that come back at once wait their turn.
http::Lane lane_of(const http::Request& request) {
  constexpr std::string_view hashing[] = {"/api/v1/session", "/api/v1/accounts",  "/api/v1/account/password",
                                          "/connexion",      "/admin/comptes",    "/compte/mot-de-passe",
                                          "/compte/second-facteur", "/compte/second-facteur/codes", "/compte/second-facteur/retirer"};
  const bool resets = (request.path.starts_with("/api/v1/accounts/") && request.path.ends_with("/password")) ||
                      (request.path.starts_with("/admin/comptes/") && request.path.ends_with("/mot-de-passe"));
  if (request.method == "POST" && (resets || std::ranges::find(hashing, request.path) != std::end(hashing))) return http::Lane::slow;
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
  opened->desk->presence = std::make_shared<casework::Presence>(config.session_idle);
  return opened;
}

void hold_stop_signals() {
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

int serve(const Opened& opened, const Address& address, std::chrono::seconds heartbeat,
          const std::function<void(const std::string& url)>& ready) {
  std::signal(SIGPIPE, SIG_IGN);
  casework::Throttle throttle;
  casework::Live live(*opened.store, api::event_of, {}, opened.desk->presence);
  const api::Context context{*opened.desk, throttle, live};
  const pages::Context pages{*opened.desk, throttle, live};
  const http::Router router(routes(context, pages), authenticate(context), [&pages](const http::Request& request, const http::Refusal& refusal) {
    return pages::show_refusal(pages, request, refusal);
  }, [&opened](const http::Route& route, const http::Request& request, const access::Actor& actor, int status) {
    casework::note_refusal(*opened.desk, actor, fmt::format("{} {}", route.method, route.pattern), request.params.empty() ? std::string_view() : request.params.front().second, status);
  });
  http::Limits limits;
  limits.heartbeat = heartbeat;
  http::Server server(limits, [&router](http::Request& request) { return router.answer(request); }, lane_of,
                      pages::show_bare_refusal);
  const std::uint16_t port = server.listen(address.host, address.port);
  const std::string host = address.host == "::1" ? "[::1]" : address.host;
  const sigset_t signals = stop_signals();
  std::thread waiter([&server, signals] {
    int caught = 0;
    sigwait(&signals, &caught);
    base::log_info("stopping");
    server.stop();
  });
  live.on_news([&server] { server.wake(); });
  const Ticking ticking(*opened.desk);
  live.on_news([&server] { server.wake(); });
  ready(fmt::format("http://{}:{}", host, port));
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
