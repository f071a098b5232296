#include <filesystem>
#include <iostream>

#include "cli/lock.hpp"
#include "cli/service.hpp"
#include "cli/verbs.hpp"
#include "db/sqlite/connection.hpp"

namespace vigie::cli {

namespace {

namespace fs = std::filesystem;

base::Error refuse(std::string code, std::string text) { return {base::Kind::conflict, std::move(code), std::move(text)}; }

base::Status check_sound(const std::string& file) {
  const auto problems = db::sqlite::open(file)->check();
  if (problems.empty()) return base::Done{};
  return refuse("sauvegarde_abimee", fmt::format("Le fichier {} est abîmé : {}", file, problems.front()));
}

}  // namespace

int run_backup(const Config& config, const std::string& file) {
  const auto opened = open_directory(config, false);
  if (!opened) return refused(opened.error());
  if (fs::exists(file)) return refused(refuse("fichier_existe", fmt::format("Le fichier {} existe déjà.", file)));
  (*opened)->store->database().copy_to(file);
  if (const auto sound = check_sound(file); !sound) return refused(sound.error());
  std::cout << fmt::format("Sauvegarde écrite et vérifiée : {}\nLe fichier de clé n’y est pas : gardez {} à part, sans lui la "
                           "sauvegarde ne peut pas être lue.\n", file, config.key());
  return 0;
}

int run_restore(const Config& config, const std::string& file) {
  if (config.data.empty()) return refused({base::Kind::invalid, "donnees_absentes", "Indiquez le répertoire des données : --data DIR."});
  const auto lock = DirectoryLock::take(config.data);
  if (!lock) return refused(lock.error());
  const std::string target = config.data + "/vigie.db";
  if (!fs::exists(file)) return refused(refuse("fichier_absent", fmt::format("Le fichier {} est introuvable.", file)));
  if (fs::exists(target))
    return refused(refuse("repertoire_plein", fmt::format("{} existe déjà : restaurez dans un répertoire vide, ou déplacez-le.", target)));
  if (!fs::exists(config.key()))
    return refused(refuse("cle_absente", fmt::format("Le fichier de clé {} est introuvable : remettez-le d’abord.", config.key())));
  fs::copy_file(file, target + ".partial", fs::copy_options::overwrite_existing);
  if (const auto sound = check_sound(target + ".partial"); !sound) return refused(sound.error());
  for (const char* rest : {"-wal", "-shm"}) fs::remove(target + ".partial" + rest);
  fs::permissions(target + ".partial", fs::perms::owner_read | fs::perms::owner_write);
  fs::rename(target + ".partial", target);
  std::cout << "Sauvegarde restaurée dans " << config.data << ".\n";
  return run_doctor(config);
}

}  // namespace vigie::cli
