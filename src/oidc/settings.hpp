#pragma once
// oidc: signing in through an identity provider (OpenID Connect Core 1.0, authorization code with PKCE).
// 1. What comes from outside is believed once its signature, under the one algorithm that is configured, and every claim that
//    speaks of this login were verified. Any doubt is a refusal with a code of its own.
// 2. The provider is reached by this program alone, under limits of time and size; the browser carries a code, never a token.
// 3. Out of it come an issuer and a subject. Whose account that is, is not decided here.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::oidc {

/// What signs the tokens; pinned. `none` and the algorithms of shared secrets (HS…) are not among them.
enum class Algorithm { es256, rs256, ps256 };
std::string_view to_text(Algorithm algorithm);

/// How this service is known to the provider, and what it asks of it.
struct Settings {
  std::string issuer;         // https, or http on this machine
  std::string client_id, client_secret;
  std::string base_url;       // of this service, as browsers see it: "https://vigie.example"
  std::string label;          // of the provider, as people know it: « ProConnect »
  std::string contact;        // whom to turn to when it fails: a telephone, an address
  std::string authorities;    // PEM file of the authorities that its certificate may come from; empty: those of the system
  std::vector<std::string> scopes = {"openid"};
  std::vector<std::string> acr;  // levels of authentication that are enough; empty: any
  std::optional<std::chrono::seconds> max_age;  // since the person proved to the provider who they are; none: whenever
  Algorithm algorithm = Algorithm::es256;
  bool secret_in_body = true;  // client_secret_post; false: client_secret_basic
  std::string return_url() const { return base_url + "/connexion/retour"; }
  std::string signed_out_url() const { return base_url + "/deconnexion/retour"; }
};

/// What it takes to sign out at the provider later (OpenID Connect RP-Initiated Logout 1.0).
struct WayOut {
  std::string address;   // end_session_endpoint; empty: it has none
  std::string id_token;  // that says whose session it is; empty: the provider asks
};
/// Whom the provider vouches for.
struct Identity {
  std::string issuer, subject;  // together, one person for ever
  std::string email;            // as the provider says it, to be shown to that person and not kept; may be empty
  WayOut way_out;
};

}  // namespace vigie::oidc
