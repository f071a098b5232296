#pragma once
#include <mutex>
#include <optional>

#include "base/time.hpp"
#include "oidc/keys.hpp"

namespace vigie::oidc {

/// Where the provider is spoken to (OpenID Connect Discovery 1.0).
struct Endpoints {
  std::string authorization, token, userinfo, keys;  // userinfo: empty when there is none
  std::string end_session;    // of signing out, in a browser; empty when there is none, or none that may be gone to
  bool names_itself = false;  // in the address of the return (RFC 9207): then it must
};
/// Refusal: fournisseur_illisible; an issuer that is not that one, an endpoint missing or where fetch does not go.
base::Result<Endpoints> parse_endpoints(std::string_view text, const std::string& issuer);

/// What the provider publishes, fetched when first needed and kept an hour. Several threads may ask.
class Published {
 public:
  Published(const Settings& settings, const base::Clock& clock) : settings_(settings), clock_(clock) {}

  base::Result<Endpoints> endpoints();
  /// The key of that id; when it is not among those kept they are fetched again, at most once a minute. Refusals:
  /// jeton_cle_inconnue, and those of fetching.
  base::Result<std::shared_ptr<const _cjose_jwk_int>> key(const std::string& id);

 private:
  base::Status fetch_endpoints();
  base::Status fetch_keys();
  std::shared_ptr<const _cjose_jwk_int> find_key(const std::string& id) const;

  const Settings& settings_;
  const base::Clock& clock_;
  std::mutex gate_;
  std::optional<Endpoints> endpoints_;
  std::shared_ptr<const KeySet> keys_;
  base::Instant endpoints_at_, keys_at_;
};

}  // namespace vigie::oidc
