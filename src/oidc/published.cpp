#include "oidc/published.hpp"

#include "http/fetch.hpp"

namespace vigie::oidc {

namespace {

constexpr base::Duration kept = std::chrono::hours{1};
constexpr base::Duration between_fetches = std::chrono::minutes{1};

base::Error unreachable_provider() {
  return {base::Kind::unavailable, "fournisseur_injoignable", "Le fournisseur d’identité ne répond pas. Réessayez dans quelques minutes."};
}
base::Error odd_provider() {
  return {base::Kind::unavailable, "fournisseur_illisible", "Ce que publie le fournisseur d’identité ne permet pas de s’y connecter."};
}

base::Result<std::string> fetch_json(const std::string& url, const std::string& authorities) {
  auto fetched = http::fetch({.url = url, .headers = {"Accept: application/json"}, .authorities = authorities});
  if (!fetched || fetched->status != 200) return unreachable_provider();
  return std::move(fetched->body);
}

}  // namespace

base::Result<Endpoints> parse_endpoints(std::string_view text, const std::string& issuer) {
  const auto parsed = base::parse_json(text);
  const boost::json::object* whole = parsed ? parsed->if_object() : nullptr;
  if (!whole || base::find_text(*whole, "issuer") != issuer) return odd_provider();
  const auto said = [&](std::string_view name) { return base::find_text(*whole, name).value_or(""); };
  Endpoints endpoints{said("authorization_endpoint"), said("token_endpoint"), said("userinfo_endpoint"), said("jwks_uri"), ""};
  for (const std::string& url : {endpoints.authorization, endpoints.token, endpoints.keys})
    if (!http::is_fetchable(url)) return odd_provider();
  if (!endpoints.userinfo.empty() && !http::is_fetchable(endpoints.userinfo)) return odd_provider();
  if (const std::string out = said("end_session_endpoint"); http::is_fetchable(out)) endpoints.end_session = out;
  const boost::json::value* names = base::find(*whole, "authorization_response_iss_parameter_supported");
  endpoints.names_itself = names && names->is_bool() && names->get_bool();
  return endpoints;
}

base::Status Published::fetch_endpoints() {
  const std::string_view issuer = settings_.issuer;
  const std::string url = fmt::format("{}/.well-known/openid-configuration", issuer.substr(0, issuer.size() - (issuer.ends_with('/') ? 1 : 0)));
  const auto text = fetch_json(url, settings_.authorities);
  if (!text) return text.error();
  auto endpoints = parse_endpoints(*text, settings_.issuer);
  if (!endpoints) return endpoints.error();
  endpoints_ = *std::move(endpoints);
  endpoints_at_ = clock_.now();
  return base::Done{};
}

base::Result<Endpoints> Published::endpoints() {
  const std::lock_guard lock(gate_);
  if (!endpoints_ || endpoints_at_ + kept < clock_.now())
    if (const auto fetched = fetch_endpoints(); !fetched) return fetched.error();
  return *endpoints_;
}

base::Status Published::fetch_keys() {
  keys_at_ = clock_.now();  // of the attempt: one that fails counts too
  const auto text = fetch_json(endpoints_->keys, settings_.authorities);
  if (!text) return text.error();
  auto keys = KeySet::parse(*text, settings_.algorithm);
  if (!keys) return keys.error();
  keys_ = std::make_shared<const KeySet>(*std::move(keys));
  return base::Done{};
}

std::shared_ptr<const _cjose_jwk_int> Published::find_key(const std::string& id) const {
  const _cjose_jwk_int* found = keys_ ? keys_->find(id) : nullptr;
  return found ? std::shared_ptr<const _cjose_jwk_int>(keys_, found) : nullptr;
}

base::Result<std::shared_ptr<const _cjose_jwk_int>> Published::key(const std::string& id) {
  const std::lock_guard lock(gate_);
  base::require(endpoints_.has_value(), "the keys are asked of a provider whose endpoints are known");
  const base::Instant now = clock_.now();
  auto found = keys_at_ + kept < now ? nullptr : find_key(id);
  if (!found && keys_at_ + between_fetches <= now) {
    if (const auto fetched = fetch_keys(); !fetched) return fetched.error();
    found = find_key(id);
  }
  if (found) return found;
  if (!keys_) return unreachable_provider();
  return base::Error{base::Kind::forbidden, "jeton_cle_inconnue", "La réponse est signée d’une clé que le fournisseur d’identité ne publie pas."};
}

}  // namespace vigie::oidc
