#include <iostream>

#include "casework/manage_accounts.hpp"
#include "casework/place_organisation.hpp"
#include "cli/service.hpp"
#include "cli/verbs.hpp"

namespace vigie::cli {

int run_organisation_place(const Config& config, const std::string& name, const std::string& departement) {
  const auto opened = open_directory(config, false);
  if (!opened) return refused(opened.error());
  const casework::Desk& desk = *(*opened)->desk;
  const auto known = desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) { return store::find_organisation(reading.sql, name); });
  if (!known) return refused(casework::unknown_to_you("Organisation"));
  const auto placed = casework::place_organisation(desk, casework::system_actor(desk, "console"), known->id, departement == "-" ? "" : departement);
  if (!placed) return refused(placed.error());
  std::cout << fmt::format("{} : {}.\n", placed->name, placed->departement.empty() ? "tout le pays" : fmt::format("département {}", placed->departement));
  return 0;
}

}  // namespace vigie::cli
