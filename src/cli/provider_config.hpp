#pragma once
#include <toml++/toml.h>

#include "base/result.hpp"
#include "oidc/settings.hpp"

namespace vigie::cli {

/// The table [oidc] of the configuration file: issuer, client_id, client_secret_file, base_url and contact, which it must
/// have; label, algorithm (ES256, RS256, PS256), acr, scopes, client_authentication (client_secret_post or
/// client_secret_basic), authorities. Refusals: configuration_invalide, with file, line and reason.
base::Result<oidc::Settings> read_provider(const toml::table& table, const std::string& file);

}  // namespace vigie::cli
