#include "identity/vault.hpp"

#include <sodium.h>

#include <charconv>

#include "identity/key_file_detail.hpp"

namespace vigie::identity {
namespace {

// A key file is text, one key a line:
//   vigie-cles 1
//   sceau 1 <64 hexadecimal digits>        a sealing key and its number; the greatest number seals, all
//   unseal empreinte <64 hexadecimal digits>      the key of the digests
// A sealed blob: version (1 byte, 1), key number (4, big-endian), nonce (24), ciphertext and tag.
constexpr std::string_view first_line = "vigie-cles 1";
constexpr char version = 1;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t head_size = 1 + 4 + nonce_size;

void start_sodium() {
  static const int started = sodium_init();
  if (started < 0) throw base::Fault("libsodium does not start");
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

bool read_key(std::string_view hex, std::array<unsigned char, 32>& key) {
  std::size_t size = 0;
  return hex.size() == 64 &&
         sodium_hex2bin(key.data(), key.size(), hex.data(), hex.size(), nullptr, &size, nullptr) == 0 &&
         size == key.size();
}

/// Views, not copies: what is split holds keys.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t end = 0; (end = text.find(separator)) != std::string_view::npos;
       text.remove_prefix(end + 1)) {
    parts.push_back(text.substr(0, end));
  }
  parts.push_back(text);
  return parts;
}

std::optional<std::uint32_t> read_number(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

std::string new_key_hex() {
  std::array<unsigned char, 32> key{};
  randombytes_buf(key.data(), key.size());
  std::string hex(65, '\0');
  sodium_bin2hex(hex.data(), hex.size(), key.data(), key.size());
  sodium_memzero(key.data(), key.size());
  hex.pop_back();
  return hex;
}

std::string big_endian(std::uint32_t number) {
  return {static_cast<char>(number >> 24), static_cast<char>(number >> 16), static_cast<char>(number >> 8),
          static_cast<char>(number)};
}

std::uint32_t number_at(std::string_view sealed) {
  std::uint32_t number = 0;
  for (const char c : sealed.substr(1, 4)) number = number << 8 | static_cast<unsigned char>(c);
  return number;
}

}  // namespace

Vault::Secret::~Secret() { sodium_memzero(bytes.data(), bytes.size()); }

base::Result<Vault> Vault::open(const std::string& path) {
  start_sodium();
  auto text = read_key_file(path);
  if (!text) return text.error();
  auto vault = parse(*text, path);
  wipe(*text);
  return vault;
}

base::Result<Vault> Vault::create(const std::string& path) {
  start_sodium();
  std::string text = fmt::format("{}\nsceau 1 {}\nempreinte {}\n", first_line, new_key_hex(), new_key_hex());
  const auto made = make_key_file(path, text);
  auto vault = made ? parse(text, path) : base::Result<Vault>(made.error());
  wipe(text);
  return vault;
}

base::Result<Vault> Vault::parse(std::string_view text, const std::string& path) {
  const base::Error damaged{
      base::Kind::unavailable, "cle_illisible",
      fmt::format("Le fichier de clés {} est abîmé : ce n'est pas un fichier entier.", path)};
  Vault vault;
  const auto lines = split(text, '\n');
  if (lines.size() < 3 || lines.front() != first_line || !lines.back().empty()) return damaged;
  bool digesting = false;
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    const auto words = split(lines[i], ' ');
    if (words.size() == 2 && words[0] == "empreinte" && !digesting) {
      digesting = read_key(words[1], vault.digesting_.bytes);
      if (digesting) continue;
    }
    const auto number = words.size() == 3 && words[0] == "sceau" ? read_number(words[1]) : std::nullopt;
    if (!number || vault.sealing_.contains(*number)) return damaged;
    if (!read_key(words[2], vault.sealing_[*number].bytes)) return damaged;
    vault.current_ = std::max(vault.current_, *number);
  }
  if (!digesting || vault.sealing_.empty()) return damaged;
  return vault;
}

std::string Vault::seal(std::string_view bytes, std::string_view context) const {
  std::string sealed(head_size + bytes.size() + tag_size, '\0');
  sealed.replace(0, 5, version + big_endian(current_));
  unsigned char* nonce = bytes_of(sealed) + 5;
  randombytes_buf(nonce, nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(sealed) + head_size, nullptr, bytes_of(bytes),
                                             bytes.size(), bytes_of(context), context.size(), nullptr, nonce,
                                             sealing_.at(current_).bytes.data());
  return sealed;
}

std::string Vault::unseal(std::string_view sealed, std::string_view context) const {
  if (sealed.size() < head_size + tag_size || sealed[0] != version)
    throw base::Fault("a sealed value is damaged");
  const auto key = sealing_.find(number_at(sealed));
  if (key == sealing_.end()) throw base::Fault("a sealed value needs a key that the key file lacks");
  std::string bytes(sealed.size() - head_size - tag_size, '\0');
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
      bytes_of(bytes), nullptr, nullptr, bytes_of(sealed) + head_size, sealed.size() - head_size,
      bytes_of(context), context.size(), bytes_of(sealed) + 5, key->second.bytes.data());
  if (opened != 0) throw base::Fault("a sealed value does not open: damaged, moved, or another key");
  return bytes;
}

std::string Vault::digest(std::string_view purpose, std::string_view text) const {
  std::string input = big_endian(static_cast<std::uint32_t>(purpose.size()));
  input.append(purpose).append(text);
  std::string digest(32, '\0');
  crypto_generichash(bytes_of(digest), digest.size(), bytes_of(input), input.size(), digesting_.bytes.data(),
                     digesting_.bytes.size());
  wipe(input);
  return digest;
}

}  // namespace vigie::identity
