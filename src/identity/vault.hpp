#pragma once
#include <array>
#include <cstdint>
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
  static base::Result<Vault> parse(std::string_view text, const std::string& path);

  /// 32 bytes, wiped when they go.
  struct Secret {
    std::array<unsigned char, 32> bytes{};
    Secret() = default;
    Secret(const Secret&) = default;
    Secret& operator=(const Secret&) = default;
    ~Secret();
  };
  std::map<std::uint32_t, Secret> sealing_;
  std::uint32_t current_ = 0;
  Secret digesting_;  // does not rotate with the sealing key
};

/// True when others than its owner may read or write the file; a missing file is not loose.
bool has_loose_permissions(const std::string& path);

}  // namespace vigie::identity
