#include "access/password.hpp"

#include <sodium.h>

#include <semaphore>

#include "access/guessable.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"

namespace vigie::access {

namespace {
constexpr unsigned long long passes = 2;
constexpr std::size_t memory = 19u << 20;  // 19 MiB

// A login flood must not take the cores and the memory of everybody else.
std::counting_semaphore<2> turns(2);
struct Turn {
  Turn() { turns.acquire(); }
  ~Turn() { turns.release(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
};

base::Error weak(std::string_view pointer, std::string text) {
  return base::field_error(std::string(pointer), "mot_de_passe_faible", std::move(text));
}
}  // namespace

base::Status check_password(std::string_view password, const Owner& owner, std::string_view pointer) {
  if (!base::is_utf8(password)) return weak(pointer, "Le mot de passe n’est pas un texte UTF-8.");
  if (base::length_of(password) < 8) return weak(pointer, "Le mot de passe doit compter au moins 8 caractères.");
  if (password.size() > 1024) return weak(pointer, "Le mot de passe dépasse 1 024 octets.");
  if (is_common(password)) return weak(pointer, "Ce mot de passe est parmi les plus courants, donc essayé en premier. Choisissez-en un autre.");
  if (is_made_of(password, context_words(owner.login, owner.organisation)))
    return weak(pointer, "Ce mot de passe se devine : il tient au nom du service, de l’organisation ou du compte. Choisissez-en un autre.");
  return base::Done{};
}

std::string hash_password(std::string_view password) {
  const Turn turn;
  base::require(sodium_init() >= 0, "libsodium starts");
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  const int failed = crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes, memory,
                                           crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) throw base::Fault("argon2id: not enough memory");
  return hash.data();
}

bool verify_password(std::string_view hash, std::string_view password) {
  const Turn turn;
  base::require(sodium_init() >= 0, "libsodium starts");
  return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
}

void spend_verification(std::string_view password) {
  static const std::string nobody = hash_password("personne n’a ce mot de passe");
  (void)verify_password(nobody, password);
}

std::string make_password() { return base::to_base64url(base::random_bytes(16)); }

std::string make_token() { return "vigie_" + base::to_base64url(base::random_bytes(32)); }

std::string digest_token(std::string_view token) { return base::sha256(token); }

}  // namespace vigie::access
