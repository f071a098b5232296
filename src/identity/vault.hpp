#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace vigie::identity {

/// The keys of a directory, in a file of its own beside it. Seals bytes (XChaCha20-Poly1305) and digests texts (keyed).
class Vault {
 public:
  /// Reads a key file. Refuses: missing (code cle_absente), unreadable or damaged (cle_illisible). `path` is in the text.
  static base::Result<Vault> open(const std::string& path);
  /// Makes a key file of mode 0600, never over an existing one (cle_existe).
  static base::Result<Vault> create(const std::string& path);

  /// Opaque bytes: version, key id, nonce, ciphertext. `context` (table and row id) must be given again to unseal.
  std::string seal(std::string_view bytes, std::string_view context) const;
  /// A wrong key, context or a damaged blob is a Fault.
  std::string unseal(std::string_view sealed, std::string_view context) const;
  /// 32 bytes, the same for the same text under this key; `purpose` separates uses ("minor", "phone"…).
  std::string digest(std::string_view purpose, std::string_view text) const;

 private:
  Vault() = default;
  struct Key {
    std::string sealing;    // 32 bytes
  };
  std::map<unsigned, Key> keys_;
  unsigned current_ = 0;
  std::string digesting_;   // 32 bytes; does not rotate with the sealing key
};

}  // namespace vigie::identity
