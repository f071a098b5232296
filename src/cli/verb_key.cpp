#include <filesystem>
#include <iostream>

#include "casework/end_retention.hpp"
#include "casework/end_traces.hpp"
#include "casework/manage_accounts.hpp"
#include "casework/rotate_keys.hpp"
#include "cli/lock.hpp"
#include "cli/service.hpp"
#include "cli/verbs.hpp"

namespace vigie::cli {

namespace {

base::Status check_existing(const Config& config) {
  if (!config.data.empty() && std::filesystem::exists(config.data + "/vigie.db")) return base::Done{};
  return base::Error{base::Kind::not_found, "donnees_absentes",
                     config.data.empty() ? "Indiquez le répertoire des données : --data DIR." : fmt::format("Le répertoire {} ne contient pas de données.", config.data)};
}

}  // namespace

int run_key_rotate(const Config& config) {
  if (const auto there = check_existing(config); !there) return refused(there.error());
  const auto lock = DirectoryLock::take(config.data, "lock-cle");
  if (!lock) return refused({base::Kind::conflict, "cle_en_changement", fmt::format("La clé de {} est déjà en train d’être changée.", config.data)});
  const auto opened = open_directory(config, false);
  if (!opened) return refused(opened.error());
  const casework::Desk& desk = *(*opened)->desk;
  const auto done = casework::rotate_keys(desk, casework::system_actor(desk, "console"));
  if (!done) return refused(done.error());
  std::cout << fmt::format(
      "Clé changée : la clé n° {} scelle ce répertoire, {} mineurs compris ; l’ancienne n’est plus dans {}.\n"
      "Les sauvegardes faites avant ne se lisent plus qu’avec un ancien fichier de clé : faites une sauvegarde et une copie de la clé.\n",
      done->number, done->minors, config.key());
  return 0;
}

int run_purge(const Config& config, bool apply) {
  if (const auto there = check_existing(config); !there) return refused(there.error());
  const auto lock = DirectoryLock::take(config.data);
  if (!lock) return refused(lock.error());
  const auto opened = open_directory(config, false);
  if (!opened) return refused(opened.error());
  const casework::Desk& desk = *(*opened)->desk;
  const access::Actor by = casework::system_actor(desk, "console");
  const auto all = apply ? casework::end_retention(desk, by) : base::Result(casework::foresee_end_of_retention(desk));
  if (!all) return refused(all.error());
  const auto traces = apply ? casework::end_traces(desk, by) : base::Result(casework::foresee_end_of_traces(desk));
  if (!traces) return refused(traces.error());
  std::cout << fmt::format("{} : {} mineurs dont rien n’a été dit depuis deux ans, {} déclarations, {} absences ; {} déclarations sans mineur.\n",
                           apply ? "Effacé" : "À effacer (--apply)", all->minors, all->declarations, all->episodes, all->unnamed);
  std::cout << fmt::format("Avec cela : {} lignes du journal au terme de leur conservation, {} sessions et jetons finis, {} brouillons oubliés.\n",
                           traces->lines, traces->passes, traces->drafts);
  if (apply && all->minors > 0)
    std::cout << "Leurs clés sont détruites. « vigie key rotate » rend illisible ce que les anciennes sauvegardes en gardent.\n";
  return 0;
}

}  // namespace vigie::cli
