#pragma once
#include "oidc/published.hpp"
#include "oidc/trip.hpp"

namespace vigie::oidc {

/// What the browser brings back from the provider, as the address says it.
struct Returned {
  std::string state, code, issuer, error;  // empty: not said
};

/// One identity provider, and the way there and back. Waits for the network: up to some 30 s when the provider is slow.
class Provider {
 public:
  Provider(Settings settings, const base::Clock& clock) : settings_(std::move(settings)), clock_(clock), published_(settings_, clock_) {}
  Provider(const Provider&) = delete;

  const Settings& settings() const { return settings_; }
  /// Where to send the browser. Refusals: fournisseur_injoignable, fournisseur_illisible.
  base::Result<std::string> departure(const Trip& trip);
  /// Who came back from that trip. Refusals besides: etat_invalide, fournisseur_refuse (said by the provider), code_refuse,
  /// identite_non_confirmee (userinfo speaks of somebody else), and those of read_head, verify and check_claims.
  base::Result<Identity> arrival(const Trip& trip, const Returned& returned);
  /// Where to send the browser of who signs out, so that the provider ends its session too; it comes back to
  /// Settings::signed_out_url with the state of that trip. The network is not asked.
  std::string departure_out(const WayOut& way, const Trip& trip) const;

 private:
  struct Tokens {
    std::string id, access;
  };
  base::Status check_return(const Trip& trip, const Returned& returned, const Endpoints& endpoints) const;
  base::Result<Tokens> exchange(const Trip& trip, const std::string& code, const Endpoints& endpoints) const;
  base::Result<boost::json::object> read_token(std::string_view token);
  /// What userinfo says, in JSON or signed; nothing when there is no such endpoint.
  base::Result<std::optional<boost::json::object>> ask_userinfo(const Endpoints& endpoints, const std::string& access_token);

  const Settings settings_;
  const base::Clock& clock_;
  Published published_;
};

}  // namespace vigie::oidc
