#include <filesystem>
#include <fstream>
#include <iostream>

#include "casework/export_audit.hpp"
#include "casework/manage_accounts.hpp"
#include "cli/export_file.hpp"
#include "cli/service.hpp"
#include "cli/verbs.hpp"

namespace vigie::cli {

namespace {

namespace fs = std::filesystem;

base::Error without_data(const Config& config) {
  if (config.data.empty()) return {base::Kind::invalid, "donnees_absentes", "Indiquez le répertoire des données : --data DIR."};
  return {base::Kind::not_found, "donnees_absentes", fmt::format("Le répertoire {} ne contient pas de données.", config.data)};
}

bool is_database(const std::string& file) {
  constexpr std::string_view mark = "SQLite format 3";
  std::string start(mark.size(), '\0');
  std::ifstream(file, std::ios::binary).read(start.data(), static_cast<std::streamsize>(start.size()));
  return start == mark;
}

/// A backup, an export, or the database of the directory, as they lie: nothing is written.
base::Result<store::Verification> verify(const Config& config, const std::string& file, const std::optional<store::Anchor>& noted) {
  const auto vault = identity::Vault::open(config.key());
  if (!vault) return vault.error();
  const std::string read = file.empty() ? config.data + "/vigie.db" : file;
  if (!fs::exists(read)) return file.empty() ? without_data(config) : base::Error{base::Kind::not_found, "fichier_absent", fmt::format("Le fichier {} est introuvable.", file)};
  if (is_database(read)) {
    const auto sql = db::sqlite::open_copy(read);
    if (store::is_of_this_key(*sql, *vault)) return store::verify_audit(*sql, *vault, noted);
    return base::Error{base::Kind::conflict, "cle_etrangere", fmt::format("La clé {} n’est pas celle de {}.", config.key(), read)};
  }
  std::ifstream lines(read);
  return casework::verify_export(*vault, lines, noted);
}

}  // namespace

int run_audit_verify(const Config& config, const AuditWords& words) {
  const auto cannot = [](const base::Error& error) { return refused(error), 2; };
  if (config.data.empty() && config.key_file.empty()) return cannot(without_data(config));
  const auto noted = words.anchor.empty() ? std::nullopt : store::parse_anchor(words.anchor);
  if (!words.anchor.empty() && !noted)
    return cannot({base::Kind::invalid, "ancre_invalide", "Une ancre s’écrit NUMÉRO:EMPREINTE, comme la dernière ligne d’une vérification."});
  const auto done = verify(config, words.file, noted);
  if (!done) return cannot(done.error());
  for (const audit::Finding& one : done->findings) std::cout << "PROBLÈME  " << audit::to_french(one) << '\n';
  std::cout << fmt::format("{} lignes de journal, {}\n", done->lines, done->findings.empty() ? "toutes à leur place." : "à examiner : voir ci-dessus.");
  if (done->ended > 0) std::cout << fmt::format("{} autres ont été effacées au terme de leur conservation.\n", done->ended);
  if (done->findings.empty() && done->lines > 0)
    std::cout << "À noter ailleurs ; une copie ou ce répertoire se vérifient plus tard avec --anchor :\n" << store::to_text(done->end) << '\n';
  if (!done->findings.empty()) return 1;
  if (!done->anchor_ended) return 0;
  return cannot({base::Kind::conflict, "ancre_echue",
                 fmt::format("La ligne {} de l’ancre a été effacée au terme de sa conservation : rien ne s’y compare plus. Notez la nouvelle.", noted->number)});
}

int run_audit_export(const Config& config, const AuditWords& words) {
  const auto cannot = [](const base::Error& error) { return refused(error), 2; };
  if (config.data.empty() || !fs::exists(config.data + "/vigie.db")) return cannot(without_data(config));
  const auto opened = open_directory(config, false);
  if (!opened) return cannot(opened.error());
  auto file = ExportFile::make(words.file);
  if (!file) return cannot(file.error());
  const casework::Desk& desk = *(*opened)->desk;
  const std::int64_t said = casework::export_audit(desk, casework::system_actor(desk, "console"),
                                                   [&](const boost::json::object& line) { file->add(base::to_text(line)); });
  file->finish();
  std::cerr << fmt::format("Export du journal : {} lignes. Elles disent qui a fait quoi, par identifiants : aucune ne nomme un mineur.\n", said);
  return 0;
}

}  // namespace vigie::cli
