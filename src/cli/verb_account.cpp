#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <iostream>

#include "casework/administer_account.hpp"
#include "cli/service.hpp"
#include "cli/verbs.hpp"

namespace vigie::cli {

namespace {

base::Error unreadable_password(const std::string& path) {
  return {base::Kind::invalid, "fichier_illisible", fmt::format("Le fichier {} ne peut pas être lu.", path)};
}

/// The first line of a password file; one that others can read is warned about.
base::Result<std::string> password_from(const std::string& path) {
  struct stat about {};
  std::ifstream file(path);
  std::string line;
  if (!file || ::stat(path.c_str(), &about) != 0 || !std::getline(file, line)) return unreadable_password(path);
  if ((about.st_mode & 077) != 0)
    std::cerr << "vigie : attention, d’autres comptes de la machine peuvent lire " << path << " (chmod 600 conseillé)\n";
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

std::string ask_hidden(const char* question) {
  std::cerr << question << std::flush;
  termios before{};
  const bool terminal = ::tcgetattr(STDIN_FILENO, &before) == 0;
  if (terminal) {
    termios hidden = before;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  std::string typed;
  std::getline(std::cin, typed);
  if (terminal) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
  std::cerr << '\n';
  return typed;
}

base::Result<std::string> ask_password() {
  if (!::isatty(STDIN_FILENO))
    return base::Error{base::Kind::invalid, "mot_de_passe_absent", "Donnez le mot de passe par --password-file, ou lancez la commande dans un terminal."};
  const std::string once = ask_hidden("Mot de passe : ");
  if (ask_hidden("Encore une fois : ") != once)
    return base::Error{base::Kind::invalid, "mots_de_passe_differents", "Les deux saisies diffèrent."};
  return once;
}

/// Does something to the account of that login; the exit code.
int on_account(const Config& config, const std::string& login,
               const std::function<int(const casework::Desk&, const access::Actor&, base::AccountId)>& act) {
  const auto opened = open_directory(config, false);
  if (!opened) return refused(opened.error());
  const casework::Desk& desk = *(*opened)->desk;
  const auto account = desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) { return store::find_account(reading.sql, login); });
  if (!account) return refused(casework::unknown_to_you("Compte"));
  return act(desk, casework::system_actor(desk, "console"), account->actor.account);
}

}  // namespace

int run_account_add(const Config& config, const std::string& login, const std::string& role_code,
                    const std::string& organisation, const std::string& password_file) {
  const auto role = access::parse_role(role_code);
  if (!role)
    return refused({base::Kind::invalid, "role_inconnu", "Le rôle est ecoutant, suivi, police, foyer, analyste ou admin."});
  const auto password = password_file.empty() ? ask_password() : password_from(password_file);
  if (!password) return refused(password.error());
  const auto opened = open_directory(config, false);
  if (!opened) return refused(opened.error());
  const casework::Desk& desk = *(*opened)->desk;
  const auto account = casework::add_account(desk, casework::system_actor(desk, "console"), login, *role, organisation, *password);
  if (!account) return refused(account.error());
  std::cout << fmt::format("Compte {} créé ({}, {}).\n", login, role_code, account->actor.organisation_name);
  return 0;
}

int run_account_password(const Config& config, const std::string& login) {
  return on_account(config, login, [](const casework::Desk& desk, const access::Actor& console, base::AccountId id) {
    const auto given = casework::reset_password(desk, console, id);
    if (!given) return refused(given.error());
    std::cout << fmt::format("Mot de passe pour une seule connexion, où la personne choisira le sien, dans les 7 jours ; montré cette seule fois :\n{}\n",
                             given->password);
    return 0;
  });
}

int run_account_forget_code(const Config& config, const std::string& login) {
  return on_account(config, login, [&](const casework::Desk& desk, const access::Actor& console, base::AccountId id) {
    if (const auto done = casework::forget_second_factor(desk, console, id); !done) return refused(done.error());
    std::cout << fmt::format("Le second facteur de {} est retiré, ses sessions sont fermées.\n", login);
    return 0;
  });
}

int run_account_token(const Config& config, const std::string& login, const std::string& label, int days, bool read_only) {
  const auto opened = open_directory(config, false);
  if (!opened) return refused(opened.error());
  const casework::Desk& desk = *(*opened)->desk;
  const auto token = casework::issue_token(desk, casework::system_actor(desk, "console"), login, label, {days, read_only});
  if (!token) return refused(token.error());
  std::cout << fmt::format("Jeton valable {} jours{}, montré cette seule fois :\n{}\n", days, read_only ? ", limité à la lecture" : "", *token);
  return 0;
}

}  // namespace vigie::cli
