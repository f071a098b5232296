#pragma once
#include <vector>

#include "cli/config.hpp"

namespace vigie::cli {

int run_serve(const Config& config);
int run_demo(Config config, const std::string& password);
int run_account_add(const Config& config, const std::string& login, const std::string& role, const std::string& organisation,
                    const std::string& password_file);
/// A new password for an account, in place of its own: printed once, alone on the last line, to be changed at the sign-in.
int run_account_password(const Config& config, const std::string& login);
/// Takes its second factor from an account whose authenticator was lost.
int run_account_forget_code(const Config& config, const std::string& login);
/// `days`: how long it lasts; `read_only`: it changes nothing.
int run_account_token(const Config& config, const std::string& login, const std::string& label, int days, bool read_only);
/// Says in which département an organisation works; « - »: in the whole country.
int run_organisation_place(const Config& config, const std::string& name, const std::string& departement);
int run_backup(const Config& config, const std::string& file);
int run_restore(const Config& config, const std::string& file);
struct ImportWords {
  std::string file;     // "-": standard input
  std::string report;   // empty: standard error
  std::string mapping;  // empty: JSON Lines
  bool check = false;   // nothing is written
};
/// 0: every line was taken or known; 1: some were refused; 2: nothing could be done, or not to the end.
int run_import(const Config& config, const ImportWords& words);
struct ExportWords {
  std::string file;         // empty or "-": standard output
  bool everything = false;  // also what was corrected or withdrawn
};
int run_export(const Config& config, const ExportWords& words);
struct AuditWords {
  std::string file;    // of verify: a backup or an export, empty: the directory itself; of export: where to write
  std::string anchor;  // "1234:…", or empty
};
/// 0: every line stands; 1: some do not, each is named; 2: nothing could be verified.
int run_audit_verify(const Config& config, const AuditWords& words);
int run_audit_export(const Config& config, const AuditWords& words);
/// Puts a new sealing key in the place of the one that stands; the service may run.
int run_key_rotate(const Config& config);
/// Says what reached the end of its retention, or erases it; the service is stopped.
int run_purge(const Config& config, bool apply);
/// `also`: other files, a log for one, in which no known text may stand in the clear.
int run_doctor(const Config& config, const std::vector<std::string>& also = {});
/// What the command line asks of a national cohort; an empty date and a missing number have defaults.
struct CohortWords {
  std::optional<int> episodes, years;
  std::uint64_t seed = 116000;
  std::string from, to;
  bool distributions = false;
};
/// Writes a fictitious national cohort as import lines, or what it is made of, beside what is published. Refusals:
/// date_invalide, periode_invalide, nombre_hors_bornes, options_contraires.
int run_cohort(const CohortWords& words);
/// The route table, one line a route: METHOD PATTERN ROLES.
int run_routes();

}  // namespace vigie::cli
