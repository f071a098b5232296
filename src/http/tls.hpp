#pragma once
#include <memory>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"

struct ssl_ctx_st;

namespace vigie::http {

/// The certificate and the key under which connections are encrypted, and how: TLS 1.2 with ephemeral keys and
/// authenticated ciphers only, or TLS 1.3. No session is resumed: each connection agrees on keys of its own.
class Tls {
 public:
  /// PEM files: the certificate followed by those of its chain, and its private key. Refuses, naming the file: one that
  /// cannot be read or is not that, a key of another certificate, behind a passphrase, or too weak (RSA under 2 048 bits).
  static base::Result<std::shared_ptr<const Tls>> load(const std::string& certificate, const std::string& key);
  ~Tls();
  Tls(const Tls&) = delete;
  Tls& operator=(const Tls&) = delete;

  /// When the certificate ends; browsers refuse the service from then on.
  base::Instant ends_at() const;
  ssl_ctx_st* context() const { return context_; }

 private:
  Tls();
  ssl_ctx_st* const context_;
};

}  // namespace vigie::http
