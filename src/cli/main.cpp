#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "base/error.hpp"
#include "base/log.hpp"
#include "cli/service.hpp"
#include "cli/verbs.hpp"

namespace {

using namespace vigie;

/// One verb: what it is called, what it does once its configuration is read.
using Run = std::function<int(const cli::Config&)>;

CLI::App* add_verb(CLI::App& parent, const char* name, const char* about, cli::Flags& flags, std::optional<Run>& chosen, Run run) {
  CLI::App* verb = parent.add_subcommand(name, about);
  verb->add_option("--data", flags.data, "répertoire des données");
  verb->add_option("--key-file", flags.key_file, "fichier de clé (par défaut DATA.key)");
  verb->add_option("--config", flags.config, "fichier de configuration TOML");
  verb->callback([&chosen, run = std::move(run)] { chosen = run; });
  return verb;
}

struct Words {
  cli::ImportWords import;
  cli::ExportWords export_;
  std::string login, role, organisation, departement, password_file, label, file, password = "vigie-demo";
  int days = 365;
  bool read_only = false;
  cli::CohortWords cohort;
  cli::AuditWords audit;
  std::vector<std::string> also;
  bool apply = false;
};

void add_audit_verbs(CLI::App& app, cli::Flags& flags, Words& words, std::optional<Run>& chosen) {
  CLI::App* audit = app.add_subcommand("audit", "journal : qui a fait quoi");
  audit->require_subcommand(1);
  auto* verify = add_verb(*audit, "verify", "vérifie que nulle ligne n’a été changée, retirée, échangée ni coupée ; sort à 0 si toutes sont à leur place", flags,
                          chosen, [&words](const cli::Config& config) { return cli::run_audit_verify(config, words.audit); });
  verify->add_option("file", words.audit.file, "une copie : sauvegarde, ou export du journal (par défaut, le répertoire)");
  verify->add_option("--anchor", words.audit.anchor, "ce qu’une vérification passée a donné à noter");
  auto* export_ = add_verb(*audit, "export", "donne le journal, à vérifier ailleurs (JSON Lines)", flags, chosen,
                           [&words](const cli::Config& config) { return cli::run_audit_export(config, words.audit); });
  export_->add_option("file", words.audit.file, "fichier à écrire (par défaut, la sortie standard)");
}

void add_verbs(CLI::App& app, cli::Flags& flags, Words& words, std::optional<Run>& chosen) {
  auto* serve = add_verb(app, "serve", "sert un répertoire de données", flags, chosen, cli::run_serve);
  serve->add_option("--listen", flags.listen, "HÔTE:PORT (127.0.0.1:8116)");
  auto* demo = add_verb(app, "demo", "sert une cohorte fictive, avec un compte par rôle", flags, chosen,
                        [&words](const cli::Config& config) { return cli::run_demo(config, words.password); });
  demo->add_option("--listen", flags.listen, "HÔTE:PORT (127.0.0.1:8116)");
  demo->add_option("--password", words.password, "mot de passe des comptes de démonstration");
  CLI::App* account = app.add_subcommand("account", "comptes et jetons");
  account->require_subcommand(1);
  auto* add = add_verb(*account, "add", "crée un compte, et son organisation si elle est nouvelle", flags, chosen,
                       [&words](const cli::Config& config) {
                         return cli::run_account_add(config, words.login, words.role, words.organisation, words.password_file);
                       });
  add->add_option("login", words.login)->required();
  add->add_option("--role", words.role, "ecoutant, suivi, police, foyer, analyste ou admin")->required();
  add->add_option("--organisation", words.organisation, "nom de l’organisation")->required();
  add->add_option("--password-file", words.password_file, "fichier dont la première ligne est le mot de passe");
  auto* password = add_verb(*account, "password", "remet un mot de passe pour une seule connexion, où la personne choisit le sien", flags, chosen,
                            [&words](const cli::Config& config) { return cli::run_account_password(config, words.login); });
  password->add_option("login", words.login)->required();
  auto* forget = add_verb(*account, "forget-code", "retire le second facteur d’un compte dont le téléphone est perdu", flags, chosen,
                          [&words](const cli::Config& config) { return cli::run_account_forget_code(config, words.login); });
  forget->add_option("login", words.login)->required();
  auto* token = add_verb(*account, "token", "donne un jeton d’accès, une seule fois", flags, chosen,
                         [&words](const cli::Config& config) { return cli::run_account_token(config, words.login, words.label, words.days, words.read_only); });
  token->add_option("login", words.login)->required();
  token->add_option("--label", words.label, "à quoi il sert")->required();
  token->add_option("--days", words.days, "durée en jours, de 1 à 3650 (365)");
  token->add_flag("--read-only", words.read_only, "limité à la lecture");
  CLI::App* organisation = app.add_subcommand("organisation", "organisations");
  organisation->require_subcommand(1);
  auto* place = add_verb(*organisation, "departement", "dit où une organisation travaille : ses comptes du 116 000 lisent ce département", flags, chosen,
                         [&words](const cli::Config& config) { return cli::run_organisation_place(config, words.organisation, words.departement); });
  place->add_option("name", words.organisation, "nom de l’organisation")->required();
  place->add_option("departement", words.departement, "code du département ; « - » pour tout le pays")->required();
  auto* backup = add_verb(app, "backup", "sauvegarde, pendant que le service tourne", flags, chosen,
                          [&words](const cli::Config& config) { return cli::run_backup(config, words.file); });
  backup->add_option("file", words.file, "fichier à écrire")->required();
  auto* restore = add_verb(app, "restore", "restaure une sauvegarde dans un répertoire vide", flags, chosen,
                           [&words](const cli::Config& config) { return cli::run_restore(config, words.file); });
  restore->add_option("file", words.file, "fichier à lire")->required();
  auto* import = add_verb(app, "import", "reprend des déclarations signées ailleurs, et ce qui a été fait de leurs absences (FPR, décisions, désaccords)", flags, chosen,
                          [&words](const cli::Config& config) { return cli::run_import(config, words.import); });
  import->add_option("file", words.import.file, "fichier à lire ; « - » pour l’entrée standard")->required();
  import->add_option("--report", words.import.report, "fichier où dire les lignes refusées, en JSON Lines");
  import->add_option("--mapping", words.import.mapping, "ce que disent les colonnes d’un tableau CSV (TOML ou JSON, voir README)");
  import->add_flag("--check", words.import.check, "dit ce qui serait refusé, sans rien écrire");
  auto* export_ = add_verb(app, "export", "donne les déclarations et ce qui a été fait des absences, en clair, dans le format de l’import", flags, chosen,
                           [&words](const cli::Config& config) { return cli::run_export(config, words.export_); });
  export_->add_option("file", words.export_.file, "fichier à écrire (par défaut, la sortie standard)");
  export_->add_flag("--all", words.export_.everything, "aussi ce qui a été corrigé ou retiré");
  add_audit_verbs(app, flags, words, chosen);
  auto* doctor = add_verb(app, "doctor", "vérifie tout ; sort à 0 si rien n’est cassé", flags, chosen,
                          [&words](const cli::Config& config) { return cli::run_doctor(config, words.also); });
  doctor->add_option("--also", words.also, "autres fichiers (un journal technique…) où rien de connu ne doit être en clair");
  CLI::App* key = app.add_subcommand("key", "clé du répertoire");
  key->require_subcommand(1);
  add_verb(*key, "rotate", "change la clé de scellement, pendant que le service tourne", flags, chosen, cli::run_key_rotate);
  auto* purge = add_verb(app, "purge", "dit ce qui a atteint la fin de sa conservation ; avec --apply, l’efface et détruit ses clés", flags, chosen,
                         [&words](const cli::Config& config) { return cli::run_purge(config, words.apply); });
  purge->add_flag("--apply", words.apply, "efface");
  auto* cohort = add_verb(app, "cohort", "écrit une cohorte nationale fictive, au format d’import (JSON Lines)", flags, chosen,
                          [&words](const cli::Config&) { return cli::run_cohort(words.cohort); });
  cohort->add_option("--episodes", words.cohort.episodes, "nombre d’absences, exact (36 439 par an de période)");
  cohort->add_option("--seed", words.cohort.seed, "graine : même commande, mêmes octets (116000)");
  cohort->add_option("--to", words.cohort.to, "fin, exclue, AAAA-MM-JJ (2026-01-01) ; rien n’est dit après");
  cohort->add_option("--from", words.cohort.from, "début, AAAA-MM-JJ");
  cohort->add_option("--years", words.cohort.years, "ou durée en années (de quoi garder le rythme du pays, 1 au moins)");
  cohort->add_flag("--distributions", words.cohort.distributions, "au lieu des lignes : chaque paramètre, le chiffre publié, sa source, ou « inventé »");
  add_verb(app, "routes", "liste les routes et leurs rôles", flags, chosen, [](const cli::Config&) { return cli::run_routes(); });
}

/// As many open files as the system allows: each connection is one.
void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
  raise_file_limit();
  CLI::App app("Vigie : déclarations de fugue, absences, signes d’exploitation");
  app.require_subcommand(1);
  cli::Flags flags;
  Words words;
  std::optional<Run> chosen;
  add_verbs(app, flags, words, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    const auto config = cli::load_config(flags);
    if (!config) return cli::refused(config.error());
    return (*chosen)(*config);
  } catch (const std::exception& fault) {
    base::log_error(fault.what());
    std::cerr << "vigie : panne : " << fault.what() << '\n';
    return 2;
  }
}
