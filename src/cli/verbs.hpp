#pragma once
#include "cli/config.hpp"

namespace vigie::cli {

int run_serve(const Config& config);
int run_demo(Config config, const std::string& password);
int run_account_add(const Config& config, const std::string& login, const std::string& role, const std::string& organisation,
                    const std::string& password_file);
int run_account_token(const Config& config, const std::string& login, const std::string& label);
int run_backup(const Config& config, const std::string& file);
int run_restore(const Config& config, const std::string& file);
int run_doctor(const Config& config);
/// The route table, one line a route: METHOD PATTERN ROLES.
int run_routes();

}  // namespace vigie::cli
