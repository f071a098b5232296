#include "oidc/trip.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"

namespace vigie::oidc {

namespace {
constexpr std::size_t secret_bytes = 32;
std::string derive(const std::string& secret, std::string_view what) { return base::to_base64url(base::hmac_sha256(secret, what)); }
}  // namespace

Trip Trip::begin() { return Trip(base::to_base64url(base::random_bytes(secret_bytes))); }

std::optional<Trip> Trip::resume(std::string_view secret) {
  const auto bytes = base::from_base64url(secret);
  if (!bytes || bytes->size() != secret_bytes) return std::nullopt;
  return Trip(std::string(secret));
}

std::string Trip::state() const { return derive(secret_, "state"); }
std::string Trip::nonce() const { return derive(secret_, "nonce"); }
std::string Trip::verifier() const { return derive(secret_, "verifier"); }
std::string Trip::challenge() const { return base::to_base64url(base::sha256(verifier())); }

}  // namespace vigie::oidc
