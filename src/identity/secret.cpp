#include "identity/secret.hpp"

#include <sodium.h>

#include "base/error.hpp"

namespace vigie::identity {

namespace {
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
}  // namespace

Secret::~Secret() { sodium_memzero(bytes.data(), bytes.size()); }

Secret Secret::random() {
  Secret made;
  randombytes_buf(made.bytes.data(), made.bytes.size());
  return made;
}

std::string seal_under(const Secret& key, std::string_view head, std::string_view bytes, std::string_view context) {
  std::string sealed(head);
  sealed.resize(head.size() + nonce_bytes + bytes.size() + tag_bytes);
  auto* nonce = reinterpret_cast<unsigned char*>(sealed.data()) + head.size();
  randombytes_buf(nonce, nonce_bytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_bytes, nullptr, raw(bytes), bytes.size(), raw(context), context.size(), nullptr,
                                             nonce, key.bytes.data());
  return sealed;
}

std::optional<std::string> unseal_under(const Secret& key, std::size_t head_size, std::string_view sealed, std::string_view context) {
  if (sealed.size() < head_size + nonce_bytes + tag_bytes) return std::nullopt;
  const unsigned char* nonce = raw(sealed) + head_size;
  std::string bytes(sealed.size() - head_size - nonce_bytes - tag_bytes, '\0');
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<unsigned char*>(bytes.data()), nullptr, nullptr, nonce + nonce_bytes, sealed.size() - head_size - nonce_bytes,
      raw(context), context.size(), nonce, key.bytes.data());
  if (opened != 0) return std::nullopt;
  return bytes;
}

}  // namespace vigie::identity
