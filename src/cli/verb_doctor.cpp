#include <filesystem>
#include <iostream>

#include "casework/examine.hpp"
#include "casework/find_plain.hpp"
#include "cli/service.hpp"
#include "cli/verbs.hpp"
#include "http/tls.hpp"

namespace vigie::cli {

namespace {

namespace fs = std::filesystem;

/// A report that can be pasted: no name, no path of a file beyond those of the directory.
class Report {
 public:
  void good(const std::string& line) { std::cout << "ok        " << line << '\n'; }
  void warn(const std::string& line) { std::cout << "attention " << line << '\n'; }
  void bad(const std::string& line) {
    std::cout << "PROBLÈME  " << line << '\n';
    ++problems_;
  }
  int problems() const { return problems_; }

 private:
  int problems_ = 0;
};

void check_places(const Config& config, Report& report) {
  if (identity::has_loose_permissions(config.key()))
    report.warn(fmt::format("clé {} : d’autres comptes peuvent la lire (chmod 600)", config.key()));
  else report.good("clé : présente, lisible par son seul propriétaire");
  const auto space = fs::space(config.data);
  const auto free_mib = space.available >> 20;
  if (free_mib < 100) report.bad(fmt::format("disque : {} Mio libres", free_mib));
  else if (free_mib < 1024) report.warn(fmt::format("disque : {} Mio libres", free_mib));
  else report.good(fmt::format("disque : {} Mio libres", free_mib));
}

void check_zones(Report& report) {
  const auto summer = base::to_rfc3339(base::Instant{1'784'030'400'000}, base::paris);
  if (summer.ends_with("+02:00")) report.good("fuseaux horaires : à jour");
  else report.bad("fuseaux horaires : l’heure d’été de Paris est fausse (paquet tzdata)");
}

void check_certificate(const Config& config, base::Instant now, Report& report) {
  if (!config.encrypts()) return;
  const auto tls = http::Tls::load(config.tls_certificate, config.tls_key);
  if (!tls) return report.bad(fmt::format("TLS : {}", tls.error().text));
  const auto left = std::chrono::duration_cast<std::chrono::hours>((*tls)->ends_at() - now).count();
  const std::string line = fmt::format("TLS : le certificat prend fin le {}", base::to_rfc3339((*tls)->ends_at()));
  if (left < 0) report.bad(line);
  else if (left < 24 * 30) report.warn(line);
  else report.good(line);
  if (identity::has_loose_permissions(config.tls_key))
    report.warn(fmt::format("TLS : d’autres comptes peuvent lire la clé {} (chmod 600)", config.tls_key));
}

/// The proof of the seals: nothing that is known of the children stands in the clear in any file of the directory.
void check_plain(const casework::Desk& desk, const Config& config, const std::vector<std::string>& also, Report& report) {
  std::vector<std::string> files = also;
  for (const auto& entry : fs::recursive_directory_iterator(config.data))
    if (entry.is_regular_file()) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  const casework::PlainText plain = casework::find_plain(desk, files);
  for (const auto& one : plain.found)
    report.bad(fmt::format("{} : {} valeurs qui identifient y sont en clair (dont une de la déclaration {})", one.file, one.values, one.declaration));
  if (plain.found.empty())
    report.good(fmt::format("scellés : {} valeurs qui identifient, cherchées dans {} fichiers, aucune en clair", plain.values, plain.files));
}

}  // namespace

int run_doctor(const Config& config, const std::vector<std::string>& also) {
  Report report;
  const auto opened = open_directory(config, false);
  if (!opened) return refused(opened.error());
  const casework::Desk& desk = *(*opened)->desk;
  check_places(config, report);
  check_zones(report);
  check_certificate(config, (*opened)->clock.now(), report);
  const auto broken = (*opened)->store->database().check();
  for (const std::string& problem : broken) report.bad("base : " + problem);
  if (broken.empty()) report.good("base : intègre");
  const casework::Findings found = casework::examine(desk);
  for (const std::string& problem : found.problems) report.bad(problem);
  if (found.problems.empty()) report.good("absences et évaluations : se recalculent à l’identique");
  report.good(fmt::format("{} mineurs, {} déclarations, {} absences, {} évaluations, {} lignes de journal", found.minors,
                          found.declarations, found.episodes, found.assessments, found.audit_lines));
  check_plain(desk, config, also, report);
  report.good(fmt::format("brouillons en cours : {}", found.drafts));
  std::cout << (report.problems() == 0 ? "Rien de cassé.\n" : fmt::format("{} problème(s).\n", report.problems()));
  return report.problems() == 0 ? 0 : 1;
}

}  // namespace vigie::cli
