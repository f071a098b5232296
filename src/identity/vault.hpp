#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "identity/secret.hpp"

namespace vigie::identity {

/// The keys of a directory, in a file of its own beside it. Seals keys (XChaCha20-Poly1305) and digests texts (keyed). Its
/// sealing keys are numbered; others are added and taken away while programs hold the file open, and a number that one of
/// them does not know is looked for in the file anew. Thread-safe; copies are one vault.
class Vault {
 public:
  /// Reads a key file. Refuses: missing (code cle_absente), unreadable or damaged (cle_illisible). `path` is in the text.
  static base::Result<Vault> open(const std::string& path);
  /// Makes a key file of mode 0600, never over an existing one (cle_existe).
  static base::Result<Vault> create(const std::string& path);

  /// The greatest number in the file as it was last read.
  std::uint32_t newest() const;
  /// How many sealing keys there were then: more than one while they are being changed.
  std::size_t count() const;
  bool has(std::uint32_t number) const;
  /// Opaque bytes: version, key number, nonce, ciphertext. `context` (table and row id) must be given again to unseal.
  std::string seal(std::string_view bytes, std::string_view context) const { return seal(newest(), bytes, context); }
  /// Under the key of that number; a number that the file lacks is a Fault.
  std::string seal(std::uint32_t number, std::string_view bytes, std::string_view context) const;
  /// A wrong key, context or a damaged blob is a Fault.
  std::string unseal(std::string_view sealed, std::string_view context) const;
  /// 32 bytes, the same for the same text under this key; `purpose` separates uses ("minor", "phone"…).
  std::string digest(std::string_view purpose, std::string_view text) const;

  /// Adds a sealing key to the file, on disk when this returns; gives its number. Refuses: cle_impossible.
  base::Result<std::uint32_t> add_key() const;
  /// Takes every other sealing key out of the file, for ever: what they sealed cannot be read again. Refuses: cle_impossible.
  base::Status keep_only(std::uint32_t number) const;

 private:
  struct Keys;
  Vault() = default;
  static base::Result<Vault> parse(std::string_view text, const std::string& path);
  Secret key_of(std::uint32_t number) const;
  base::Status replace(const std::map<std::uint32_t, Secret>& sealing) const;
  std::shared_ptr<Keys> keys_;
};

/// True when others than its owner may read or write the file; a missing file is not loose.
bool has_loose_permissions(const std::string& path);

}  // namespace vigie::identity
