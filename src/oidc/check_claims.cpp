#include "base/hash.hpp"
#include "base/text.hpp"
#include "oidc/token.hpp"

namespace vigie::oidc {

namespace {

namespace json = boost::json;

constexpr std::int64_t between_clocks = 60;  // seconds
constexpr std::int64_t oldest = 600;         // a login takes less

base::Error claim_refused(std::string code, std::string text) { return {base::Kind::forbidden, std::move(code), std::move(text)}; }

/// Seconds since 1970; a NumericDate may have decimals (RFC 7519, 2).
std::optional<std::int64_t> seconds_in(const json::object& claims, std::string_view name) {
  const json::value* value = base::find(claims, name);
  if (!value) return std::nullopt;
  if (const auto* whole = value->if_int64()) return *whole;
  if (const auto* real = value->if_double(); real && *real > -1e12 && *real < 1e12) return static_cast<std::int64_t>(*real);
  return std::nullopt;
}

/// For whom: one text, or several; among several, azp says who asked.
bool is_for(const json::object& claims, const std::string& client_id) {
  const json::value* audience = base::find(claims, "aud");
  if (!audience) return false;
  const auto authorized = base::find_text(claims, "azp");
  if (claims.contains("azp") && authorized != client_id) return false;
  if (audience->is_string()) return audience->get_string() == client_id;
  if (!audience->is_array()) return false;
  const json::array& all = audience->get_array();
  const bool named = std::ranges::any_of(all, [&](const json::value& one) { return one.is_string() && one.get_string() == client_id; });
  return named && (all.size() == 1 || authorized);
}

bool is_current(const json::object& claims, std::int64_t now) {
  const auto ends = seconds_in(claims, "exp"), issued = seconds_in(claims, "iat"), begins = seconds_in(claims, "nbf");
  if (!ends || !issued || (claims.contains("nbf") && !begins)) return false;
  return now < *ends + between_clocks && *issued <= now + between_clocks && now - oldest <= *issued && (!begins || *begins <= now + between_clocks);
}

/// Half of the digest of the access token: the two were given together.
bool fits_access(const json::object& claims, const std::string& access_token) {
  if (!claims.contains("at_hash")) return true;
  return base::find_text(claims, "at_hash") == base::to_base64url(base::sha256(access_token).substr(0, 16));
}

bool is_enough(const json::object& claims, const std::vector<std::string>& acr) {
  return acr.empty() || std::ranges::find(acr, base::find_text(claims, "acr").value_or("")) != acr.end();
}

bool is_fresh(const json::object& claims, const Expected& expected) {
  if (!expected.max_age) return true;
  const auto proved = seconds_in(claims, "auth_time");
  const std::int64_t now = expected.now.ms / 1000;
  return proved && *proved <= now + between_clocks && now - *proved <= expected.max_age->count() + between_clocks;
}

}  // namespace

std::string subject_of(const json::object& claims) {
  const std::string subject = base::find_text(claims, "sub").value_or("");
  const bool plain = std::ranges::all_of(subject, [](char c) { return c >= 0x20 && c < 0x7f; });
  return subject.size() <= 255 && plain ? subject : "";
}

bool is_addressed(const json::object& claims, const std::string& issuer, const std::string& client_id) {
  if (claims.contains("iss") && base::find_text(claims, "iss") != issuer) return false;
  return !claims.contains("aud") || is_for(claims, client_id);
}

base::Status check_claims(const json::object& claims, const Expected& expected) {
  if (base::find_text(claims, "iss") != expected.issuer)
    return claim_refused("jeton_emetteur", "La réponse ne vient pas du fournisseur d’identité attendu.");
  if (!is_for(claims, expected.client_id)) return claim_refused("jeton_destinataire", "La réponse du fournisseur d’identité est destinée à un autre service.");
  if (!is_current(claims, expected.now.ms / 1000)) return claim_refused("jeton_expire", "La réponse du fournisseur d’identité n’est plus, ou pas encore, valable.");
  if (!base::equal_in_constant_time(base::find_text(claims, "nonce").value_or(""), expected.nonce))
    return claim_refused("jeton_nonce", "La réponse du fournisseur d’identité répond à une autre demande de connexion.");
  if (!fits_access(claims, expected.access_token)) return claim_refused("jeton_acces", "Les deux parties de la réponse du fournisseur d’identité ne vont pas ensemble.");
  if (subject_of(claims).empty()) return claim_refused("jeton_sujet", "La réponse du fournisseur d’identité ne dit pas de qui il s’agit.");
  if (!is_enough(claims, expected.acr))
    return claim_refused("niveau_insuffisant", "Vous vous êtes identifié d’une façon qui ne suffit pas pour ce service : recommencez avec un second facteur, ou un moyen plus sûr.");
  if (!is_fresh(claims, expected))
    return claim_refused("authentification_ancienne", "Vous vous êtes identifié il y a trop longtemps chez le fournisseur d’identité : déconnectez-vous chez lui, puis recommencez.");
  return base::Done{};
}

}  // namespace vigie::oidc
