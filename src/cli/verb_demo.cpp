#include <unistd.h>

#include <filesystem>
#include <iostream>

#include "casework/manage_accounts.hpp"
#include "casework/place_organisation.hpp"
#include "cli/lock.hpp"
#include "cli/play_cohort.hpp"
#include "cli/service.hpp"
#include "cli/verbs.hpp"
#include "store/accounts.hpp"

namespace vigie::cli {

namespace {

constexpr int minors = 300;

struct DemoAccount {
  access::Role role;
  std::string_view organisation;
  std::string_view departement = {};  // empty: the whole country
};
// Organisations of the cohort, so that each account has something to look at.
constexpr DemoAccount accounts[] = {
    {access::Role::ecoutant, "116 000"},         {access::Role::suivi, "116 000"},
    {access::Role::police, "BPM Paris", "75"},   {access::Role::foyer, "Foyer des Tilleuls", "75"},
    {access::Role::analyste, "Observatoire"},    {access::Role::admin, "Informatique"},
};

bool is_empty(const casework::Desk& desk) {
  return desk.store.read(store::scope_of_rules(), [](const store::Reading& reading) {
    return !reading.sql.first("SELECT 1 FROM declaration LIMIT 1", {}, [](const db::Row&) {});
  });
}

/// The password of a demonstration is known to all: its accounts go into a directory that is new, or that has them all.
base::Status check_for_demo(const casework::Desk& desk) {
  const auto known = desk.store.read(store::scope_of_rules(), [](const store::Reading& reading) { return store::list_accounts(reading.sql); });
  const auto opens = [](const store::Account& account) { return !account.password.empty(); };
  if (is_empty(desk) && std::none_of(known.begin(), known.end(), opens)) return base::Done{};
  const auto there = [&](const DemoAccount& wanted) {
    return std::any_of(known.begin(), known.end(), [&](const store::Account& one) { return one.actor.login == access::to_text(wanted.role); });
  };
  if (std::all_of(std::begin(accounts), std::end(accounts), there)) return base::Done{};
  return base::Error{base::Kind::conflict, "pas_une_demonstration",
                     "Ce répertoire n’est pas celui d’une démonstration : désignez-en un autre, ou un nouveau (--data DIR)."};
}

void fill(const casework::Desk& desk) {
  const base::Instant start = desk.store.clock().now();
  const int told = play_cohort(desk, minors, start);
  const auto took = desk.store.clock().now() - start;
  std::cout << fmt::format("Cohorte fictive : {} déclarations jouées en {:.1f} s.\n", told, static_cast<double>(took.count()) / 1000);
}

/// One account a role, once per directory.
base::Status add_accounts(const casework::Desk& desk, const std::string& password) {
  const auto console = casework::system_actor(desk, "console");
  for (const DemoAccount& account : accounts) {
    const auto made = casework::add_account(desk, console, access::to_text(account.role), account.role, account.organisation, password);
    if (!made && made.error().code != "login_pris") return made.error();
    if (!made || account.departement.empty()) continue;
    const auto placed = casework::place_organisation(desk, console, made->actor.organisation, account.departement);
    if (!placed) return placed.error();
  }
  return base::Done{};
}

void welcome(const std::string& url, const Config& config, const std::string& password) {
  std::cout << fmt::format(
      "\nVigie écoute sur {0}\n\n"
      "  Page d’accueil      {0}/\n"
      "  Description de l’API {0}/api/openapi.yaml\n"
      "  Données             {1}\n\n"
      "Comptes de démonstration (mot de passe : {2}) :\n"
      "  ecoutant  suivi  police  foyer  analyste  admin\n\n"
      "Pour essayer :\n"
      "  curl -s {0}/api/v1/session -H 'Content-Type: application/json' -d '{{\"login\":\"police\",\"password\":\"{2}\"}}'\n"
      "La visite guidée est dans README.md. Ctrl-C pour arrêter.\n",
      url, config.data, password)
            << std::flush;
}

}  // namespace

int run_demo(Config config, const std::string& password) {
  hold_signals();
  const auto door = open_door(config);
  if (!door) return refused(door.error());
  if (config.data.empty()) config.data = (std::filesystem::temp_directory_path() / fmt::format("vigie-demo-{}", ::getuid())).string();
  const auto lock = DirectoryLock::take(config.data);
  if (!lock) return refused(lock.error());
  const auto opened = open_directory(config, true);
  if (!opened) return refused(opened.error());
  const casework::Desk& desk = *(*opened)->desk;
  if (const auto fits = check_for_demo(desk); !fits) return refused(fits.error());
  if (const auto added = add_accounts(desk, password); !added) return refused(added.error());
  if (is_empty(desk)) fill(desk);
  return serve(**opened, *door, config, [&](const std::string& url) { welcome(url, config, password); });
}

}  // namespace vigie::cli
