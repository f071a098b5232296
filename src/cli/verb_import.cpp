#include <filesystem>
#include <iostream>

#include "casework/manage_accounts.hpp"
#include "cli/import_run.hpp"
#include "cli/lock.hpp"
#include "cli/service.hpp"
#include "cli/verbs.hpp"

namespace vigie::cli {

namespace {

constexpr int not_done = 2;

int cannot(const base::Error& error) { return refused(error), not_done; }

/// Larger groups, room for their pages, and rarer checkpoints, for a page that changes often is then moved once: nobody
/// waits for an answer here.
store::Store::Options options_for_many() {
  store::Store::Options options;
  options.with_people = false;
  options.readers = 2;
  options.pace = {1024, 100'000, std::chrono::seconds(2)};
  options.engine.writer_cache_kib = 256'000;
  return options;
}

base::Result<std::unique_ptr<ImportSource>> open_source(const ImportWords& words, const std::string& spool) {
  if (words.mapping.empty()) return open_json_lines(words.file, spool);
  return open_table(words.file, words.mapping, forms::Catalogue::embedded());
}

int check_only(const ImportWords& words, ImportReport& report) {
  auto source = open_source(words, std::filesystem::temp_directory_path().string());
  if (!source) return cannot(source.error());
  const auto count = check_lines(forms::Catalogue::embedded(), **source, report);
  std::cout << fmt::format("Vérification : {} lignes lisibles, {} refusées ; rien n’a été écrit.\n", count.taken, count.refused);
  return count.refused == 0 ? 0 : 1;
}

}  // namespace

int run_import(const Config& config, const ImportWords& words) {
  auto report = ImportReport::open(words.report);
  if (!report) return cannot(report.error());
  if (words.check) return check_only(words, *report);
  if (config.data.empty()) return cannot({base::Kind::invalid, "donnees_absentes", "Indiquez le répertoire des données : --data DIR (ou VIGIE_DATA)."});
  const auto lock = DirectoryLock::take(config.data);
  if (!lock) return cannot(lock.error());
  auto source = open_source(words, config.data);
  if (!source) return cannot(source.error());
  const auto opened = open_directory(config, options_for_many());
  if (!opened) return cannot(opened.error());
  const casework::Desk& desk = *(*opened)->desk;
  const access::Actor system = casework::system_actor(desk, "import");
  casework::Importing importing(desk, system);
  const auto count = run_lines(importing, **source, *report);
  if (!count) return cannot(count.error());
  const int looked_at = importing.finish();
  casework::note_import(desk, system, fmt::format("taken={} known={} refused={}", count->taken, count->known, count->refused));
  std::cout << fmt::format("Import : {} lignes reprises, {} déjà connues, {} refusées ; alertes revues pour {} absences.\n",
                           count->taken, count->known, count->refused, looked_at);
  return count->refused == 0 ? 0 : 1;
}

}  // namespace vigie::cli
