#include <filesystem>
#include <iostream>

#include "casework/export_past.hpp"
#include "casework/manage_accounts.hpp"
#include "cli/export_file.hpp"
#include "cli/service.hpp"
#include "cli/verbs.hpp"

namespace vigie::cli {

int run_export(const Config& config, const ExportWords& words) {
  const auto cannot = [](const base::Error& error) { return refused(error), 2; };
  if (!config.data.empty() && !std::filesystem::exists(config.data + "/vigie.db"))
    return cannot({base::Kind::not_found, "donnees_absentes", fmt::format("Le répertoire {} ne contient pas de données.", config.data)});
  const auto opened = open_directory(config, false);
  if (!opened) return cannot(opened.error());
  auto file = ExportFile::make(words.file);
  if (!file) return cannot(file.error());
  const casework::Desk& desk = *(*opened)->desk;
  const std::size_t said = casework::export_past(desk, casework::system_actor(desk, "console"), {words.everything},
                                                 [&](const boost::json::object& line) { file->add(base::to_text(line)); });
  file->finish();
  std::cerr << fmt::format("Export : {} lignes. Elles sont en clair : elles nomment des mineurs.\n", said);
  return 0;
}

}  // namespace vigie::cli
