#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::identity {

/// 32 bytes that key something, wiped when they go.
struct Secret {
  std::array<unsigned char, 32> bytes{};
  Secret() = default;
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  ~Secret();

  /// From the system's generator.
  static Secret random();
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
};

/// `head`, which says whose key it is, then nonce (24 bytes), ciphertext and tag (XChaCha20-Poly1305). `context` must be
/// given again to unseal.
std::string seal_under(const Secret& key, std::string_view head, std::string_view bytes, std::string_view context);
/// Nothing: damaged, moved, or another key.
std::optional<std::string> unseal_under(const Secret& key, std::size_t head_size, std::string_view sealed, std::string_view context);

}  // namespace vigie::identity
