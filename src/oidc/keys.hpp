#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "oidc/settings.hpp"

struct _cjose_jwk_int;

namespace vigie::oidc {

/// The public keys of a provider (RFC 7517) that can verify under one algorithm: RSA of 2 048 bits at least, or P-256. The
/// others of its set, shared secrets among them, are left out.
class KeySet {
 public:
  KeySet() = default;
  /// Of the JSON of a set. Refusal: cles_illisibles.
  static base::Result<KeySet> parse(std::string_view text, Algorithm algorithm);

  /// The one of that id; without an id, the only one there is. nullptr: none, or several.
  const _cjose_jwk_int* find(std::string_view id) const;

 private:
  struct Key {
    std::string id;
    std::shared_ptr<_cjose_jwk_int> key;
  };
  std::vector<Key> keys_;
};

}  // namespace vigie::oidc
