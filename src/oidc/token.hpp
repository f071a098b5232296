#pragma once
#include <optional>

#include "base/time.hpp"
#include "oidc/keys.hpp"

namespace vigie::oidc {

/// What a signed token says of itself, before anything of it is believed.
struct TokenHead {
  std::string key_id;  // empty: it names none
};
/// Refuses what is not a JSON Web Signature under that very algorithm: jeton_illisible, jeton_algorithme. One that asks for
/// an extension (crit) is not understood.
base::Result<TokenHead> read_head(std::string_view token, Algorithm algorithm);

/// The claims of a token whose head was read, once its signature holds. Refusals: jeton_signature, jeton_illisible.
base::Result<boost::json::object> verify(std::string_view token, const _cjose_jwk_int& key);

/// What the claims of an ID token must agree with.
struct Expected {
  std::string issuer, client_id, nonce;
  std::string access_token;       // that came beside it
  std::vector<std::string> acr;   // of these, when there are any
  base::Instant now;
  std::optional<std::chrono::seconds> max_age = {};
};
/// OpenID Connect Core 1.0, 3.1.3.7 and 3.1.3.8, with 60 s between the clocks. Refusals: jeton_emetteur, jeton_destinataire,
/// jeton_expire (or issued more than 10 minutes ago, or tomorrow), jeton_nonce, jeton_sujet, jeton_acces, niveau_insuffisant, and
/// authentification_ancienne, of who proved who they are longer ago than max_age, or does not say when.
base::Status check_claims(const boost::json::object& claims, const Expected& expected);

/// Whether the claims name that issuer and this client, where they name any: of what is not an ID token.
bool is_addressed(const boost::json::object& claims, const std::string& issuer, const std::string& client_id);

/// A text of 1 to 255 characters of ASCII; empty when there is none.
std::string subject_of(const boost::json::object& claims);

}  // namespace vigie::oidc
