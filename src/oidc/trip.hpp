#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace vigie::oidc {

/// One sign-in under way, from the departure to the provider to the return. All of it follows from a secret that the browser
/// keeps in a cookie: what comes back in another browser does not fit.
class Trip {
 public:
  static Trip begin();
  /// Of a cookie; nothing when it is not such a secret.
  static std::optional<Trip> resume(std::string_view secret);

  const std::string& secret() const { return secret_; }
  // 43 characters each, of 256 bits; none tells another.
  std::string state() const;
  std::string nonce() const;
  std::string verifier() const;
  /// S256 of the verifier (RFC 7636).
  std::string challenge() const;

 private:
  explicit Trip(std::string secret) : secret_(std::move(secret)) {}
  std::string secret_;
};

}  // namespace vigie::oidc
