#include <iostream>

#include "api/handlers.hpp"
#include "cli/lock.hpp"
#include "cli/routes.hpp"
#include "cli/service.hpp"
#include "cli/verbs.hpp"

namespace vigie::cli {

int run_serve(const Config& config) {
  hold_signals();
  const auto door = open_door(config);
  if (!door) return refused(door.error());
  if (config.data.empty()) return refused({base::Kind::invalid, "donnees_absentes", "Indiquez le répertoire des données : --data DIR."});
  const auto lock = DirectoryLock::take(config.data);
  if (!lock) return refused(lock.error());
  const auto opened = open_directory(config, true);
  if (!opened) return refused(opened.error());
  return serve(**opened, *door, config, [](const std::string& url) { std::cout << "Vigie écoute sur " << url << std::endl; });
}

int run_routes() {
  const api::Context* nobody = nullptr;  // the handlers are listed, never called
  const pages::Context* no_page = nullptr;
  for (const http::Route& route : routes(*nobody, *no_page)) {
    std::cout << route.method << ' ' << route.pattern << ' ';
    if (route.roles.open()) {
      std::cout << "public\n";
      continue;
    }
    std::string roles;
    for (int role = 0; role < 6; ++role)
      if (route.roles.has(static_cast<access::Role>(role)))
        roles += (roles.empty() ? "" : ",") + std::string(access::to_text(static_cast<access::Role>(role)));
    std::cout << roles << '\n';
  }
  return 0;
}

}  // namespace vigie::cli
