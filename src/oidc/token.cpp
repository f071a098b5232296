#include "oidc/token.hpp"

#include <cjose/header.h>
#include <cjose/jws.h>

#include "base/text.hpp"

namespace vigie::oidc {

namespace {

constexpr std::size_t most_bytes = 16 * 1024;
constexpr std::size_t es256_bytes = 64;  // of a signature (RFC 7518, 3.4); cjose takes more, and does not look at the rest

base::Error unreadable() { return {base::Kind::forbidden, "jeton_illisible", "La réponse du fournisseur d’identité est illisible."}; }

std::optional<boost::json::object> object_in(std::string_view text) {
  auto parsed = base::parse_json(text);
  if (!parsed || !parsed->is_object()) return std::nullopt;
  return std::move(parsed->get_object());
}

}  // namespace

base::Result<TokenHead> read_head(std::string_view token, Algorithm algorithm) {
  if (token.size() > most_bytes || std::ranges::count(token, '.') != 2) return unreadable();
  // cjose 0.6 ends the program on a part that is no base64url.
  const auto parts = base::split(token, '.');
  if (!std::ranges::all_of(parts, [](const std::string& part) { return base::from_base64url(part).has_value(); })) return unreadable();
  const auto head = object_in(*base::from_base64url(parts.front()));
  if (!head || head->contains("crit")) return unreadable();
  if (base::find_text(*head, "alg") != to_text(algorithm))
    return base::Error{base::Kind::forbidden, "jeton_algorithme",
                       "La réponse du fournisseur d’identité n’est pas signée de la façon convenue."};
  if (algorithm == Algorithm::es256 && base::from_base64url(parts.back())->size() != es256_bytes) return unreadable();
  return TokenHead{base::find_text(*head, "kid").value_or("")};
}

base::Result<boost::json::object> verify(std::string_view token, const _cjose_jwk_int& key) {
  const std::unique_ptr<cjose_jws_t, decltype(&cjose_jws_release)> jws(cjose_jws_import(token.data(), token.size(), nullptr), cjose_jws_release);
  if (!jws) return unreadable();
  if (!cjose_jws_verify(jws.get(), &key, nullptr))
    return base::Error{base::Kind::forbidden, "jeton_signature", "La signature de la réponse du fournisseur d’identité est fausse."};
  std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
  if (!cjose_jws_get_plaintext(jws.get(), &bytes, &size, nullptr)) return unreadable();
  auto claims = object_in({reinterpret_cast<const char*>(bytes), size});
  if (!claims) return unreadable();
  return *std::move(claims);
}

}  // namespace vigie::oidc
