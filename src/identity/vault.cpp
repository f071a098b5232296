#include "identity/vault.hpp"

#include <sodium.h>

#include <charconv>
#include <shared_mutex>

#include "identity/key_file_detail.hpp"

namespace vigie::identity {
namespace {

// A key file is text, one key a line:
//   vigie-cles 1
//   sceau 1 <64 hexadecimal digits>        a sealing key and its number
//   empreinte <64 hexadecimal digits>      the key of the digests: it does not rotate with the sealing keys
// A sealed blob: version (1 byte, 1), key number (4, big-endian), nonce (24), ciphertext and tag.
constexpr std::string_view first_line = "vigie-cles 1";
constexpr char version = 1;
constexpr std::size_t head_size = 1 + 4;

void start_sodium() {
  static const int started = sodium_init();
  if (started < 0) throw base::Fault("libsodium does not start");
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

std::string to_digits(const Secret& key) {
  std::string digits(65, '\0');
  sodium_bin2hex(digits.data(), digits.size(), key.bytes.data(), key.bytes.size());
  digits.pop_back();
  return digits;
}

/// The text of a key file.
std::string text_of(const std::map<std::uint32_t, Secret>& sealing, const Secret& digesting) {
  std::string text = fmt::format("{}\n", first_line);
  for (const auto& [number, key] : sealing) {
    std::string digits = to_digits(key);
    text += fmt::format("sceau {} {}\n", number, digits);
    wipe(digits);
  }
  std::string digits = to_digits(digesting);
  text += fmt::format("empreinte {}\n", digits);
  wipe(digits);
  return text;
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

struct Vault::Keys {
  std::string path;
  Secret digesting;
  mutable std::shared_mutex gate;  // over what follows
  std::map<std::uint32_t, Secret> sealing;
};

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
  std::string text = text_of({{1, Secret::random()}}, Secret::random());
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
  vault.keys_ = std::make_shared<Keys>();
  vault.keys_->path = path;
  auto& sealing = vault.keys_->sealing;
  const auto lines = split(text, '\n');
  if (lines.size() < 3 || lines.front() != first_line || !lines.back().empty()) return damaged;
  bool digesting = false;
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    const auto words = split(lines[i], ' ');
    if (words.size() == 2 && words[0] == "empreinte" && !digesting) {
      digesting = read_key(words[1], vault.keys_->digesting.bytes);
      if (digesting) continue;
    }
    const auto number = words.size() == 3 && words[0] == "sceau" ? read_number(words[1]) : std::nullopt;
    if (!number || sealing.contains(*number)) return damaged;
    if (!read_key(words[2], sealing[*number].bytes)) return damaged;
  }
  if (!digesting || sealing.empty()) return damaged;
  return vault;
}

std::uint32_t Vault::newest() const {
  const std::shared_lock lock(keys_->gate);
  return keys_->sealing.rbegin()->first;
}

std::size_t Vault::count() const {
  const std::shared_lock lock(keys_->gate);
  return keys_->sealing.size();
}

bool Vault::has(std::uint32_t number) const {
  const std::shared_lock lock(keys_->gate);
  return keys_->sealing.contains(number);
}

Secret Vault::key_of(std::uint32_t number) const {
  {
    const std::shared_lock lock(keys_->gate);
    if (const auto known = keys_->sealing.find(number); known != keys_->sealing.end()) return known->second;
  }
  const auto anew = open(keys_->path);
  if (!anew || anew->keys_->digesting.bytes != keys_->digesting.bytes || !anew->keys_->sealing.contains(number))
    throw base::Fault("a sealed value needs a key that the key file lacks");
  const std::unique_lock lock(keys_->gate);
  for (const auto& [known, key] : anew->keys_->sealing) keys_->sealing.emplace(known, key);  // snapshots may need those that left
  return keys_->sealing.at(number);
}

std::string Vault::seal(std::uint32_t number, std::string_view bytes, std::string_view context) const {
  std::string head(1, version);
  head += big_endian(number);
  return seal_under(key_of(number), head, bytes, context);
}

std::string Vault::unseal(std::string_view sealed, std::string_view context) const {
  if (sealed.size() < head_size || sealed[0] != version) throw base::Fault("a sealed value is damaged");
  auto bytes = unseal_under(key_of(number_at(sealed)), head_size, sealed, context);
  if (!bytes) throw base::Fault("a sealed value does not open: damaged, moved, or another key");
  return *std::move(bytes);
}

base::Result<std::uint32_t> Vault::add_key() const {
  const auto now = open(keys_->path);
  if (!now) return now.error();
  auto sealing = now->keys_->sealing;
  const std::uint32_t number = sealing.rbegin()->first + 1;
  sealing[number] = Secret::random();
  if (const auto kept = replace(sealing); !kept) return kept.error();
  return number;
}

base::Status Vault::keep_only(std::uint32_t number) const { return replace({{number, key_of(number)}}); }

base::Status Vault::replace(const std::map<std::uint32_t, Secret>& sealing) const {
  std::string text = text_of(sealing, keys_->digesting);
  const auto replaced = replace_key_file(keys_->path, text);
  wipe(text);
  if (!replaced) return replaced.error();
  const std::unique_lock lock(keys_->gate);
  keys_->sealing = sealing;
  return base::Done{};
}

std::string Vault::digest(std::string_view purpose, std::string_view text) const {
  std::string input = big_endian(static_cast<std::uint32_t>(purpose.size()));
  input.append(purpose).append(text);
  std::string digest(32, '\0');
  crypto_generichash(bytes_of(digest), digest.size(), bytes_of(input), input.size(),
                     keys_->digesting.bytes.data(), keys_->digesting.bytes.size());
  wipe(input);
  return digest;
}

}  // namespace vigie::identity
