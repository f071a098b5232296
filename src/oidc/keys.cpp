#include "oidc/keys.hpp"

#include <cjose/jwk.h>

#include "base/text.hpp"

namespace vigie::oidc {

namespace {

namespace json = boost::json;

constexpr std::size_t least_rsa_bytes = 256;

/// What the set says of a key: nothing, or what fits.
bool may_be(const json::object& key, std::string_view member, std::string_view wanted) {
  return !key.contains(member) || base::find_text(key, member) == wanted;
}

bool verifies(const json::object& key, Algorithm algorithm) {
  if (!may_be(key, "use", "sig") || !may_be(key, "alg", to_text(algorithm))) return false;
  const auto type = base::find_text(key, "kty");
  if (algorithm == Algorithm::es256) return type == "EC" && base::find_text(key, "crv") == "P-256";
  const auto modulus = base::from_base64url(base::find_text(key, "n").value_or(""));
  return type == "RSA" && modulus && modulus->size() >= least_rsa_bytes;
}

/// Whether the numbers of a key are written as they must be: cjose 0.6 ends the program on others.
bool is_well_written(const json::object& key) {
  return std::ranges::all_of(std::initializer_list<std::string_view>{"n", "e", "x", "y"}, [&key](std::string_view member) {
    if (!key.contains(member)) return true;
    const auto text = base::find_text(key, member);
    return text && base::from_base64url(*text).has_value();
  });
}

/// Without what a public set must not hold, and cjose would import.
json::object public_half(json::object key) {
  for (const std::string_view secret : {"d", "p", "q", "dp", "dq", "qi", "k"}) key.erase(secret);
  return key;
}

}  // namespace

std::string_view to_text(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::es256: return "ES256";
    case Algorithm::rs256: return "RS256";
    case Algorithm::ps256: return "PS256";
  }
  throw base::Bug("an algorithm without a name");
}

base::Result<KeySet> KeySet::parse(std::string_view text, Algorithm algorithm) {
  const auto parsed = base::parse_json(text);
  const json::object* whole = parsed ? parsed->if_object() : nullptr;
  const json::value* list = whole ? base::find(*whole, "keys") : nullptr;
  if (!list || !list->is_array())
    return base::Error{base::Kind::unavailable, "cles_illisibles", "Les clés publiées par le fournisseur d’identité sont illisibles."};
  KeySet set;
  for (const json::value& one : list->get_array()) {
    const json::object* key = one.if_object();
    if (!key || !verifies(*key, algorithm) || !is_well_written(*key)) continue;
    const std::string plain = base::to_text(public_half(*key));
    std::shared_ptr<cjose_jwk_t> imported(cjose_jwk_import(plain.data(), plain.size(), nullptr), cjose_jwk_release);
    if (imported) set.keys_.push_back({base::find_text(*key, "kid").value_or(""), std::move(imported)});
  }
  return set;
}

const _cjose_jwk_int* KeySet::find(std::string_view id) const {
  const _cjose_jwk_int* found = nullptr;
  for (const Key& one : keys_) {
    if (!id.empty() && one.id != id) continue;
    if (found) return nullptr;
    found = one.key.get();
  }
  return found;
}

}  // namespace vigie::oidc
